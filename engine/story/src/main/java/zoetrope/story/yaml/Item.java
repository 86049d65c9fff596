package zoetrope.story.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

  Optional<String> text() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return Optional.of(scalar.getValue());
    }
    return wrong(node instanceof ScalarNode ? "must be text; put it in quotes" : "must be text");
  }

  Optional<Long> integer() {
    if (isInteger()) {
      return Optional.of(Long.valueOf(scalar()));
    }
    return wrong("must be a whole number such as 24");
  }

  boolean isText() {
    return node.getTag().equals(Tag.STR);
  }

  boolean isInteger() {
    return node.getTag().equals(Tag.INT) && INTEGER.matcher(scalar()).matches();
  }

  Optional<Double> number() {
    boolean numeric = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    if (numeric && NUMBER.matcher(scalar()).matches()) {
      return Optional.of(Double.valueOf(scalar()));
    }
    return wrong("must be a number such as 0.5");
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
