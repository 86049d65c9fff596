package zoetrope.media.encode;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The colours of a GIF: 255 by median cut (Heckbert 1982) over all frames, split where the variance
 * is greatest, and a see-through one. Frames are mapped with an ordered dither, so that what stands
 * still does not flicker.
 */
final class Palette {
  /** The index that lets the frame before show through. */
  static final int CLEAR = 255;

  private static final int BITS = 5;
  private static final int SIDE = 1 << BITS;
  private static final int[] BAYER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

  private final byte[][] colours = new byte[3][256];
  private final int size;
  private final short[] nearest = new short[1 << 18];

  private Palette(List<double[]> means) {
    size = means.size();
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 3; c++) {
        colours[c][i] = (byte) Math.round(means.get(i)[c]);
      }
    }
    java.util.Arrays.fill(nearest, (short) -1);
  }

  /** Counts colours frame by frame. */
  static final class Counter {
    private final long[][] cells = new long[SIDE * SIDE * SIDE][4];

    void add(byte[] rgb) {
      for (int i = 0; i < rgb.length; i += 3) {
        int r = rgb[i] & 255;
        int g = rgb[i + 1] & 255;
        int b = rgb[i + 2] & 255;
        long[] cell = cells[((r >> 3) << BITS | g >> 3) << BITS | b >> 3];
        cell[0] += r;
        cell[1] += g;
        cell[2] += b;
        cell[3]++;
      }
    }

    Palette palette() {
      List<double[]> used = new ArrayList<>();
      for (long[] c : cells) {
        if (c[3] > 0) {
          used.add(
              new double[] {
                (double) c[0] / c[3], (double) c[1] / c[3], (double) c[2] / c[3], c[3]
              });
        }
      }
      List<Box> boxes = new ArrayList<>(List.of(new Box(used)));
      while (boxes.size() < CLEAR) {
        Box worst =
            boxes.stream().max(java.util.Comparator.comparingDouble(b -> b.spread)).orElseThrow();
        if (worst.spread <= 0) {
          break;
        }
        boxes.remove(worst);
        boxes.addAll(worst.halves());
      }
      return new Palette(boxes.stream().map(b -> b.mean).toList());
    }
  }

  /** Colours that will share one: weighted mean, and along which channel they differ most. */
  private static final class Box {
    private final List<double[]> cells;
    private final double[] mean = new double[3];
    private final double spread;
    private final int axis;

    Box(List<double[]> cells) {
      this.cells = cells;
      double count = cells.stream().mapToDouble(c -> c[3]).sum();
      double[] variance = new double[3];
      for (int k = 0; k < 3; k++) {
        int ch = k;
        mean[k] = cells.stream().mapToDouble(c -> c[ch] * c[3]).sum() / count;
        variance[k] =
            cells.stream().mapToDouble(c -> (c[ch] - mean[ch]) * (c[ch] - mean[ch]) * c[3]).sum();
      }
      axis =
          variance[0] > variance[1]
              ? (variance[0] > variance[2] ? 0 : 2)
              : (variance[1] > variance[2] ? 1 : 2);
      spread = cells.size() < 2 ? 0 : variance[axis];
    }

    List<Box> halves() {
      List<double[]> low = new ArrayList<>();
      List<double[]> high = new ArrayList<>();
      cells.forEach(c -> (c[axis] <= mean[axis] ? low : high).add(c));
      return high.isEmpty()
          ? List.of(new Box(List.of(low.getFirst())), new Box(low.subList(1, low.size())))
          : List.of(new Box(low), new Box(high));
    }
  }

  IndexColorModel model() {
    return new IndexColorModel(8, 256, colours[0], colours[1], colours[2], CLEAR);
  }

  /** The frame's colours as indices. */
  byte[] map(byte[] rgb, int width) {
    byte[] out = new byte[rgb.length / 3];
    for (int i = 0; i < out.length; i++) {
      int shift = BAYER[(i / width & 3) * 4 + (i % width & 3)] * 6 / 16 - 3;
      out[i] =
          (byte)
              nearest(
                  clamp((rgb[3 * i] & 255) + shift),
                  clamp((rgb[3 * i + 1] & 255) + shift),
                  clamp((rgb[3 * i + 2] & 255) + shift));
    }
    return out;
  }

  private static int clamp(int v) {
    return Math.clamp(v, 0, 255);
  }

  private int nearest(int r, int g, int b) {
    int key = (r >> 2) << 12 | (g >> 2) << 6 | b >> 2;
    if (nearest[key] < 0) {
      nearest[key] = (short) search((r & ~3) + 2, (g & ~3) + 2, (b & ~3) + 2);
    }
    return nearest[key];
  }

  private int search(int r, int g, int b) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      int dr = (colours[0][i] & 255) - r;
      int dg = (colours[1][i] & 255) - g;
      int db = (colours[2][i] & 255) - b;
      int d = 2 * dr * dr + 4 * dg * dg + db * db;
      if (d < least) {
        least = d;
        best = i;
      }
    }
    return best;
  }
}
