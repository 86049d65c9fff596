package zoetrope.story.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import zoetrope.story.InvalidStoryException;

/**
 * One value of the text and where it stands. Reading it as what it is not reports a problem and
 * gives nothing.
 */
record Item(Problems problems, String path, Node node) {
  private static final String WHOLE = "must be a whole number such as 24";

  Optional<String> text() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return text(scalar.getValue());
    }
    return wrong(node instanceof ScalarNode ? "must be text; put it in quotes" : "must be text");
  }

  private Optional<String> text(String value) {
    Optional<Integer> refused = Characters.refused(value);
    if (refused.isPresent()) {
      int at = refused.get();
      return wrong(
          "has %s as its character %d; remove it"
              .formatted(Characters.words(value, at), value.codePointCount(0, at) + 1));
    }
    return Optional.of(Characters.invisible(value) ? "" : value);
  }

  /** A whole number: {@code 24}, {@code 24.0} and {@code 2.4e1} are the same. */
  Optional<Long> integer() {
    return whole(Long.MIN_VALUE, BigInteger.valueOf(Long.MAX_VALUE));
  }

  /** Any 64 bits; what is above the greatest signed number is read as without a sign. */
  Optional<Long> bits() {
    return whole(Long.MIN_VALUE, Numbers.mostBits());
  }

  private Optional<Long> whole(long low, BigInteger high) {
    Optional<BigInteger> value = Numbers.of(node).flatMap(Numbers::whole);
    if (value.isEmpty()) {
      return wrong(Numbers.other(node).orElse(WHOLE));
    }
    boolean fits =
        value.get().compareTo(BigInteger.valueOf(low)) >= 0 && value.get().compareTo(high) <= 0;
    return fits
        ? Optional.of(value.get().longValue())
        : wrong("is out of range; use %d to %d".formatted(low, high));
  }

  boolean isText() {
    return node.getTag().equals(Tag.STR);
  }

  boolean isInteger() {
    return Numbers.of(node).flatMap(Numbers::whole).isPresent();
  }

  /** What to say of it where it is a number in a form that is not read. */
  Optional<String> otherNumber() {
    return Numbers.other(node);
  }

  Optional<Double> number() {
    Optional<Double> value = Numbers.of(node).map(BigDecimal::doubleValue);
    return value.isPresent()
        ? value
        : wrong(Numbers.other(node).orElse("must be a number such as 0.5"));
  }

  /** The number it is written as. */
  Optional<BigDecimal> decimal() {
    return Numbers.of(node);
  }

  <E extends Enum<E>> Optional<E> choice(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (isText() && name.equals(scalar())) {
        return Optional.of(constant);
      }
      names.add(name);
    }
    return wrong("must be one of " + String.join(", ", names));
  }

  /** The entries of a list; empty after a problem. */
  List<Item> list() {
    if (!(node instanceof SequenceNode sequence)) {
      wrong("must be a list");
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      items.add(new Item(problems, path + "[" + items.size() + "]", entry));
    }
    return items;
  }

  /** Exactly {@code count} numbers. */
  Optional<double[]> numbers(int count, String meaning) {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != count) {
      return wrong("must be a list of %d numbers: %s".formatted(count, meaning));
    }
    int before = problems.count();
    double[] values = list().stream().mapToDouble(item -> item.number().orElse(0.0)).toArray();
    return problems.count() == before ? Optional.of(values) : Optional.empty();
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /**
   * The fields of a mapping, which may have no other names than those; without any after a problem.
   */
  Fields fields(String... allowed) {
    if (!isMapping()) {
      wrong("must be a mapping with fields such as " + String.join(", ", allowed));
    }
    return Fields.of(this, Set.of(allowed));
  }

  /**
   * Makes a record of this value; what the record refuses is reported at the field that it names.
   */
  <T> Optional<T> build(Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (InvalidStoryException e) {
      Node place = Places.find(node, e.field());
      String field = isMapping() ? (path.isEmpty() ? "" : path + ".") + e.field() : path;
      problems.add(
          place.getStartMark(), field, field.endsWith(e.field()) ? e.problem() : e.getMessage());
      return Optional.empty();
    }
  }

  /** Like {@link #build}, but whatever the record refuses is this value's fault as a whole. */
  <T> Optional<T> buildWhole(Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (InvalidStoryException e) {
      return wrong(e.problem());
    }
  }

  /** Reports a problem with this value. */
  <T> Optional<T> wrong(String message) {
    problems.add(node.getStartMark(), path, message);
    return Optional.empty();
  }

  private String scalar() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
