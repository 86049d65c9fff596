package zoetrope.film;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.film.sound.Mastering;
import zoetrope.film.sound.Mixer;
import zoetrope.media.Encoding;
import zoetrope.media.MediaException;
import zoetrope.media.MovieWriter;
import zoetrope.media.Tags;
import zoetrope.story.timeline.FrameRate;

/** Writes films to files, picture and sound in one pass. */
public final class FilmWriter {
  /** Hears of finished frames. */
  @FunctionalInterface
  public interface Progress {
    void frames(int done, int total);
  }

  private FilmWriter() {}

  /**
   * Writes the film; false when {@code cancelled} said so, and then no file is left.
   *
   * @param tags words about the film in the file
   * @throws MediaException when a source cannot be read or the film cannot be written
   */
  public static boolean write(
      Film film,
      Path file,
      Encoding encoding,
      Tags tags,
      Progress progress,
      BooleanSupplier cancelled) {
    int frames = Math.toIntExact(film.content().length().frames());
    FrameRate fps = film.content().length().rate();
    double rate = (double) fps.numerator() / fps.denominator();
    float[] sound = sound(film);
    try (FilmReel reel = new FilmReel(film);
        MovieWriter out =
            MovieWriter.open(file, encoding, film.width(), film.height(), rate, tags)) {
      int sounded = 0;
      for (int f = 0; f < frames; f++) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        out.frame(reel.frame(f).rgb());
        int until =
            f + 1 == frames
                ? sound.length
                : Math.min(sound.length, 2 * (int) Math.round((f + 1) * SoundCue.RATE / rate));
        out.sound(sound, sounded, until);
        sounded = until;
        progress.frames(f + 1, frames);
      }
      out.finish();
    }
    return true;
  }

  private static float[] sound(Film film) {
    float[] mix = Mixer.whole(film.content(), ref -> Optional.ofNullable(film.sounds().get(ref)));
    Mastering.master(mix, film.loudness());
    return mix;
  }
}
