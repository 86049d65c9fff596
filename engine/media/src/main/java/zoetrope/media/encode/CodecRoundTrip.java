package zoetrope.media.encode;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.media.Encoding;
import zoetrope.media.filter.LoudnessMeter;

/** What is heard of sound after it was coded, measured without a file. */
public final class CodecRoundTrip implements AutoCloseable {
  private final AVCodecContext encoder;
  private final AVCodecContext decoder;
  private final SoundFrames frames;
  private final LoudnessMeter meter;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame heard = avutil.av_frame_alloc();

  /** Through the codec of a format that has sound, into a meter, which stays the caller's. */
  public CodecRoundTrip(Encoding encoding, LoudnessMeter meter) {
    this.meter = meter;
    encoder = SoundCodec.of(encoding).orElseThrow().open(true);
    AVCodec codec = avcodec.avcodec_find_decoder(encoder.codec_id());
    decoder = avcodec.avcodec_alloc_context3(codec);
    AVCodecParameters head = avcodec.avcodec_parameters_alloc();
    avcodec.avcodec_parameters_from_context(head, encoder);
    avcodec.avcodec_parameters_to_context(decoder, head);
    avcodec.avcodec_parameters_free(head);
    Codecs.open(decoder, codec, new AVDictionary(null));
    frames = new SoundFrames(encoder, this::encode);
  }

  /** Takes values {@code from} to {@code to} of an array, left and right interleaved. */
  public void put(float[] stereo, int from, int to) {
    frames.put(stereo, from, to);
  }

  /** Measures what is left. */
  public void end() {
    frames.end();
    avcodec.avcodec_send_frame(encoder, (AVFrame) null);
    decode();
    avcodec.avcodec_send_packet(decoder, (AVPacket) null);
    measure();
  }

  private void encode(AVFrame frame) {
    avcodec.avcodec_send_frame(encoder, frame);
    decode();
  }

  private void decode() {
    while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
      avcodec.avcodec_send_packet(decoder, packet);
      avcodec.av_packet_unref(packet);
      measure();
    }
  }

  private void measure() {
    while (avcodec.avcodec_receive_frame(decoder, heard) >= 0) {
      meter.put(heard);
      avutil.av_frame_unref(heard);
    }
  }

  @Override
  public void close() {
    frames.close();
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(heard);
    avcodec.avcodec_free_context(encoder);
    avcodec.avcodec_free_context(decoder);
  }
}
