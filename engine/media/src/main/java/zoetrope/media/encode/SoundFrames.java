package zoetrope.media.encode;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.filter.SoundFilter;

/** Cuts sound into the frames that an encoder takes. */
final class SoundFrames implements AutoCloseable {
  /** Where the encoder takes frames of any size. */
  private static final int ANY = 1_024;

  private final SoundFilter filter;
  private final Consumer<AVFrame> encoder;
  private final AVFrame frame = avutil.av_frame_alloc();

  SoundFrames(AVCodecContext codec, Consumer<AVFrame> encoder) {
    this.encoder = encoder;
    filter = SoundFilter.to(avutil.av_get_sample_fmt_name(codec.sample_fmt()).getString());
    boolean any = (codec.codec().capabilities() & avcodec.AV_CODEC_CAP_VARIABLE_FRAME_SIZE) != 0;
    filter.frameSize(any ? ANY : codec.frame_size());
  }

  /** Takes values {@code from} to {@code to} of an array, left and right interleaved. */
  void put(float[] stereo, int from, int to) {
    filter.put(stereo, from, to);
    drain();
  }

  /** Gives what is left. */
  void end() {
    filter.end();
    drain();
  }

  private void drain() {
    while (filter.take(frame)) {
      encoder.accept(frame);
      avutil.av_frame_unref(frame);
    }
  }

  @Override
  public void close() {
    filter.close();
    avutil.av_frame_free(frame);
  }
}
