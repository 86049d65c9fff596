package zoetrope.film;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.film.sound.FilmSound;
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
    FrameRate fps = film.content().length().rate();
    try (FilmReel reel = new FilmReel(film);
        MovieWriter out =
            MovieWriter.open(file, encoding, film.width(), film.height(), fps.rate(), tags)) {
      boolean whole =
          encoding.hasSound()
              ? heard(film, encoding, reel, out, progress, cancelled)
              : frames(film, reel, out, _ -> {}, progress, cancelled);
      if (whole) {
        out.finish();
      }
      return whole;
    } catch (CancellationException _) {
      return false;
    }
  }

  private static boolean heard(
      Film film,
      Encoding encoding,
      FilmReel reel,
      MovieWriter out,
      Progress progress,
      BooleanSupplier cancelled) {
    try (FilmSound sound =
        FilmSound.open(
            film.content(),
            ref -> Optional.ofNullable(film.sounds().get(ref)),
            film.loudness(),
            encoding,
            cancelled)) {
      LongConsumer until =
          sample -> {
            float[] some = sound.until(sample);
            out.sound(some, 0, some.length);
          };
      return frames(film, reel, out, until, progress, cancelled);
    }
  }

  private static boolean frames(
      Film film,
      FilmReel reel,
      MovieWriter out,
      LongConsumer sound,
      Progress progress,
      BooleanSupplier cancelled) {
    int frames = Math.toIntExact(film.content().length().frames());
    FrameRate fps = film.content().length().rate();
    for (int f = 0; f < frames; f++) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      out.frame(reel.frame(f).rgb(), film.content().cutAt(f));
      double end = fps.rate().seconds(f + 1.0);
      sound.accept(f + 1 == frames ? Long.MAX_VALUE : Math.round(end * SoundCue.RATE));
      progress.frames(f + 1, frames);
    }
    return true;
  }
}
