package zoetrope.media.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Decoded frames to packed 8-bit pixels of one size (Lanczos), by the matrix and range that each
 * frame is tagged with: FFmpeg's scaler takes everything for BT.601 of limited range unless told.
 */
public final class Pixels implements AutoCloseable {
  /** From here on what carries no tag is taken for high definition. */
  private static final int HD_LINES = 720;

  private static final int FLAGS =
      swscale.SWS_LANCZOS
          | swscale.SWS_ACCURATE_RND
          | swscale.SWS_FULL_CHR_H_INT
          | swscale.SWS_BITEXACT;

  /** What a scaler is made for. */
  private record Kind(int width, int height, int format, int matrix, boolean full) {
    static Kind of(AVFrame f) {
      return new Kind(
          f.width(),
          f.height(),
          f.format(),
          matrixOf(f.colorspace(), f.height()),
          f.color_range() == avutil.AVCOL_RANGE_JPEG || name(f.format()).startsWith("yuvj"));
    }

    private static String name(int format) {
      return avutil.av_get_pix_fmt_name(format).getString();
    }

    /** Whether the samples are no red, green and blue, so that a matrix is needed. */
    boolean luma() {
      AVPixFmtDescriptor d = avutil.av_pix_fmt_desc_get(format);
      long rgb = avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL;
      boolean bits = (d.flags() & avutil.AV_PIX_FMT_FLAG_BITSTREAM) != 0;
      return (d.flags() & rgb) == 0 && !bits;
    }
  }

  private final int width;
  private final int height;
  private final int channels;
  private final AVFrame packed;
  private Kind kind = new Kind(0, 0, avutil.AV_PIX_FMT_NONE, 0, false);
  private SwsContext scaler = new SwsContext(null);

  private Pixels(int width, int height, int format, int channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    packed = avutil.av_frame_alloc();
    packed.format(format);
    packed.width(width);
    packed.height(height);
    if (avutil.av_frame_get_buffer(packed, 0) < 0) {
      avutil.av_frame_free(packed);
      throw new OutOfMemoryError("a frame of %d x %d pixels".formatted(width, height));
    }
  }

  /** Red, green, blue. */
  public static Pixels rgb(int width, int height) {
    return new Pixels(width, height, avutil.AV_PIX_FMT_RGB24, 3);
  }

  /** Red, green, blue and straight alpha. */
  public static Pixels rgba(int width, int height) {
    return new Pixels(width, height, avutil.AV_PIX_FMT_RGBA, 4);
  }

  /** The matrix (SWS_CS_*) of a colour space (AVCOL_SPC_*). */
  static int matrixOf(int space, int lines) {
    if (space == avutil.AVCOL_SPC_UNSPECIFIED || space == avutil.AVCOL_SPC_RESERVED) {
      return lines >= HD_LINES ? swscale.SWS_CS_ITU709 : swscale.SWS_CS_ITU601;
    }
    return space == avutil.AVCOL_SPC_BT2020_CL ? swscale.SWS_CS_BT2020 : space;
  }

  /** The frame's pixels, {@code width * height * channels} bytes. */
  public byte[] of(AVFrame frame) {
    Kind now = Kind.of(frame);
    if (!now.equals(kind)) {
      prepare(now);
    }
    if (swscale.sws_scale_frame(scaler, packed, frame) < 0) {
      throw new IllegalStateException("FFmpeg could not convert a frame of " + now);
    }
    byte[] out = new byte[width * height * channels];
    int stride = packed.linesize(0);
    BytePointer from = packed.data(0).capacity((long) stride * height);
    for (int y = 0; y < height; y++) {
      from.position((long) y * stride).get(out, y * width * channels, width * channels);
    }
    return out;
  }

  private void prepare(Kind now) {
    swscale.sws_freeContext(scaler);
    scaler =
        swscale.sws_getContext(
            now.width,
            now.height,
            now.format,
            width,
            height,
            packed.format(),
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      scaler = new SwsContext(null);
      throw new IllegalStateException("FFmpeg cannot convert " + now);
    }
    if (now.luma()) { // red, green and blue would go through the matrix and not come back the same
      IntPointer from = swscale.sws_getCoefficients(now.matrix);
      IntPointer plain = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
      swscale.sws_setColorspaceDetails(
          scaler, from, now.full ? 1 : 0, plain, 1, 0, 1 << 16, 1 << 16);
    }
    kind = now;
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    avutil.av_frame_free(packed);
  }
}
