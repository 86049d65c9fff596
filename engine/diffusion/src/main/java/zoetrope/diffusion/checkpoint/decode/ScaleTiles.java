package zoetrope.diffusion.checkpoint.decode;

import java.lang.foreign.MemorySegment;

/**
 * Scales of blocks as graphics cards want them: in tiles of 128 rows and 4 columns, padded with
 * what means nothing. In a tile, row r lies at 16 (r mod 32) + 4 (r / 32). (NVIDIA, cuBLAS, "1D
 * block scaling factors layout".)
 */
public final class ScaleTiles {
  private static final int ROWS = 128;
  private static final int COLUMNS = 4;
  private static final int TILE = ROWS * COLUMNS;
  private static final int LANES = 32;

  private ScaleTiles() {}

  /** How many scales are stored for so many rows and columns, padding included. */
  public static long stored(long rows, long columns) {
    return Math.ceilDiv(rows, ROWS) * Math.ceilDiv(columns, COLUMNS) * TILE;
  }

  /** The scales of a matrix, row-major. */
  public static float[] read(MemorySegment tiles, ElementType type, int rows, int columns) {
    int across = Math.ceilDiv(columns, COLUMNS);
    float[] out = new float[Math.multiplyExact(rows, columns)];
    float[] tile = new float[TILE];
    for (int down = 0; down < Math.ceilDiv(rows, ROWS); down++) {
      for (int right = 0; right < across; right++) {
        type.read(tiles, ((long) down * across + right) * TILE, TILE, tile, 0);
        place(tile, down * ROWS, right * COLUMNS, rows, columns, out);
      }
    }
    return out;
  }

  private static void place(float[] tile, int row, int column, int rows, int columns, float[] out) {
    for (int r = 0; r < Math.min(ROWS, rows - row); r++) {
      for (int c = 0; c < Math.min(COLUMNS, columns - column); c++) {
        int at = r % LANES * (ROWS / LANES * COLUMNS) + r / LANES * COLUMNS + c;
        out[(row + r) * columns + column + c] = tile[at];
      }
    }
  }
}
