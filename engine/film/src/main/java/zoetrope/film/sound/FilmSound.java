package zoetrope.film.sound;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.media.Encoding;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.media.sound.MasteredSound;
import zoetrope.media.sound.Mastering;
import zoetrope.media.sound.SoundSource;
import zoetrope.story.MediaRef;

/** A film's sound as it is exported: mixed, brought to its loudness, streamed. */
public final class FilmSound implements AutoCloseable {
  private final Mixer mixer;
  private final MasteredSound mastered;
  private long position;

  private FilmSound(Mixer mixer, MasteredSound mastered) {
    this.mixer = mixer;
    this.mastered = mastered;
  }

  /**
   * Opens the sound of a film, which takes several readings of all of it.
   *
   * @param files where each sound lies; one that lies nowhere is silent
   * @throws CancellationException when {@code cancelled} said so
   */
  public static FilmSound open(
      FilmEvaluator film,
      Function<MediaRef, Optional<Path>> files,
      LoudnessTarget loudness,
      Encoding encoding,
      BooleanSupplier cancelled) {
    Mixer mixer = Mixer.open(film, files, new SoundLengths());
    try {
      SoundSource source = new Stoppable(mixer, cancelled);
      return new FilmSound(
          mixer, Mastering.open(source, mixer.loudestGain(), loudness.lufs(), encoding));
    } catch (RuntimeException e) {
      mixer.close();
      throw e;
    }
  }

  /** What is heard next, up to a sample of the film or its end; left and right interleaved. */
  public float[] until(long sample) {
    long end = Math.min(sample, mixer.samples());
    float[] stereo = new float[(int) (2 * Math.max(0, end - position))];
    mastered.read(stereo);
    position = Math.max(position, end);
    return stereo;
  }

  @Override
  public void close() {
    mastered.close();
    mixer.close();
  }

  private record Stoppable(SoundSource sound, BooleanSupplier cancelled) implements SoundSource {
    @Override
    public long samples() {
      return sound.samples();
    }

    @Override
    public void rewind() {
      sound.rewind();
    }

    @Override
    public void read(float[] stereo) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      sound.read(stereo);
    }
  }
}
