package zoetrope.media.decode;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/** A file's sound, resampled to stereo at 48 kHz, left and right interleaved. */
public final class SoundDecoder implements AutoCloseable {
  public static final int RATE = 48_000;

  private static final MediaRemedy REMEDY = MediaRemedy.USE_SOUND;

  /** Beyond these a damaged file would keep the resampler busy for hours, or fill the memory. */
  private static final int SLOWEST = 1_000;

  private static final int FASTEST = 768_000;

  /** Codecs that build on what came before have settled after this, in samples. */
  private static final long RUN_UP = RATE / 2;

  private final Path file;
  private FrameDecoder decoder;
  private final long origin;
  private final AVFrame resampled = avutil.av_frame_alloc();
  private SwrContext resampler = swresample.swr_alloc();
  private int sides = 2;
  private final long lead;
  private final SoundClock clock = new SoundClock();
  private final SoundRepair mending;
  private boolean pending = true;
  private boolean flushed;
  private long skip;

  private SoundDecoder(Path file, FrameDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
    origin = decoder.timestamp();
    lead = SoundClock.lead(decoder.delay());
    mending = new SoundRepair(decoder.lossy());
    begin(0);
    measure();
  }

  /** Stands at the first sample that the file holds, and is to go on from one that is heard. */
  private void begin(long sample) {
    mending.restart(Math.max(0, lead - sample));
    skip = Math.max(0, sample - lead);
    clock.restart();
  }

  /** Opens the first sound track; throws {@link MediaException} where there is none. */
  public static SoundDecoder open(Path file) {
    return new SoundDecoder(file, begun(file));
  }

  /** A decoder that stands on its first frame. */
  private static FrameDecoder begun(Path file) {
    FrameDecoder decoder = FrameDecoder.open(file, FrameDecoder.Kind.SOUND);
    if (!decoder.advance()) {
      decoder.close();
      throw new MediaException(file, MediaProblem.NO_SOUND, REMEDY);
    }
    return decoder;
  }

  /** Seconds, as the container says; 0 where it does not. */
  public double seconds() {
    return decoder.seconds();
  }

  /** The next few samples; empty after the last. */
  public Optional<float[]> next() {
    while (true) {
      Optional<float[]> silence = mending.silence();
      if (silence.isPresent() || flushed) {
        return silence;
      }
      if (!pending && advanced()) {
        pending = true; // once the silence before it is given
        continue;
      }
      float[] all = mending.mended(pending ? resample(decoder.frame()) : rest());
      pending = false;
      int from = (int) Math.min(skip, all.length / 2);
      skip -= from;
      if (from < all.length / 2) {
        return Optional.of(java.util.Arrays.copyOfRange(all, 2 * from, all.length));
      }
    }
  }

  private boolean advanced() {
    boolean more = decoder.advance();
    if (more) {
      measure();
    }
    return more;
  }

  /** Finds out what is missing before the frame. */
  private void measure() {
    AVFrame frame = decoder.frame();
    if (timed(decoder.timestamp()) && frame.sample_rate() >= SLOWEST) {
      double length = (double) frame.nb_samples() / frame.sample_rate();
      long missing = clock.missing((decoder.timestamp() - origin) * decoder.unit(), length);
      long heard = Math.max(0, missing - skip);
      skip -= missing - heard;
      mending.gap(heard, missing > 0 && decoder.untimed());
    }
  }

  private float[] rest() {
    flushed = true;
    return swresample.swr_is_initialized(resampler) == 0
        ? new float[0]
        : converted(Optional.empty()).orElse(new float[0]);
  }

  private float[] resample(AVFrame frame) {
    if (frame.sample_rate() < SLOWEST || frame.sample_rate() > FASTEST) {
      throw new MediaException(
          file, MediaProblem.ODD_SOUND, REMEDY, "%,d".formatted(frame.sample_rate()));
    }
    AVChannelLayout layout = frame.ch_layout();
    if (layout.order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
      // The resampler would take each such frame for one of a new kind, and lose what it holds
      // back.
      avutil.av_channel_layout_default(layout, layout.nb_channels());
    }
    sides = Math.min(2, layout.nb_channels());
    return converted(Optional.of(frame))
        .or(
            () -> { // a track may turn from mono to stereo, as broadcasts do
              renew();
              return converted(Optional.of(frame));
            })
        .orElse(new float[0]);
  }

  /** Empty where the resampler was made for another kind of sound. */
  private Optional<float[]> converted(Optional<AVFrame> frame) {
    avutil.av_frame_unref(resampled);
    resampled.format(avutil.AV_SAMPLE_FMT_FLT);
    resampled.sample_rate(RATE);
    avutil.av_channel_layout_default(resampled.ch_layout(), sides);
    AVFrame in = frame.orElse(null);
    if (swresample.swr_convert_frame(resampler, resampled, in) < 0) {
      return Optional.empty();
    }
    float[] out = new float[sides * resampled.nb_samples()];
    if (out.length > 0) {
      new FloatPointer(resampled.data(0)).get(out);
    }
    return Optional.of(sides == 2 ? out : doubled(out));
  }

  /** One side on both, as loud as it is; the resampler would take 3 dB from it. */
  private static float[] doubled(float[] mono) {
    float[] out = new float[2 * mono.length];
    for (int i = 0; i < mono.length; i++) {
      out[2 * i] = mono[i];
      out[2 * i + 1] = mono[i];
    }
    return out;
  }

  private void renew() {
    swresample.swr_free(resampler);
    resampler = swresample.swr_alloc();
  }

  /**
   * Goes to a sample, counted from the first that is heard; exact but for the whole milliseconds
   * that Matroska and WebM keep times in.
   */
  public void seek(long sample) {
    renew();
    flushed = false;
    begin(sample);
    long first = skip;
    if (!jump(first)) {
      decoder.close();
      decoder = begun(file);
      skip = first;
    }
    pending = true;
    measure();
  }

  private boolean jump(long sample) {
    if (decoder.untimed() || sample < 2 * RUN_UP) {
      return false;
    }
    long before = origin + Math.round((sample - RUN_UP) / (RATE * decoder.unit()));
    if (!decoder.seek(before) || !decoder.advance() || !timed(decoder.timestamp())) {
      return false;
    }
    skip = sample - Math.round((decoder.timestamp() - origin) * decoder.unit() * RATE);
    return skip >= 0;
  }

  private boolean timed(long timestamp) {
    return timestamp != avutil.AV_NOPTS_VALUE && origin != avutil.AV_NOPTS_VALUE;
  }

  @Override
  public void close() {
    swresample.swr_free(resampler);
    avutil.av_frame_free(resampled);
    decoder.close();
  }
}
