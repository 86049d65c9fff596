package zoetrope.app.models;

/** How fast bytes come: an average that forgets what is older than some seconds. */
final class Pace {
  private static final double MEMORY_SECONDS = 5;

  private long lastBytes = -1;
  private long lastNanos;
  private double rate;

  /**
   * @param bytes so far
   * @param nanos the time
   * @return bytes a second; 0 until two looks have been taken
   */
  double at(long bytes, long nanos) {
    if (lastBytes >= 0 && nanos > lastNanos) {
      double seconds = (nanos - lastNanos) / 1e9;
      double now = Math.max(0, bytes - lastBytes) / seconds;
      double weight = rate == 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
      rate += weight * (now - rate);
    }
    lastBytes = bytes;
    lastNanos = nanos;
    return rate;
  }
}
