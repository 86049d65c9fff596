package zoetrope.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import zoetrope.media.decode.SoundDecoder;

/**
 * The sound of any sound or video file: floating-point samples, stereo at 48 kHz, left and right
 * interleaved, -1 to 1. One thread at a time.
 */
public final class AudioReader implements AutoCloseable {
  /** Samples a second and side. */
  public static final int RATE = SoundDecoder.RATE;

  private final SoundDecoder decoder;
  private float[] chunk = new float[0];
  private int used;

  private AudioReader(SoundDecoder decoder) {
    this.decoder = decoder;
  }

  /** Opens the first sound track; throws {@link MediaException} where there is none. */
  public static AudioReader open(Path file) {
    return new AudioReader(SoundDecoder.open(file));
  }

  /**
   * What a timeline draws of a sound: its least and greatest values in stretches of equal length,
   * of both sides together.
   *
   * @param samplesPerBucket length of a stretch at {@link #RATE}
   * @param least one value a bucket, -1 to 1; the array is shared
   * @param greatest as many; the array is shared
   * @param samples length of the whole, a side
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Waveform(int samplesPerBucket, float[] least, float[] greatest, long samples) {
    public Waveform {
      if (least.length != greatest.length || samplesPerBucket < 1) {
        throw new IllegalArgumentException("a waveform has as many least as greatest values");
      }
    }

    /** Seconds. */
    public double seconds() {
      return (double) samples / RATE;
    }
  }

  /** Reads a file's waveform; the last bucket may be short. */
  public static Waveform waveform(Path file, int samplesPerBucket) {
    float[] least = new float[1024];
    float[] greatest = new float[1024];
    long n = 0;
    try (SoundDecoder all = SoundDecoder.open(file)) {
      for (Optional<float[]> f = all.next(); f.isPresent(); f = all.next()) {
        float[] stereo = f.get();
        int needed = Math.toIntExact((n + stereo.length / 2) / samplesPerBucket + 1);
        if (needed > least.length) {
          least = Arrays.copyOf(least, 2 * needed);
          greatest = Arrays.copyOf(greatest, 2 * needed);
        }
        for (int i = 0; i < stereo.length; i += 2, n++) {
          int b = (int) (n / samplesPerBucket);
          float low = Math.min(stereo[i], stereo[i + 1]);
          float high = Math.max(stereo[i], stereo[i + 1]);
          boolean first = n % samplesPerBucket == 0;
          least[b] = first ? low : Math.min(least[b], low);
          greatest[b] = first ? high : Math.max(greatest[b], high);
        }
      }
    }
    int buckets = Math.toIntExact((n + samplesPerBucket - 1) / samplesPerBucket);
    return new Waveform(
        samplesPerBucket, Arrays.copyOf(least, buckets), Arrays.copyOf(greatest, buckets), n);
  }

  /**
   * How many samples a side a file has, counted by decoding it: what containers say is a guess.
   *
   * @param most counting ends here
   */
  public static long samples(Path file, long most) {
    long n = 0;
    try (SoundDecoder all = SoundDecoder.open(file)) {
      for (Optional<float[]> f = all.next(); f.isPresent() && n < most; f = all.next()) {
        n += f.get().length / 2;
      }
    }
    return Math.min(n, most);
  }

  /** Seconds, as the container says; 0 where it does not. */
  public double seconds() {
    return decoder.seconds();
  }

  /**
   * Fills an array with the next samples.
   *
   * @param stereo of even length
   * @return how many values were written; fewer than asked for only at the end
   */
  public int read(float[] stereo) {
    int n = 0;
    while (n < stereo.length) {
      if (used == chunk.length) {
        Optional<float[]> next = decoder.next();
        if (next.isEmpty()) {
          return n;
        }
        chunk = next.get();
        used = 0;
      }
      int some = Math.min(stereo.length - n, chunk.length - used);
      System.arraycopy(chunk, used, stereo, n, some);
      used += some;
      n += some;
    }
    return n;
  }

  /**
   * Makes {@link #read} go on from a sample, counted from 0 a side; exact but for the whole
   * milliseconds that Matroska and WebM keep times in.
   */
  public void seek(long sample) {
    if (sample < 0) {
      throw new IllegalArgumentException("there is no sample " + sample);
    }
    decoder.seek(sample);
    chunk = new float[0];
    used = 0;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
