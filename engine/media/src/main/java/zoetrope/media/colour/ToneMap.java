package zoetrope.media.colour;

/**
 * The roll-off of ITU-R BT.2390-11, section 5.4.1 (EETF), from a peak of HDR down to the white of
 * ordinary pictures: below its knee light stays as it is.
 */
final class ToneMap {
  private final double peak;
  private final double top;
  private final double knee;

  /**
   * @param peak brightest light that occurs, in units of white; 1 and less leaves all as it is
   */
  ToneMap(double peak) {
    this.peak = peak;
    top = Transfer.PQ.value(1) / Transfer.PQ.value(Math.max(1, peak));
    knee = 1.5 * top - 0.5;
  }

  /** Light from 0 to the peak, to light from 0 to 1. */
  double of(double light) {
    if (peak <= 1) {
      return Math.min(1, light);
    }
    double code = Transfer.PQ.value(peak);
    double e = Math.min(1, Transfer.PQ.value(light) / code);
    return e < knee ? light : Math.min(1, Transfer.PQ.light(spline(e) * code));
  }

  private double spline(double e) {
    double t = (e - knee) / (1 - knee);
    double t2 = t * t;
    double t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (-2 * t3 + 3 * t2) * top;
  }
}
