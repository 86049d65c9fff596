package zoetrope.media.encode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import zoetrope.media.Encoding;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.Tags;

/**
 * Encodes through FFmpeg into a part file that gets its name when complete; the same input gives
 * the same bytes.
 */
final class VideoSink implements FrameSink {
  private static final int AUDIO_RATE = 48_000;

  private final Path file;
  private final Path part;
  private final Encoding encoding;
  private final FFmpegFrameRecorder recorder;
  private final Frame frame;
  private final ByteBuffer planes;
  private boolean open = true;
  private int count;

  private VideoSink(
      Path file,
      Path part,
      Encoding encoding,
      FFmpegFrameRecorder recorder,
      int width,
      int height) {
    this.file = file;
    this.part = part;
    this.encoding = encoding;
    this.recorder = recorder;
    frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
    planes = ByteBuffer.allocateDirect(planar(encoding) ? width * height * 3 / 2 : 0);
  }

  private static boolean planar(Encoding encoding) {
    return encoding == Encoding.MP4 || encoding == Encoding.WEBM;
  }

  /** Opens an encoder; {@code sound} asks for an audio track where the format has one. */
  static VideoSink open(
      Path file, Encoding encoding, int width, int height, double rate, boolean sound, Tags tags) {
    Outputs.check(file);
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    Path part = file.resolveSibling("." + file.getFileName() + ".part." + encoding.extension());
    FFmpegFrameRecorder r =
        new FFmpegFrameRecorder(
            part.toFile(), width, height, sound && encoding != Encoding.GIF ? 2 : 0);
    r.setFrameRate(rate);
    r.setOption("fflags", "+bitexact");
    r.setVideoOption("flags", "+bitexact");
    r.setVideoOption("threads", "1");
    r.setAudioOption("flags", "+bitexact");
    r.setSampleRate(AUDIO_RATE);
    r.setGopSize((int) Math.ceil(2 * rate));
    configure(r, encoding, (long) (width * height * rate));
    note(r, tags);
    try {
      r.start();
    } catch (FrameRecorder.Exception e) {
      release(r);
      Outputs.discard(part);
      throw new MediaException(
          e, file, MediaProblem.ENCODER, MediaRemedy.DOCTOR, encoding, e.getMessage());
    }
    return new VideoSink(file, part, encoding, r, width, height);
  }

  private static void note(FFmpegFrameRecorder r, Tags tags) {
    if (!tags.title().isEmpty()) {
      r.setMetadata("title", tags.title());
    }
    if (!tags.comment().isEmpty()) {
      r.setMetadata("comment", tags.comment());
    }
  }

  private static void release(FFmpegFrameRecorder r) {
    try {
      r.release();
    } catch (FrameRecorder.Exception _) {
      // What it wrote is thrown away whatever the encoder says of it.
    }
  }

  /** The matrix is BT.709 where {@link Yuv} converts and BT.601 where the recorder does. */
  private static void colours(FFmpegFrameRecorder r, Encoding encoding) {
    if (encoding != Encoding.LOSSLESS) {
      r.setVideoOption("color_primaries", "bt709");
      r.setVideoOption("color_trc", "bt709");
      r.setVideoOption("colorspace", planar(encoding) ? "bt709" : "smpte170m");
      r.setVideoOption("color_range", "tv");
    }
  }

  private static void configure(FFmpegFrameRecorder r, Encoding encoding, long pixelsPerSecond) {
    colours(r, encoding);
    r.setFormat(encoding == Encoding.LOSSLESS ? "matroska" : encoding.extension());
    switch (encoding) {
      case MP4 -> {
        r.setVideoCodecName("libopenh264");
        r.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        r.setVideoBitrate((int) Math.clamp(pixelsPerSecond / 2, 1_000_000, 40_000_000));
        r.setVideoOption("rc_mode", "bitrate");
        r.setVideoOption(
            "qmin",
            "10"); // OpenH264's own bounds leave specks around what moves, and most of the bits
        // unspent
        r.setVideoOption("qmax", "18");
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
        // QuickTime's own text atoms hold no more than 64 KiB.
        r.setOption("movflags", "+use_metadata_tags");
        r.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
      }
      case GIF, PNG_SEQUENCE ->
          throw new IllegalArgumentException(encoding + " is written by another sink");
    }
  }

  @Override
  public void frame(byte[] rgb) {
    int w = frame.imageWidth;
    int h = frame.imageHeight;
    try {
      if (planar(encoding)) {
        Yuv.planes(rgb, w, h, planes);
        recorder.recordImage(w, h, Frame.DEPTH_UBYTE, 1, w, avutil.AV_PIX_FMT_YUV420P, planes);
      } else {
        ByteBuffer b = (ByteBuffer) frame.image[0];
        for (int y = 0; y < h; y++) {
          b.put(y * frame.imageStride, rgb, y * w * 3, w * 3);
        }
        recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
      }
      count++;
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
    try {
      double seconds = count / recorder.getFrameRate();
      recorder.stop();
      verify();
      if (encoding == Encoding.WEBM || encoding == Encoding.LOSSLESS) {
        setDuration(seconds);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Outputs.failure(file, e);
    }
  }

  /**
   * Mends the length in a Matroska file's head (element 0x4489, a double of milliseconds): the
   * recorder hands over the last sound packet's length in samples where milliseconds are due.
   */
  private void setDuration(double seconds) throws IOException {
    try (RandomAccessFile f = new RandomAccessFile(part.toFile(), "rw")) {
      byte[] head = new byte[(int) Math.min(4096, f.length())];
      f.readFully(head);
      for (int i = 0; i + 11 <= head.length; i++) {
        if (head[i] == 0x44 && (head[i + 1] & 255) == 0x89 && (head[i + 2] & 255) == 0x88) {
          f.seek(i + 3);
          f.writeDouble(seconds * 1000);
          return;
        }
      }
    }
  }

  /**
   * FFmpeg tells of no error while it closes a file, so the frames are counted: the end is missing
   * where a disk is full.
   */
  private void verify() throws IOException {
    int found = 0;
    try (FFmpegFrameGrabber g = new FFmpegFrameGrabber(part.toFile())) {
      g.setOption("protocol_whitelist", "file");
      g.start();
      for (AVPacket p = g.grabPacket(); p != null; p = g.grabPacket()) {
        found += p.stream_index() == g.getVideoStream() ? 1 : 0;
      }
    }
    if (found != count) {
      throw new IOException(found + " of " + count + " frames arrived");
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      release(recorder);
      frame.close();
      Outputs.discard(part);
    }
  }
}
