package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/** How one weight is quantised. */
sealed interface WeightForm {
  /** Floats that are multiplied by the scale beside them where they lie. */
  record Scaled() implements WeightForm {}

  /**
   * Something that is decoded when it is read.
   *
   * @param type for people
   * @param stored the tensor that holds it
   * @param shape of the weight
   * @param besides other tensors that belong to it
   * @param decoder of the stored bytes
   */
  record Coded(
      String type,
      String stored,
      List<Long> shape,
      Set<String> besides,
      Function<MemorySegment, RowDecoder> decoder)
      implements WeightForm {
    public Coded {
      shape = List.copyOf(shape);
      besides = Set.copyOf(besides);
    }
  }

  /**
   * Something that is not read.
   *
   * @param name for people
   */
  record Unread(String name) implements WeightForm {}
}
