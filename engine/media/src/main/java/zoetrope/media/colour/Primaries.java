package zoetrope.media.colour;

/**
 * Chromaticities of red, green, blue and white (CIE 1931 x and y).
 *
 * @see <a href="https://www.itu.int/rec/T-REC-H.273">ITU-T H.273</a>, table 2
 */
public record Primaries(
    double rx, double ry, double gx, double gy, double bx, double by, double wx, double wy) {
  public static final Primaries BT_709 =
      new Primaries(0.640, 0.330, 0.300, 0.600, 0.150, 0.060, 0.3127, 0.3290);
  public static final Primaries BT_2020 =
      new Primaries(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290);
  public static final Primaries P3_DCI =
      new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3140, 0.3510);
  public static final Primaries P3_D65 =
      new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290);

  /** How far chromaticities may lie apart and still be called the same. */
  private static final double SLACK = 0.0015;

  /** Whether the points span a triangle and white has light: else there is no matrix. */
  public boolean valid() {
    double area = (gx - rx) * (by - ry) - (bx - rx) * (gy - ry);
    return Math.abs(area) > 1e-3 && ry > 0 && gy > 0 && by > 0 && wy > 0 && wx > 0;
  }

  public boolean near(Primaries o) {
    return Math.abs(rx - o.rx) < SLACK
        && Math.abs(ry - o.ry) < SLACK
        && Math.abs(gx - o.gx) < SLACK
        && Math.abs(gy - o.gy) < SLACK
        && Math.abs(bx - o.bx) < SLACK
        && Math.abs(by - o.by) < SLACK
        && Math.abs(wx - o.wx) < SLACK
        && Math.abs(wy - o.wy) < SLACK;
  }

  /** Linear red, green and blue to those of BT.709; another white is adapted by Bradford. */
  double[][] toBt709() {
    double[][] here = product(adaptation(), toXyz());
    return product(inverse(BT_709.toXyz()), here);
  }

  /** What each of linear red, green and blue adds to luminance. */
  double[] luminance() {
    return toXyz()[1];
  }

  private double[][] toXyz() {
    double[][] columns = {
      {rx / ry, gx / gy, bx / by},
      {1, 1, 1},
      {(1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by}
    };
    double[] scale = product(inverse(columns), white());
    double[][] out = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        out[i][j] = columns[i][j] * scale[j];
      }
    }
    return out;
  }

  private double[] white() {
    return new double[] {wx / wy, 1, (1 - wx - wy) / wy};
  }

  /** XYZ to the sharpened cone responses of the Bradford transform. */
  private static double[][] bradford() {
    return new double[][] {
      {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };
  }

  private double[][] adaptation() {
    double[] from = product(bradford(), white());
    double[] to = product(bradford(), BT_709.white());
    double[][] gains = new double[3][3];
    for (int i = 0; i < 3; i++) {
      gains[i][i] = to[i] / from[i];
    }
    return product(inverse(bradford()), product(gains, bradford()));
  }

  private static double[] product(double[][] m, double[] v) {
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    }
    return out;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        out[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
      }
    }
    return out;
  }

  private static double[][] inverse(double[][] m) {
    double[][] out = new double[3][3];
    double det = 0;
    for (int i = 0; i < 3; i++) {
      det += m[0][i] * cofactor(m, 0, i);
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        out[j][i] = cofactor(m, i, j) / det;
      }
    }
    return out;
  }

  /** Cyclic indices carry the sign. */
  private static double cofactor(double[][] m, int i, int j) {
    int a = (i + 1) % 3;
    int b = (i + 2) % 3;
    int c = (j + 1) % 3;
    int d = (j + 2) % 3;
    return m[a][c] * m[b][d] - m[a][d] * m[b][c];
  }
}
