package zoetrope.diffusion.checkpoint.pickle;

import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.FormatException;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Dict;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Known;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Storage;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Tensor;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Whole;

/** What comes of a call in a pickle (PyTorch, torch/_utils.py). */
final class Rebuild {
  private static final int TYPE = 6;

  private Rebuild() {}

  /**
   * @throws FormatException when nothing can come of it
   */
  static Pickled of(Global called, List<Pickled> with) {
    return switch (called) {
      case Global.OrderedDict() when with.isEmpty() -> new Dict();
      case Global.RebuildParameter() when with.size() >= 1 && with.getFirst() instanceof Tensor t ->
          t;
      case Global.RebuildTensor(boolean typed)
          when with.size() > (typed ? TYPE : 3)
              && with.get(0) instanceof Storage storage
              && with.get(1) instanceof Whole(long offset) ->
          tensor(
              typed ? type(with.get(TYPE)) : storage.type(),
              storage,
              offset,
              sizes(with.get(2)),
              sizes(with.get(3)));
      default -> throw new FormatException("its pickle builds what is no tensor (" + called + ")");
    };
  }

  private static Optional<TorchType> type(Pickled value) {
    return value instanceof Known(Global.Type(TorchType type))
        ? Optional.of(type)
        : Optional.empty();
  }

  private static List<Long> sizes(Pickled value) {
    return Unpickler.tuple(value).stream()
        .map(
            v -> {
              if (v instanceof Whole(long size) && size >= 0) {
                return size;
              }
              throw new FormatException("its pickle has a tensor of impossible sizes");
            })
        .toList();
  }

  /** A tensor that lies within its storage, and has no more elements than that. */
  private static Tensor tensor(
      Optional<TorchType> type,
      Storage storage,
      long offset,
      List<Long> shape,
      List<Long> strides) {
    if (type.isEmpty() || shape.size() != strides.size() || offset < 0) {
      throw new FormatException("its pickle has a tensor of impossible sizes");
    }
    long room =
        storage.type().isPresent() ? storage.elements() : storage.elements() / type.get().bytes();
    try {
      long elements = shape.stream().reduce(1L, Math::multiplyExact);
      long last = offset;
      for (int i = 0; i < shape.size() && elements > 0; i++) {
        last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
      }
      if (elements > room || (elements > 0 && last >= room)) {
        throw new FormatException(
            "its pickle has a tensor of sizes %s in a storage of %d elements"
                .formatted(shape, room));
      }
    } catch (ArithmeticException e) {
      throw new FormatException("its pickle has a tensor of impossible sizes");
    }
    return new Tensor(type.get(), storage, offset, shape, strides);
  }
}
