package zoetrope.diffusion.checkpoint;

import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.stream.IntStream;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/**
 * A tensor's rows as 32-bit floats, whatever form they are stored in, scales applied; a row is all
 * that one index of the first size holds. Several threads may read at once. A large tensor is
 * mapped by itself, so that a model that is read once does not stay in memory: whoever opens this
 * closes it.
 */
public final class TensorRows implements AutoCloseable {
  /** Elements that one thread reads at a time. */
  private static final int SHARE = 1 << 18;

  private final TensorInfo tensor;
  private final RowDecoder decoder;
  private final Optional<Arena> mapping;
  private final int width;

  /**
   * @param mapping closed with this
   */
  TensorRows(TensorInfo tensor, RowDecoder decoder, Optional<Arena> mapping) {
    this.tensor = tensor;
    this.decoder = decoder;
    this.mapping = mapping;
    width = tensor.width();
  }

  /** How many there are. */
  public long count() {
    return tensor.shape().isEmpty() ? 1 : tensor.shape().getFirst();
  }

  /** Elements of each. */
  public int width() {
    return width;
  }

  /**
   * Reads rows into an array, one behind the other.
   *
   * @throws CheckpointException when there are no such rows
   */
  public void read(long row, int count, float[] to, int at) {
    if (row < 0 || count < 0 || count > count() - row) {
      throw new CheckpointException(
          tensor.file(),
          "%s has %d rows and none of number %d".formatted(tensor.name(), count(), row),
          "The tokenizer belongs to another model");
    }
    decoder.decode(row, count, to, at);
  }

  /** All of them, read by several threads. */
  float[] all() {
    if (tensor.elements() > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          tensor.file(),
          "tensor %s has %d elements, more than can be read at once"
              .formatted(tensor.name(), tensor.elements()),
          "The file belongs to another model");
    }
    float[] out = new float[(int) tensor.elements()];
    int each = Math.max(1, SHARE / Math.max(1, width));
    int rows = width == 0 ? 0 : (int) count();
    IntStream.range(0, Math.ceilDiv(rows, each))
        .parallel()
        .forEach(
            i ->
                decoder.decode(
                    (long) i * each, Math.min(each, rows - i * each), out, i * each * width));
    return out;
  }

  @Override
  public void close() {
    mapping.ifPresent(Arena::close);
  }
}
