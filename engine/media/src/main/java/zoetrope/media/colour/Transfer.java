package zoetrope.media.colour;

/**
 * The curve between stored values (0..1) and light. Light of 1 is the white of ordinary pictures,
 * which PQ and HLG put at 203 cd/m2 (ITU-R BT.2408).
 */
public sealed interface Transfer {
  /** White of ordinary pictures in HDR ones, cd/m2. */
  double WHITE = 203;

  Transfer SRGB = new Srgb();
  Transfer LINEAR = new Power(1);
  Transfer PQ = new Pq();
  Transfer HLG = new Hlg();

  /** What displays of video do (ITU-R BT.1886). */
  Transfer VIDEO = new Shown(new Power(2.4));

  /** Light of a stored value; of HLG, light of the scene. */
  double light(double value);

  /** Stored value of light; the inverse of {@link #light}. */
  double value(double light);

  /** IEC 61966-2-1. */
  record Srgb() implements Transfer {
    @Override
    public double light(double v) {
      return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    @Override
    public double value(double l) {
      return l <= 0.0031308 ? 12.92 * l : 1.055 * Math.pow(l, 1 / 2.4) - 0.055;
    }
  }

  /** A plain power; 1 is linear light. */
  record Power(double gamma) implements Transfer {
    @Override
    public double light(double v) {
      return Math.pow(Math.max(0, v), gamma);
    }

    @Override
    public double value(double l) {
      return Math.pow(Math.max(0, l), 1 / gamma);
    }
  }

  /** A curve that both stores and shows: greys of it stay as they are. */
  record Shown(Transfer curve) implements Transfer {
    @Override
    public double light(double v) {
      return curve.light(v);
    }

    @Override
    public double value(double l) {
      return curve.value(l);
    }
  }

  /** SMPTE ST 2084, as in ITU-R BT.2100. */
  record Pq() implements Transfer {
    private static final double M1 = 2610.0 / 16384;
    private static final double M2 = 2523.0 / 4096 * 128;
    private static final double C1 = 3424.0 / 4096;
    private static final double C2 = 2413.0 / 4096 * 32;
    private static final double C3 = 2392.0 / 4096 * 32;
    private static final double PEAK = 10_000;

    @Override
    public double light(double v) {
      double p = Math.pow(Math.max(0, v), 1 / M2);
      return Math.pow(Math.max(0, p - C1) / (C2 - C3 * p), 1 / M1) * PEAK / WHITE;
    }

    @Override
    public double value(double l) {
      double p = Math.pow(Math.max(0, l) * WHITE / PEAK, M1);
      return Math.pow((C1 + C2 * p) / (1 + C3 * p), M2);
    }
  }

  /** ITU-R BT.2100's hybrid log-gamma: light of the scene, 1 at its greatest. */
  record Hlg() implements Transfer {
    private static final double A = 0.17883277;
    private static final double B = 1 - 4 * A;
    private static final double C = 0.5 - A * Math.log(4 * A);

    @Override
    public double light(double v) {
      return v <= 0.5 ? v * v / 3 : (Math.exp((v - C) / A) + B) / 12;
    }

    @Override
    public double value(double l) {
      return l <= 1.0 / 12 ? Math.sqrt(3 * Math.max(0, l)) : A * Math.log(12 * l - B) + C;
    }
  }
}
