package zoetrope.service.studio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import zoetrope.media.AudioReader;
import zoetrope.story.MediaRef;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;

/**
 * A timeline's sound as it is heard while cutting: mixed with gains and fades, not brought to a
 * loudness as finished films are. Stereo at {@link #RATE}, left and right interleaved. One thread
 * at a time; whoever opened it closes it.
 */
public final class FilmSound implements AutoCloseable {
  /** Samples a second and side. */
  public static final int RATE = AudioReader.RATE;

  private final List<Voice> voices = new ArrayList<>();
  private long position;

  /**
   * Opens the sounds that can be read.
   *
   * @param film how long the film is
   * @param files finds where each lies
   */
  public FilmSound(
      List<AudioClip> clips, FilmLength film, Function<MediaRef, java.util.Optional<Path>> files) {
    for (AudioClip c : clips) {
      files.apply(c.media()).ifPresent(f -> open(c, film, f));
    }
    seek(0);
  }

  private void open(AudioClip c, FilmLength film, Path file) {
    long most = samples(c.sourceStart() + c.place().duration());
    c.heard(film, ticks(AudioReader.samples(file, most)))
        .ifPresent(heard -> voices.add(new Voice(c, heard, AudioReader.open(file))));
  }

  /** Goes to a time in ticks. */
  public void seek(long ticks) {
    position = samples(ticks);
    voices.forEach(v -> v.placed = false);
  }

  private static long samples(long ticks) {
    return ticks * RATE / Timeline.TICKS_PER_SECOND;
  }

  private static long ticks(long samples) {
    return samples * Timeline.TICKS_PER_SECOND / RATE;
  }

  /** Fills an array of even length with what is heard next. */
  public void read(float[] stereo) {
    Arrays.fill(stereo, 0);
    for (Voice v : voices) {
      v.add(stereo, position);
    }
    position += stereo.length / 2;
    for (int i = 0; i < stereo.length; i++) {
      stereo[i] = Math.clamp(stereo[i], -1, 1);
    }
  }

  @Override
  public void close() {
    voices.forEach(v -> v.reader.close());
  }

  private static final class Voice {
    private final AudioClip clip;
    private final AudioReader reader;
    private final long start;
    private final long end;
    private boolean placed;

    Voice(AudioClip clip, TimeRange heard, AudioReader reader) {
      this.clip = clip;
      this.reader = reader;
      start = samples(heard.start());
      end = samples(heard.end());
    }

    void add(float[] out, long from) {
      long a = Math.max(from, start);
      long b = Math.min(from + out.length / 2, end);
      if (a >= b) {
        return;
      }
      if (!placed) {
        reader.seek(samples(clip.sourceStart()) + a - start);
        placed = true;
      }
      float[] some = new float[(int) (2 * (b - a))];
      int got = reader.read(some);
      int at = (int) (2 * (a - from));
      for (int i = 0; i < got; i++) {
        out[at + i] += some[i] * gain(a + i / 2 - start);
      }
    }

    private float gain(long into) {
      double in = fade(into, samples(clip.fadeIn()));
      double out = fade(end - start - into, samples(clip.fadeOut()));
      return (float) (Math.pow(10, clip.gainDb() / 20) * Math.min(in, out));
    }

    private static double fade(long into, long length) {
      return length == 0 ? 1 : Math.min(1, (double) into / length);
    }
  }
}
