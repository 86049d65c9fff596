package zoetrope.story.archive;

/**
 * How much a packed story may be.
 *
 * @param entries files in it
 * @param total bytes of all, unpacked
 * @param ratio unpacked over packed bytes of one file, once it is larger than a mebibyte
 */
public record Limits(int entries, long total, int ratio) {
  /** More than a long story with all its takes; a zip bomb is far beyond. */
  public static final Limits USUAL = new Limits(100_000, 256L << 30, 200);
}
