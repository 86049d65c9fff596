package zoetrope.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** Encodes through FFmpeg into a part file that gets its name when complete; the same input gives the same bytes. */
final class VideoSink implements FrameSink {
  private static final int AUDIO_RATE = 48_000;

  private final Path file;
  private final Path part;
  private final Encoding encoding;
  private final FFmpegFrameRecorder recorder;
  private final Frame frame;
  private boolean open = true;

  private VideoSink(Path file, Path part, Encoding encoding, FFmpegFrameRecorder recorder, int width, int height) {
    this.file = file;
    this.part = part;
    this.encoding = encoding;
    this.recorder = recorder;
    frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
  }

  /** Opens an encoder; {@code sound} asks for an audio track where the format has one. */
  static VideoSink open(Path file, Encoding encoding, int width, int height, double rate, boolean sound) {
    Outputs.check(file);
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    Path part = file.resolveSibling("." + file.getFileName() + ".part." + encoding.extension());
    FFmpegFrameRecorder r = new FFmpegFrameRecorder(part.toFile(), width, height, sound && encoding != Encoding.GIF ? 2 : 0);
    r.setFrameRate(rate);
    r.setOption("fflags", "+bitexact");
    r.setVideoOption("flags", "+bitexact");
    r.setVideoOption("threads", "1");
    r.setAudioOption("flags", "+bitexact");
    r.setSampleRate(AUDIO_RATE);
    r.setGopSize((int) Math.ceil(2 * rate));
    configure(r, encoding, (long) (width * height * rate));
    try {
      r.start();
    } catch (FrameRecorder.Exception e) {
      Outputs.discard(part);
      throw new MediaException(file, "FFmpeg cannot write " + encoding + " here (" + e.getMessage() + ")", "Run `zoetrope doctor` to see which formats this build writes", e);
    }
    return new VideoSink(file, part, encoding, r, width, height);
  }

  private static void configure(FFmpegFrameRecorder r, Encoding encoding, long pixelsPerSecond) {
    r.setFormat(encoding == Encoding.LOSSLESS ? "matroska" : encoding.extension());
    switch (encoding) {
      case MP4 -> {
        r.setVideoCodecName("libopenh264");
        r.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        r.setVideoBitrate((int) Math.clamp(pixelsPerSecond / 5, 600_000, 40_000_000));
        r.setVideoOption("rc_mode", "quality");
        r.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
        r.setAudioBitrate(192_000);
        r.setOption("movflags", "+faststart");
      }
      case WEBM -> {
        r.setVideoCodecName("libvpx-vp9");
        r.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        r.setVideoBitrate(0);
        r.setVideoOption("crf", "28");
        r.setVideoOption("deadline", "good");
        r.setVideoOption("cpu-used", "4");
        r.setAudioCodecName("libopus");
        r.setAudioBitrate(128_000);
      }
      case LOSSLESS -> {
        r.setVideoCodec(avcodec.AV_CODEC_ID_FFV1);
        r.setPixelFormat(avutil.AV_PIX_FMT_0RGB32);
        r.setAudioCodec(avcodec.AV_CODEC_ID_FLAC);
      }
      case PRORES -> {
        r.setVideoCodecName("prores_ks");
        r.setPixelFormat(avutil.AV_PIX_FMT_YUV422P10);
        r.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
      }
      case GIF, PNG_SEQUENCE -> throw new IllegalArgumentException(encoding + " is written by another sink");
    }
  }

  @Override
  public void frame(byte[] rgb) {
    ByteBuffer b = (ByteBuffer) frame.image[0];
    int row = frame.imageWidth * 3;
    for (int y = 0; y < frame.imageHeight; y++) {
      b.put(y * frame.imageStride, rgb, y * row, row);
    }
    try {
      recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
    } catch (FrameRecorder.Exception e) {
      throw Outputs.failure(file, e);
    }
  }

  @Override
  public void sound(float[] stereo, int from, int to) {
    if (recorder.getAudioChannels() == 0 || to <= from) {
      return;
    }
    FloatBuffer b = FloatBuffer.wrap(java.util.Arrays.copyOfRange(stereo, from, to));
    try {
      recorder.recordSamples(AUDIO_RATE, 2, b);
    } catch (FrameRecorder.Exception e) {
      throw Outputs.failure(file, e);
    }
  }

  @Override
  public void finish() {
    open = false;
    try {
      recorder.stop();
      recorder.release();
      if (Files.size(part) == 0) {
        throw new IOException("nothing was written");
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Outputs.discard(part);
      throw Outputs.failure(file, e);
    } finally {
      frame.close();
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      try {
        recorder.release();
      } catch (FrameRecorder.Exception _) {
        // The part is thrown away whatever the encoder says of it.
      } finally {
        frame.close();
        Outputs.discard(part);
      }
    }
  }

  Encoding encoding() {
    return encoding;
  }
}
