package zoetrope.media.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Rows of a picture's stored values, 16 bits each and alpha behind the inks, as {@link
 * zoetrope.media.colour.ToSrgb} takes them. Java2D's own conversions are passed by: they take grey
 * and CMYK for linear light.
 */
sealed interface Rows {
  /** 1 grey (three times the same), 3 red, green and blue, 4 CMYK. */
  int inks();

  int width();

  int height();

  void read(int y, short[] row);

  /** Values in one row: the inks, grey as three, and alpha. */
  default int values() {
    return width() * (inks() == 4 ? 5 : 4);
  }

  /** Of a picture that Java's readers decoded. */
  static Rows of(BufferedImage image) {
    return image.getColorModel() instanceof IndexColorModel palette
        ? new Indexed(image.getRaster(), palette)
        : Plain.of(image.getRaster(), image.getColorModel());
  }

  /** Pixels that are numbers of colours. */
  record Indexed(Raster raster, IndexColorModel palette) implements Rows {
    @Override
    public int inks() {
      for (int i = 0; i < palette.getMapSize(); i++) {
        boolean grey =
            palette.getRed(i) == palette.getGreen(i) && palette.getRed(i) == palette.getBlue(i);
        if (!grey) {
          return 3;
        }
      }
      return 1;
    }

    @Override
    public int width() {
      return raster.getWidth();
    }

    @Override
    public int height() {
      return raster.getHeight();
    }

    @Override
    public void read(int y, short[] row) {
      int[] indices = raster.getSamples(0, y, width(), 1, 0, (int[]) null);
      for (int x = 0; x < indices.length; x++) {
        int argb = indices[x] < palette.getMapSize() ? palette.getRGB(indices[x]) : 0xFF00_0000;
        row[4 * x] = (short) ((argb >> 16 & 255) * 257);
        row[4 * x + 1] = (short) ((argb >> 8 & 255) * 257);
        row[4 * x + 2] = (short) ((argb & 255) * 257);
        row[4 * x + 3] = (short) ((argb >>> 24) * 257);
      }
    }
  }

  /** Samples of up to 16 bits, alpha straight or multiplied in. */
  record Plain(Raster raster, ColorModel model, int inks) implements Rows {
    static Plain of(Raster raster, ColorModel model) {
      int colours = model.getNumColorComponents();
      boolean cmyk = model.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
      return new Plain(raster, model, colours < 3 ? 1 : cmyk ? 4 : 3);
    }

    /** The same samples as so many inks, whatever Java2D takes them for. */
    Plain withInks(int n) {
      return raster.getNumBands() < n ? this : new Plain(raster, model, n);
    }

    @Override
    public int width() {
      return raster.getWidth();
    }

    @Override
    public int height() {
      return raster.getHeight();
    }

    @Override
    public void read(int y, short[] row) {
      int bands = raster.getNumBands();
      int colours = inks == 4 ? 4 : Math.min(bands, model.getNumColorComponents());
      boolean alpha = bands > colours && (model.hasAlpha() || inks == 4);
      int[] pixels = samples(y);
      int stored = inks == 4 ? 4 : 3;
      for (int x = 0; x < width(); x++) {
        int at = x * bands;
        int cover = alpha ? sixteen(pixels[at + colours], colours) : 0xFFFF;
        for (int c = 0; c < stored; c++) {
          int band = Math.min(c, colours - 1);
          int v = sixteen(pixels[at + band], band);
          row[x * (stored + 1) + c] = (short) (model.isAlphaPremultiplied() ? part(v, cover) : v);
        }
        row[x * (stored + 1) + stored] = (short) cover;
      }
    }

    /** Floating-point samples go from 0 to 1. */
    private int[] samples(int y) {
      int type = raster.getSampleModel().getDataType();
      if (type != DataBuffer.TYPE_FLOAT && type != DataBuffer.TYPE_DOUBLE) {
        return raster.getPixels(0, y, width(), 1, (int[]) null);
      }
      double[] all = raster.getPixels(0, y, width(), 1, (double[]) null);
      int bits = raster.getSampleModel().getSampleSize(0);
      return Arrays.stream(all)
          .mapToInt(v -> (int) Math.round(Math.clamp(v, 0.0, 1.0) * 0xFFFF) << (bits > 16 ? 16 : 0))
          .toArray();
    }

    private static int part(int value, int cover) {
      return cover == 0 ? 0 : (int) Math.min(0xFFFF, (value * 0xFFFFL + cover / 2) / cover);
    }

    private int sixteen(int value, int band) {
      int bits = raster.getSampleModel().getSampleSize(band);
      if (bits >= 16) {
        return value >>> (Math.min(bits, 32) - 16) & 0xFFFF;
      }
      int most = (1 << bits) - 1;
      return (value & most) * 0xFFFF / most;
    }
  }

  /** A picture somewhere on a larger canvas, see-through around it; what stands over is cut. */
  record Canvas(Rows picture, int left, int top, int width, int height) implements Rows {
    @Override
    public int inks() {
      return picture.inks();
    }

    @Override
    public void read(int y, short[] row) {
      Arrays.fill(row, (short) 0);
      if (y < top || y >= top + picture.height()) {
        return;
      }
      short[] inner = new short[picture.values()];
      picture.read(y - top, inner);
      int each = inner.length / picture.width();
      int some = Math.min(picture.width(), width - left);
      if (some > 0) {
        System.arraycopy(inner, 0, row, each * left, each * some);
      }
    }
  }

  /** Red, green, blue and alpha of 8 bits. */
  @SuppressWarnings("ArrayRecordComponent")
  record Eight(byte[] rgba, int width, int height) implements Rows {
    @Override
    public int inks() {
      return 3;
    }

    @Override
    public void read(int y, short[] row) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (short) ((rgba[y * row.length + i] & 255) * 257);
      }
    }
  }

  /** Inks of a JPEG as they are stored: upside down, and luma and chroma with black or CMYK. */
  record JpegInks(Raster raster, boolean luma) implements Rows {
    @Override
    public int inks() {
      return 4;
    }

    @Override
    public int width() {
      return raster.getWidth();
    }

    @Override
    public int height() {
      return raster.getHeight();
    }

    @Override
    public void read(int y, short[] row) {
      int[] p = raster.getPixels(0, y, width(), 1, (int[]) null);
      for (int x = 0; x < width(); x++) {
        int at = 4 * x;
        if (luma) {
          unmixed(p, at);
        }
        for (int c = 0; c < 4; c++) {
          row[5 * x + c] = (short) ((255 - p[at + c]) * 257);
        }
        row[5 * x + 4] = -1;
      }
    }

    /**
     * YCCK back to inks as they are stored: luma and chroma are of red, green and blue, whose
     * complements the first three are.
     */
    private static void unmixed(int[] p, int at) {
      double l = p[at];
      double cb = p[at + 1] - 128;
      double cr = p[at + 2] - 128;
      p[at] = 255 - clipped(l + 1.402 * cr);
      p[at + 1] = 255 - clipped(l - 0.344136 * cb - 0.714136 * cr);
      p[at + 2] = 255 - clipped(l + 1.772 * cb);
    }

    private static int clipped(double v) {
      return (int) Math.clamp(Math.round(v), 0, 255);
    }
  }
}
