package zoetrope.diffusion.checkpoint.decode;

/**
 * The rows of one tensor as 32-bit floats. A row is all that one index of the first size holds.
 * Several threads may decode at once.
 */
public interface RowDecoder {
  /**
   * Decodes rows into an array.
   *
   * @param row the first of them
   * @param count how many
   * @param to takes them one behind the other
   * @param at where the first one begins
   */
  void decode(long row, int count, float[] to, int at);
}
