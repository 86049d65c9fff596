package zoetrope.diffusion.checkpoint.pickle;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.FormatException;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Dict;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Flag;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Items;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Known;
import zoetrope.diffusion.checkpoint.pickle.Pickled.None;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Other;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Storage;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Text;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Tuple;
import zoetrope.diffusion.checkpoint.pickle.Pickled.Whole;

/**
 * Reads a pickle of protocol 2 to 5 as data (Python, Lib/pickletools.py). Of its operations those
 * are known that build numbers, texts, lists, dictionaries and what {@link Global} lists; any other
 * is an error.
 */
final class Unpickler {
  /** Values that are alive or remembered at once; real checkpoints have some thousands. */
  private static final int MOST = 1 << 18;

  private static final int OLDEST = 2;
  private static final int NEWEST = 5;

  private final PickleInput in;
  private final Deque<Pickled> stack = new ArrayDeque<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Pickled> memo = new HashMap<>();
  private long held;

  private Unpickler(PickleInput in) {
    this.in = in;
  }

  /**
   * What a pickle holds.
   *
   * @throws FormatException for an operation or a name that is not known, and for damage
   */
  static Pickled read(MemorySegment pickle) {
    return new Unpickler(new PickleInput(pickle)).run();
  }

  private Pickled run() {
    if (in.u8() != 0x80) {
      throw new FormatException("its pickle is older than protocol 2");
    }
    int protocol = in.u8();
    if (protocol < OLDEST || protocol > NEWEST) {
      throw new FormatException("its pickle is of protocol " + protocol);
    }
    for (int op = in.u8(); op != '.'; op = in.u8()) {
      if (!value(op) && !container(op) && !memory(op)) {
        throw new FormatException(
            "its pickle has the operation 0x%02x at %d, which no tensor needs"
                .formatted(op, in.at() - 1));
      }
    }
    return pop();
  }

