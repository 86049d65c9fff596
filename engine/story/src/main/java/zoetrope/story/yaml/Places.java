package zoetrope.story.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the place of a field path in the text. */
final class Places {
  private Places() {}

  /**
   * The value at a path such as {@code shots[1].steps}, or the innermost one around it that the
   * text has.
   */
  static Node find(Node root, String path) {
    Node node = root;
    for (String segment : path.replace("]", "").split("[.\\[]")) {
      Optional<Node> child = child(node, segment);
      if (child.isEmpty()) {
        break;
      }
      node = child.get();
    }
    return node;
  }

  private static Optional<Node> child(Node node, String segment) {
    return switch (node) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .filter(
                  tuple ->
                      tuple.getKeyNode() instanceof ScalarNode key
                          && key.getValue().equals(segment))
              .map(NodeTuple::getValueNode)
              .findFirst();
      case SequenceNode sequence when segment.matches("[0-9]{1,6}") ->
          sequence.getValue().stream().skip(Long.parseLong(segment)).findFirst();
      default -> Optional.empty();
    };
  }
}
