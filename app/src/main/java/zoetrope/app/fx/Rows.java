package zoetrope.app.fx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;

/**
 * Nodes of a list of things, one for each. Things that stay keep their node, which is brought up to
 * date where it is: a node put in its place would lose the press, the focus and the pop-up of the
 * old one.
 *
 * @param <K> says which thing it is, whatever else changes about it
 */
public final class Rows<K, N extends Node> {
  private final Function<K, N> make;
  private Map<K, N> nodes = Map.of();

  public Rows(Function<K, N> make) {
    this.make = make;
  }

  /** The nodes of these things, in their order; those of others are forgotten. */
  public List<N> of(List<K> keys) {
    Map<K, N> kept = new HashMap<>();
    List<N> out = keys.stream().map(k -> kept.computeIfAbsent(k, this::node)).toList();
    nodes = kept;
    return out;
  }

  private N node(K key) {
    N there = nodes.get(key);
    return there == null ? make.apply(key) : there;
  }

  /** Makes all nodes anew the next time. */
  public void clear() {
    nodes = Map.of();
  }

  /** Gives a parent these children; those it has already stay in it all the while. */
  public static void into(List<Node> children, List<? extends Node> wanted) {
    children.removeIf(c -> !wanted.contains(c));
    for (int i = 0; i < wanted.size(); i++) {
      Node n = wanted.get(i);
      if (i >= children.size() || !children.get(i).equals(n)) {
        children.remove(n);
        children.add(i, n);
      }
    }
  }
}
