package zoetrope.media.decode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Decodes one packet that was cut out of its container. */
public final class PacketDecoder implements AutoCloseable {
  private final AVCodecContext codec;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final boolean decoded;

  private PacketDecoder(AVCodecContext codec, byte[] data) {
    this.codec = codec;
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      decoded = filled(packet, data) && decoded(packet);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private static boolean filled(AVPacket packet, byte[] data) {
    if (avcodec.av_new_packet(packet, data.length) < 0) {
      return false;
    }
    packet.data().put(data, 0, data.length);
    return true;
  }

  private boolean decoded(AVPacket packet) {
    return avcodec.avcodec_send_packet(codec, packet) >= 0
        && avcodec.avcodec_send_packet(codec, (AVPacket) null) >= 0
        && avcodec.avcodec_receive_frame(codec, frame) >= 0;
  }

  /** Decodes at once, by one thread. */
  public static PacketDecoder of(int codecId, byte[] data) {
    return of(codecId, data, new byte[0]);
  }

  /**
   * Decodes at once, by one thread.
   *
   * @param config what the container keeps for the decoder; none where it is of no length
   */
  public static PacketDecoder of(int codecId, byte[] data, byte[] config) {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    AVCodec found = avcodec.avcodec_find_decoder(codecId);
    AVCodecContext c = avcodec.avcodec_alloc_context3(found);
    c.thread_count(1);
    c.max_pixels(FrameDecoder.MAX_PIXELS);
    if (config.length > 0) {
      long padded = config.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
      BytePointer extra = new BytePointer(avutil.av_mallocz(padded)).capacity(padded);
      extra.put(config, 0, config.length);
      c.extradata(extra.position(0)).extradata_size(config.length);
    }
    if (avcodec.avcodec_open2(c, found, (AVDictionary) null) < 0) {
      avcodec.avcodec_free_context(c);
      throw new IllegalStateException("FFmpeg has no decoder %d".formatted(codecId));
    }
    return new PacketDecoder(c, data);
  }

  /** Empty where the data are damaged; it lives no longer than this. */
  public Optional<AVFrame> frame() {
    return decoded ? Optional.of(frame) : Optional.empty();
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(codec);
  }
}
