package zoetrope.diffusion.checkpoint.pickle;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zoetrope.diffusion.checkpoint.decode.FormatException;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Dict;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Tensor;

/**
 * What {@code torch.save} wrote since PyTorch 1.6: a ZIP archive of a pickle, {@code data.pkl}, and
 * the storages that it refers to, {@code data/KEY}.
 *
 * @param tensors in the order of the pickle
 */
public record TorchArchive(List<TorchTensor> tensors) {
  private static final String PICKLE = "data.pkl";
  private static final long LARGEST_PICKLE = 1 << 26;
  private static final int DEEPEST = 8;
  private static final int MOST = 1 << 18;

  public TorchArchive {
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads and checks.
   *
   * @param file all of it
   * @throws FormatException for anything out of order
   */
  public static TorchArchive read(MemorySegment file) {
    if (!StoredZip.begins(file)) {
      throw new FormatException(
          "it is no archive of PyTorch's, or one of before PyTorch 1.6, which are not read");
    }
    StoredZip zip = StoredZip.read(file);
    List<String> pickles =
        zip.entries().keySet().stream()
            .filter(n -> n.equals(PICKLE) || n.endsWith("/" + PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw new FormatException(
          "it is a ZIP archive with " + pickles.size() + " entries called " + PICKLE);
    }
    String folder = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
    order(file, zip, folder);
    MemorySegment pickle = bytes(file, zip, pickles.getFirst());
    if (pickle.byteSize() > LARGEST_PICKLE) {
      throw new FormatException("its pickle has " + pickle.byteSize() + " bytes");
    }
    return new Collected(zip, folder).of(Unpickler.read(pickle));
  }

  private static void order(MemorySegment file, StoredZip zip, String folder) {
    String name = folder + "byteorder";
    if (zip.entries().containsKey(name)) {
      MemorySegment said = bytes(file, zip, name);
      byte[] little = "little".getBytes(StandardCharsets.US_ASCII);
      if (said.mismatch(MemorySegment.ofArray(little)) != -1) {
        throw new FormatException("it is for machines of the other order of bytes");
      }
    }
  }

  private static MemorySegment bytes(MemorySegment file, StoredZip zip, String name) {
    StoredZip.Entry e =
        Optional.ofNullable(zip.entries().get(name))
            .orElseThrow(() -> new FormatException("its entry " + name + " is missing"));
    return file.asSlice(e.offset(), e.length());
  }

  /** Gathers the tensors of a tree of dictionaries. */
  private static final class Collected {
    private final StoredZip zip;
    private final String folder;
    private final List<TorchTensor> out = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Dict> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private int seen;

    Collected(StoredZip zip, String folder) {
      this.zip = zip;
      this.folder = folder;
    }

    TorchArchive of(Pickled root) {
      if (!(root instanceof Dict dict)) {
        throw new FormatException("its pickle is no dictionary of tensors");
      }
      add("", unwrapped(dict));
      if (out.isEmpty()) {
        throw new FormatException("its pickle holds no tensors");
      }
      return new TorchArchive(out);
    }

    /** Trainers put a model's tensors under one name, beside notes. */
    private static Dict unwrapped(Dict root) {
      List<Dict> inside =
          root.all().values().stream()
              .filter(Dict.class::isInstance)
              .map(Dict.class::cast)
              .filter(d -> d.all().values().stream().anyMatch(Tensor.class::isInstance))
              .toList();
      boolean plain = root.all().values().stream().anyMatch(Tensor.class::isInstance);
      return plain || inside.size() != 1 ? root : inside.getFirst();
    }

    private void add(String prefix, Dict dict) {
      if (within.size() > DEEPEST || !within.add(dict)) {
        throw new FormatException(
            "its pickle has a dictionary that holds itself, or lies too deep");
      }
      for (Map.Entry<Pickled, Pickled> e : dict.all().entrySet()) {
        if (++seen > MOST) {
          throw new FormatException("its pickle holds more values than any checkpoint's");
        }
        String name = prefix + called(e.getKey());
        switch (e.getValue()) {
          case Dict inner -> add(name + ".", inner);
          case Tensor t -> add(name, t);
          default -> {} // notes of a trainer
        }
      }
      within.remove(dict);
    }

    private static String called(Pickled key) {
      return key instanceof Pickled.Whole(long number)
          ? Long.toString(number)
          : Unpickler.text(key);
    }

    private void add(String name, Tensor t) {
      if (!names.add(name)) {
        throw new FormatException("it has two tensors called " + name);
      }
      String key = folder + "data/" + t.storage().key();
      StoredZip.Entry e =
          Optional.ofNullable(zip.entries().get(key))
              .orElseThrow(
                  () ->
                      new FormatException(
                          "tensor " + name + " lies in " + key + ", which is missing"));
      int bytes = t.type().bytes();
      long elements = t.shape().stream().reduce(1L, (a, b) -> a * b);
      long last = t.offset();
      for (int i = 0; i < t.shape().size(); i++) {
        last += (t.shape().get(i) - 1) * t.strides().get(i);
      }
      long end = elements == 0 ? 0 : last + 1;
      if (end > e.length() / bytes) {
        throw new FormatException(
            "tensor %s ends at element %d of a storage of %d bytes"
                .formatted(name, end, e.length()));
      }
      long from = elements == 0 ? 0 : t.offset();
      out.add(
          new TorchTensor(
              name,
              t.type(),
              t.shape(),
              t.strides(),
              e.offset() + from * bytes,
              (end - from) * bytes));
    }
  }
}
