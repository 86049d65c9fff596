package zoetrope.core.time;

/**
 * How many of something there are in a second, as an exact fraction in lowest terms: 24/1,
 * 30000/1001. A double of it drifts by a frame in a long film, and containers keep fractions.
 *
 * @param numerator over 0
 * @param denominator over 0
 */
public record Rate(int numerator, int denominator) {
  public Rate {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is no rate");
    }
    int divisor = divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /** A whole number a second. */
  public static Rate of(int perSecond) {
    return new Rate(perSecond, 1);
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /** As near as a double comes. */
  public double perSecond() {
    return (double) numerator / denominator;
  }

  /** How long so many take. */
  public double seconds(double count) {
    return count * denominator / numerator;
  }
}