  /** Operations that put a value of their own on the stack. */
  private boolean value(int op) {
    switch (op) {
      case 'N' -> push(new None());
      case 0x88 -> push(new Flag(true));
      case 0x89 -> push(new Flag(false));
      case 'J' -> push(new Whole(in.i32()));
      case 'K' -> push(new Whole(in.u8()));
      case 'M' -> push(new Whole(in.u16()));
      case 0x8a -> push(new Whole(in.whole(in.u8())));
      case 'G' -> other(8);
      case 'B' -> other(in.i32() & 0xFFFF_FFFFL);
      case 'C' -> other(in.u8());
      case 'X' -> push(new Text(in.text(in.i32() & 0xFFFF_FFFFL)));
      case 0x8c, 'U' -> push(new Text(in.text(in.u8())));
      case 'T' -> push(new Text(in.text(in.i32() & 0xFFFF_FFFFL)));
      case 0x8d -> push(new Text(in.text(in.i64())));
      case 'c' -> push(new Known(Global.named(in.line(), in.line())));
      case 0x93 -> {
        String name = text(pop());
        push(new Known(Global.named(text(pop()), name)));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void other(long bytes) {
    in.skip(bytes);
    push(new Other());
  }

  /** Operations that build something of what is on the stack. */
  private boolean container(int op) {
    switch (op) {
      case '(' -> {
        count();
        marks.push(stack.size());
      }
      case ')' -> push(new Tuple(List.of()));
      case 't' -> push(new Tuple(marked()));
      case 0x85 -> push(new Tuple(top(1)));
      case 0x86 -> push(new Tuple(top(2)));
      case 0x87 -> push(new Tuple(top(3)));
      case ']' -> push(new Items());
      case 'a' -> append(top(1));
      case 'e' -> append(marked());
      case '}' -> push(new Dict());
      case 's' -> put(top(2));
      case 'u' -> put(marked());
      case 'Q' -> push(storage(pop()));
      case 'R', 0x81 -> {
        List<Pickled> arguments = tuple(pop());
        push(Rebuild.of(known(pop()), arguments));
      }
      case 'b' -> {
        pop(); // what PyTorch notes beside a dictionary of tensors: versions of its modules
        if (!(peek() instanceof Dict)) {
          throw new FormatException("its pickle sets the state of what is no dictionary");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Operations that remember, repeat and drop values. */
  private boolean memory(int op) {
    switch (op) {
      case 'q' -> remember(in.u8());
      case 'r' -> remember(in.i32() & 0xFFFF_FFFFL);
      case 0x94 -> remember(memo.size());
      case 'h' -> push(recalled(in.u8()));
      case 'j' -> push(recalled(in.i32() & 0xFFFF_FFFFL));
      case '0' -> pop();
      case '1' -> marked();
      case '2' -> push(peek());
      case 0x95 -> in.i64(); // the length of what follows, which ends where it ends
      default -> {
        return false;
      }
    }
    return true;
  }

  private void remember(long key) {
    count();
    memo.put(key, peek());
  }

  private Pickled recalled(long key) {
    return Optional.ofNullable(memo.get(key))
        .orElseThrow(() -> new FormatException("its pickle recalls what it never noted"));
  }

  private void push(Pickled value) {
    count();
    stack.push(value);
  }

  private void count() {
    if (++held > MOST * 4L || stack.size() > MOST || memo.size() > MOST || marks.size() > MOST) {
      throw new FormatException("its pickle holds more values than any checkpoint's");
    }
  }

  private Pickled peek() {
    if (stack.size() <= floor()) {
      throw new FormatException("its pickle takes a value where there is none");
    }
    return stack.peek();
  }

  private Pickled pop() {
    peek();
    return stack.pop();
  }

  private int floor() {
    Integer mark = marks.peek();
    return mark == null ? 0 : mark;
  }

  /** The last values, in their order. */
  private List<Pickled> top(int count) {
    List<Pickled> out = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      out.addFirst(pop());
    }
    return out;
  }

  /** All values behind the last mark, which goes with them. */
  private List<Pickled> marked() {
    if (marks.isEmpty()) {
      throw new FormatException("its pickle takes a value where there is none");
    }
    List<Pickled> out = top(stack.size() - floor());
    marks.pop();
    return out;
  }

  private void append(List<Pickled> values) {
    if (!(peek() instanceof Items items)) {
      throw new FormatException("its pickle adds to what is no list");
    }
    items.all().addAll(values);
  }

  private void put(List<Pickled> pairs) {
    if (!(peek() instanceof Dict dict) || pairs.size() % 2 != 0) {
      throw new FormatException("its pickle adds to what is no dictionary");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Pickled key = pairs.get(i);
      if (!(key instanceof Text || key instanceof Whole)) {
        throw new FormatException("its pickle has a dictionary of what are no names");
      }
      if (dict.all().put(key, pairs.get(i + 1)) != null) {
        throw new FormatException("its pickle has two values called " + key);
      }
    }
  }

  /** ("storage", type, key, device, elements). */
  private static Storage storage(Pickled id) {
    List<Pickled> parts = tuple(id);
    if (parts.size() != 5
        || !text(parts.get(0)).equals("storage")
        || !(parts.get(4) instanceof Whole(long elements))
        || elements < 0) {
      throw new FormatException("its pickle refers to what is no storage");
    }
    return switch (known(parts.get(1))) {
      case Global.StorageOf(TorchType type) ->
          new Storage(Optional.of(type), text(parts.get(2)), elements);
      case Global.Untyped() -> new Storage(Optional.empty(), text(parts.get(2)), elements);
      default -> throw new FormatException("its pickle refers to what is no storage");
    };
  }

  static String text(Pickled value) {
    if (value instanceof Text(String letters)) {
      return letters;
    }
    throw new FormatException("its pickle has something else where a name should be");
  }

  static List<Pickled> tuple(Pickled value) {
    if (value instanceof Tuple(List<Pickled> items)) {
      return items;
    }
    throw new FormatException("its pickle has something else where several values should be");
  }

  private static Global known(Pickled value) {
    if (value instanceof Known(Global global)) {
      return global;
    }
    throw new FormatException("its pickle calls what is no name");
  }
}
