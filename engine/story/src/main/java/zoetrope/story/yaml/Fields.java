package zoetrope.story.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of one mapping. Readers go on after a problem with placeholder values, to find the
 * next one; {@link #build} then makes nothing of them.
 */
final class Fields {
  private final Item owner;
  private final Map<String, Item> values = new LinkedHashMap<>();
  private final int problemsBefore;
  private boolean merged;

  private Fields(Item owner, int problemsBefore) {
    this.owner = owner;
    this.problemsBefore = problemsBefore;
  }

  static Fields of(Item owner, Set<String> allowed) {
    Fields fields = new Fields(owner, owner.problems().count() - (owner.isMapping() ? 0 : 1));
    if (owner.node() instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        fields.add(tuple, allowed);
      }
    }
    return fields;
  }

  private void add(NodeTuple tuple, Set<String> allowed) {
    Node key = tuple.getKeyNode();
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
    if (key.getTag().equals(Tag.MERGE)) {
      merged = true; // it may stand for what would seem to be missing
      owner
          .problems()
          .add(
              key.getStartMark(),
              path(name),
              "is YAML's merge key, which is not read; write the fields out here");
    } else if (!allowed.contains(name)) {
      owner
          .problems()
          .add(
              key.getStartMark(),
              path(name),
              "is no field here; use one of " + String.join(", ", new TreeSet<>(allowed)));
    } else if (values.put(name, new Item(owner.problems(), path(name), tuple.getValueNode()))
        != null) {
      owner.problems().add(key.getStartMark(), path(name), "is given twice; remove one");
    }
  }

  private String path(String name) {
    return owner.path().isEmpty() ? name : owner.path() + "." + name;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<Item> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A field that must be there. */
  Optional<Item> need(String name) {
    if (!has(name) && !merged) {
      owner.problems().add(owner.node().getStartMark(), path(name), "is missing; add it");
    }
    return find(name);
  }

  String needText(String name) {
    return need(name).flatMap(Item::text).orElse("");
  }

  String text(String name, String otherwise) {
    return find(name).flatMap(Item::text).orElse(otherwise);
  }

  double number(String name, double otherwise) {
    return find(name).flatMap(Item::number).orElse(otherwise);
  }

  /** A whole number; what does not fit is far out of every range that the records allow. */
  int integer(String name, int otherwise) {
    return find(name)
        .flatMap(Item::integer)
        .map(value -> Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .orElse(otherwise);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    return find(name).flatMap(item -> item.choice(type)).orElse(otherwise);
  }

  List<Item> list(String name) {
    return find(name).map(Item::list).orElse(List.of());
  }

  /** Reports a problem with the mapping itself. */
  void wrong(String message) {
    owner.wrong(message);
  }

  /** Whether nothing was wrong with the fields and what is in them so far. */
  boolean sound() {
    return owner.problems().count() == problemsBefore;
  }

  /**
   * Makes a record of the fields, unless one of them was wrong; what the record refuses is reported
   * at its field.
   */
  <T> Optional<T> build(Supplier<T> maker) {
    if (!sound()) {
      return Optional.empty();
    }
    return owner.build(maker);
  }
}
