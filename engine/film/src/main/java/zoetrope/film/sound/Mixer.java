package zoetrope.film.sound;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.media.AudioReader;
import zoetrope.media.sound.SoundSource;
import zoetrope.story.MediaRef;
import zoetrope.story.timeline.AudioClip;

/**
 * A film's sounds mixed with their gains and fades, stereo at {@link SoundCue#RATE}, left and right
 * interleaved. The studio plays what this gives and the export writes it, brought to a loudness.
 * Not limited: sums may pass 1. One thread at a time; whoever opened it closes it.
 */
public final class Mixer implements SoundSource, AutoCloseable {
  private final List<Voice> voices = new ArrayList<>();
  private final long samples;
  private long position;

  private Mixer(long samples) {
    this.samples = samples;
  }

  /**
   * Opens the sounds that are heard, at the film's start.
   *
   * @param files where each lies; one that lies nowhere is silent
   * @param lengths of files, kept by whoever opens mixers again and again
   */
  public static Mixer open(
      FilmEvaluator film, Function<MediaRef, Optional<Path>> files, SoundLengths lengths) {
    Mixer mixer = new Mixer(film.samples());
    try {
      for (AudioClip sound : film.sounds()) {
        files.apply(sound.media()).ifPresent(file -> mixer.add(film, sound, file, lengths));
      }
      return mixer;
    } catch (RuntimeException e) {
      mixer.close();
      throw e;
    }
  }

  private void add(FilmEvaluator film, AudioClip sound, Path file, SoundLengths lengths) {
    film.cue(sound, lengths.of(sound, file))
        .ifPresent(cue -> voices.add(new Voice(cue, AudioReader.open(file))));
  }

  /** All of a film's sound; silence where the film has none. */
  public static float[] whole(FilmEvaluator film, Function<MediaRef, Optional<Path>> files) {
    try (Mixer mixer = open(film, files, new SoundLengths())) {
      float[] all = new float[Math.toIntExact(2 * film.samples())];
      mixer.read(all);
      return all;
    }
  }

  /** The greatest gain that a sound that is heard was given, decibels; 0 where there is none. */
  public double loudestGain() {
    return voices.stream().mapToDouble(v -> v.cue.clip().gainDb()).max().orElse(0);
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public void rewind() {
    seek(0);
  }

  /** Goes to a sample of the film. */
  public void seek(long sample) {
    position = sample;
  }

  @Override
  public void read(float[] stereo) {
    Arrays.fill(stereo, 0);
    voices.forEach(voice -> voice.add(stereo, position));
    position += stereo.length / 2;
  }

  @Override
  public void close() {
    voices.forEach(voice -> voice.reader.close());
  }

  private static final class Voice {
    private static final int CHUNK = 1 << 14;

    private final SoundCue cue;
    private final AudioReader reader;
    private final float[] chunk = new float[2 * CHUNK];

    /** The sample of the file that the reader gives next. */
    private long next;

    Voice(SoundCue cue, AudioReader reader) {
      this.cue = cue;
      this.reader = reader;
    }

    /** Adds what is heard from a sample of the film on. */
    void add(float[] out, long from) {
      long until = Math.min(from + out.length / 2, cue.end());
      for (long at = Math.max(from, cue.start()); at < until; at += CHUNK) {
        int n = (int) Math.min(CHUNK, until - at);
        read(cue.sourceAt(at), n);
        int to = (int) (2 * (at - from));
        for (int i = 0; i < n; i++) {
          double gain = cue.gain(at + i);
          out[to + 2 * i] += (float) (gain * chunk[2 * i]);
          out[to + 2 * i + 1] += (float) (gain * chunk[2 * i + 1]);
        }
      }
    }

    private void read(long source, int n) {
      if (source != next) {
        reader.seek(source);
      }
      float[] some = n == CHUNK ? chunk : new float[2 * n];
      int got = reader.read(some);
      Arrays.fill(some, got, some.length, 0);
      if (some != chunk) {
        System.arraycopy(some, 0, chunk, 0, some.length);
      }
      next = source + n;
    }
  }
}
