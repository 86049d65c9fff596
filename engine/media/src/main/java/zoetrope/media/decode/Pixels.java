package zoetrope.media.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;
import zoetrope.media.colour.ColourSpace;
import zoetrope.media.colour.ToSrgb;

/**
 * Decoded frames to packed 8-bit sRGB of one size (Lanczos), upright: by the matrix and range that
 * each frame is tagged with (FFmpeg's scaler takes everything for BT.601 of limited range unless
 * told), then by its primaries, curve or profile. Where there is no alpha to give it to, what is
 * see-through stands before black.
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
  private record Kind(
      int width, int height, int format, int matrix, boolean full, FrameColours colours) {
    static Kind of(AVFrame f) {
      return new Kind(
          f.width(),
          f.height(),
          f.format(),
          matrixOf(f.colorspace(), f.height()),
          f.color_range() == avutil.AVCOL_RANGE_JPEG || name(f.format()).startsWith("yuvj"),
          FrameColours.of(f));
    }

    private static String name(int format) {
      return avutil.av_get_pix_fmt_name(format).getString();
    }

    /** Whether the samples are no red, green and blue, so that a matrix is needed. */
    boolean luma() {
      long rgb = avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL;
      return !has(rgb) && !has(avutil.AV_PIX_FMT_FLAG_BITSTREAM);
    }

    boolean alpha() {
      return has(avutil.AV_PIX_FMT_FLAG_ALPHA) || has(avutil.AV_PIX_FMT_FLAG_PAL);
    }

    boolean deep() {
      return avutil.av_pix_fmt_desc_get(format).comp(0).depth() > 8;
    }

    int inks() {
      AVPixFmtDescriptor d = avutil.av_pix_fmt_desc_get(format);
      return d.nb_components() < 3 && !has(avutil.AV_PIX_FMT_FLAG_PAL) ? 1 : 3;
    }

    private boolean has(long flags) {
      return (avutil.av_pix_fmt_desc_get(format).flags() & flags) != 0;
    }
  }

  private final int width;
  private final int height;
  private final int channels;
  private final Orientation orientation;
  private final AVFrame packed = avutil.av_frame_alloc();
  private Kind kind =
      new Kind(0, 0, avutil.AV_PIX_FMT_NONE, 0, false, new FrameColours(0, 0, 0, 0));
  private SwsContext scaler = new SwsContext(null);
  private ToSrgb step = ToSrgb.of(ColourSpace.STANDARD);

  private Pixels(int width, int height, Orientation orientation, int channels) {
    this.width = orientation.sideways() ? height : width;
    this.height = orientation.sideways() ? width : height;
    this.channels = channels;
    this.orientation = orientation;
  }

  /** Red, green, blue of frames that stand upright. */
  public static Pixels rgb(int width, int height) {
    return rgb(width, height, Orientation.UPRIGHT);
  }

  /** Red, green, blue; a size as it is when it stands upright. */
  public static Pixels rgb(int width, int height, Orientation orientation) {
    return new Pixels(width, height, orientation, 3);
  }

  /** Red, green, blue and straight alpha; a size as it is when it stands upright. */
  public static Pixels rgba(int width, int height, Orientation orientation) {
    return new Pixels(width, height, orientation, 4);
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
      prepare(now, frame);
    }
    if (swscale.sws_scale_frame(scaler, packed, frame) < 0) {
      throw new IllegalStateException("FFmpeg could not convert a frame of " + now);
    }
    byte[] stored =
        switch (packed.format()) {
          case avutil.AV_PIX_FMT_RGB24 -> bytes(3);
          case avutil.AV_PIX_FMT_RGBA -> bytes(4);
          default -> stepped();
        };
    byte[] out = stored.length > width * height * channels ? beforeBlack(stored) : stored;
    return orientation.upright(out, channels, width, height);
  }

  private byte[] bytes(int each) {
    byte[] out = new byte[width * height * each];
    int stride = packed.linesize(0);
    BytePointer from = packed.data(0).capacity((long) stride * height);
    for (int y = 0; y < height; y++) {
      from.position((long) y * stride).get(out, y * width * each, width * each);
    }
    return out;
  }

  private byte[] stepped() {
    byte[] out = new byte[width * height * 4];
    short[] row = new short[width * 4];
    int stride = packed.linesize(0);
    ShortPointer from = new ShortPointer(packed.data(0));
    for (int y = 0; y < height; y++) {
      from.position((long) y * stride / Short.BYTES).get(row);
      step.convert(row, width, out, y * width * 4);
    }
    return out;
  }

  private static byte[] beforeBlack(byte[] rgba) {
    byte[] out = new byte[rgba.length / 4 * 3];
    for (int i = 0; i < rgba.length / 4; i++) {
      int alpha = rgba[4 * i + 3] & 255;
      for (int c = 0; c < 3; c++) {
        out[3 * i + c] = (byte) (((rgba[4 * i + c] & 255) * alpha + 127) / 255);
      }
    }
    return out;
  }

  private void prepare(Kind now, AVFrame frame) {
    ColourSpace space = now.colours.space(frame, now.inks());
    // The scaler's own way from 16 bits of red, green and blue to 8 is a level off.
    boolean plain = space.equals(ColourSpace.STANDARD) && (now.luma() || !now.deep());
    boolean alpha = channels == 4 || now.alpha();
    int eight = alpha ? avutil.AV_PIX_FMT_RGBA : avutil.AV_PIX_FMT_RGB24;
    allocate(plain ? eight : avutil.AV_PIX_FMT_RGBA64LE);
    step = ToSrgb.of(space);
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
      IntPointer to = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
      swscale.sws_setColorspaceDetails(scaler, from, now.full ? 1 : 0, to, 1, 0, 1 << 16, 1 << 16);
    }
    kind = now;
  }

  private void allocate(int format) {
    avutil.av_frame_unref(packed);
    packed.format(format);
    packed.width(width);
    packed.height(height);
    if (avutil.av_frame_get_buffer(packed, 0) < 0) {
      throw new OutOfMemoryError("a frame of %d x %d pixels".formatted(width, height));
    }
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    avutil.av_frame_free(packed);
  }
}
