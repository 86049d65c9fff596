package zoetrope.c2pa.carrier;

/**
 * Bytes of a file.
 *
 * @param start first byte
 * @param length bytes
 */
public record Range(long start, long length) {
  public long end() {
    return start + length;
  }
}
