package zoetrope.diffusion.fill;

import java.util.stream.IntStream;

/**
 * What the patches over a pixel of the hole say that it is. A patch counts for more the better its
 * match fits, the nearer to known pixels it lies, and the nearer to its middle the pixel is.
 *
 * <p>Matches are known as a whole, so that votes read known pixels and write into the hole only.
 */
final class Vote {
  /** What a step into the hole takes from a patch's weight. */
  private static final double FADING = 1 / 1.3;

  /** What a pixel of squared distance from a patch's middle takes from its weight. */
  private static final double ECCENTRIC = .02;

  /** Mean costs at which a patch loses three quarters of its weight. */
  private static final double TOLERANCE = 3;

  private final PatchSearch search;
  private final Level level;
  private final double[] confidence;

  Vote(PatchSearch search) {
    this.search = search;
    level = search.level();
    confidence = new double[level.deepest() + 1];
    confidence[0] = 1;
    for (int i = 1; i < confidence.length; i++) {
      confidence[i] = Math.max(confidence[i - 1] * FADING, Double.MIN_NORMAL);
    }
  }

  /** Sets the hole to the weighted averages. */
  void average() {
    eachRow(
        (pixel, ballot) -> {
          double[] sum = new double[5];
          for (int i = 0; i < ballot.size; i++) {
            int from = pixel + ballot.offset[i];
            for (int c = 0; c < 3; c++) {
              sum[c] += ballot.weight[i] * level.rgb()[3 * from + c];
            }
            for (int c = 0; c < 2; c++) {
              sum[3 + c] += ballot.weight[i] * level.texture()[2 * from + c];
            }
          }
          for (int c = 0; c < 3; c++) {
            level.rgb()[3 * pixel + c] = (int) (sum[c] / ballot.total + .5);
          }
          for (int c = 0; c < 2; c++) {
            level.texture()[2 * pixel + c] = (int) (sum[3 + c] / ballot.total + .5);
          }
        });
  }

  /** Sets the hole to copies of the pixels that have most votes. */
  void copy() {
    eachRow((pixel, ballot) -> level.copy(pixel + ballot.winner(), pixel));
  }

  /** Where each pixel comes from: itself outside the hole, else the one that has most votes. */
  int[] origins() {
    int[] out = IntStream.range(0, level.hole().length).toArray();
    eachRow((pixel, ballot) -> out[pixel] = pixel + ballot.winner());
    return out;
  }

  private interface Count {
    void of(int pixel, Ballot ballot);
  }

  private void eachRow(Count count) {
    int w = level.width();
    IntStream.range(0, level.height())
        .parallel()
        .forEach(
            y -> {
              Ballot ballot = new Ballot(level.radius());
              for (int pixel = y * w; pixel < (y + 1) * w; pixel++) {
                if (level.hole()[pixel]) {
                  collect(pixel, ballot);
                  count.of(pixel, ballot);
                }
              }
            });
  }

  private void collect(int pixel, Ballot ballot) {
    int w = level.width();
    int r = level.radius();
    int x = pixel % w;
    int y = pixel / w;
    int x0 = Math.max(r, x - r);
    int x1 = Math.min(w - 1 - r, x + r);
    int y0 = Math.max(r, y - r);
    int y1 = Math.min(level.height() - 1 - r, y + r);
    double scale = TOLERANCE * meanCost(x0, y0, x1, y1) + 1;
    ballot.clear();
    for (int cy = y0; cy <= y1; cy++) {
      for (int cx = x0; cx <= x1; cx++) {
        int p = cy * w + cx;
        double fit = scale / (scale + search.cost(p));
        double middle = 1 - ECCENTRIC * ((cx - x) * (cx - x) + (cy - y) * (cy - y));
        ballot.add(search.match(p) - p, confidence[level.depth()[p]] * fit * fit * middle);
      }
    }
  }

  private double meanCost(int x0, int y0, int x1, int y1) {
    double sum = 0;
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        sum += search.cost(y * level.width() + x);
      }
    }
    return sum / ((x1 - x0 + 1) * (y1 - y0 + 1));
  }

  /** The votes on one pixel by where they point, as the difference of pixel numbers. */
  private static final class Ballot {
    private final int[] offset;
    private final double[] weight;
    private int size;
    private double total;

    Ballot(int radius) {
      int patches = (2 * radius + 1) * (2 * radius + 1);
      offset = new int[patches];
      weight = new double[patches];
    }

    void clear() {
      size = 0;
      total = 0;
    }

    void add(int where, double votes) {
      int i = 0;
      while (i < size && offset[i] != where) {
        i++;
      }
      if (i == size) {
        offset[i] = where;
        weight[i] = 0;
        size++;
      }
      weight[i] += votes;
      total += votes;
    }

    int winner() {
      int best = 0;
      for (int i = 1; i < size; i++) {
        best = weight[i] > weight[best] ? i : best;
      }
      return offset[best];
    }
  }
}
