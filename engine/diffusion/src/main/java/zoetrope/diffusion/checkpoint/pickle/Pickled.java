package zoetrope.diffusion.checkpoint.pickle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle of tensors can hold. */
sealed interface Pickled {
  /** Nothing. */
  record None() implements Pickled {}

  /** True or false. */
  record Flag(boolean value) implements Pickled {}

  /** A whole number. */
  record Whole(long value) implements Pickled {}

  /** A number that is not whole, or bytes: nothing that tensors need. */
  record Other() implements Pickled {}

  /** Letters. */
  record Text(String value) implements Pickled {}

  /** Several, which do not change. */
  record Tuple(List<Pickled> items) implements Pickled {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /** Several, which grow while a pickle is read. */
  final class Items implements Pickled {
    private final List<Pickled> all = new ArrayList<>();

    List<Pickled> all() {
      return all;
    }
  }

  /** Names and what they stand for; grows while a pickle is read. */
  final class Dict implements Pickled {
    private final Map<Pickled, Pickled> all = new LinkedHashMap<>();

    Map<Pickled, Pickled> all() {
      return all;
    }
  }

  /** Something that is known by a name. */
  record Known(Global global) implements Pickled {}

  /**
   * Bytes that tensors lie in.
   *
   * @param type of its elements; empty where the tensor says it
   * @param key of the archive's entry
   * @param elements how many
   */
  record Storage(java.util.Optional<TorchType> type, String key, long elements)
      implements Pickled {}

  /**
   * A tensor: a window on a storage.
   *
   * @param offset of its first element
   * @param strides elements from one index to the next, of each size
   */
  record Tensor(TorchType type, Storage storage, long offset, List<Long> shape, List<Long> strides)
      implements Pickled {
    public Tensor {
      shape = List.copyOf(shape);
      strides = List.copyOf(strides);
    }
  }
}
