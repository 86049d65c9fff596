package zoetrope.story.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * JSON (RFC 8259) as the nodes that the readers of YAML take, each with its place: not all JSON is
 * YAML 1.1, which knows no {@code \/} and sees other numbers.
 */
final class JsonNodes {
  /** As deep as the YAML reader goes. */
  private static final int MAX_DEPTH = 50;

  private final JsonParser parser;

  private JsonNodes(JsonParser parser) {
    this.parser = parser;
  }

  /** Throws {@link com.fasterxml.jackson.core.JsonProcessingException} for what is no JSON. */
  static Node read(String text) throws IOException {
    try (JsonParser parser = factory().createParser(text)) {
      parser.nextToken();
      Node root = new JsonNodes(parser).node();
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "there is more after its end");
      }
      return root;
    }
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  private Node node() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonParseException(parser, "there is nothing in it");
    }
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NUMBER_INT -> scalar(Tag.INT);
      case VALUE_NUMBER_FLOAT -> scalar(Tag.FLOAT);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL);
      case VALUE_NULL -> scalar(Tag.NULL);
      default -> scalar(Tag.STR);
    };
  }

  private Node mapping() throws IOException {
    Mark start = mark();
    List<NodeTuple> fields = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Node name = scalar(Tag.STR);
      parser.nextToken();
      fields.add(new NodeTuple(name, node()));
    }
    return new MappingNode(Tag.MAP, true, fields, start, mark(), DumperOptions.FlowStyle.FLOW);
  }

  private Node sequence() throws IOException {
    Mark start = mark();
    List<Node> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      entries.add(node());
    }
    return new SequenceNode(Tag.SEQ, true, entries, start, mark(), DumperOptions.FlowStyle.FLOW);
  }

  private Node scalar(Tag tag) throws IOException {
    return new ScalarNode(
        tag, parser.getText(), mark(), mark(), DumperOptions.ScalarStyle.DOUBLE_QUOTED);
  }

  private Mark mark() {
    return mark(parser.currentTokenLocation());
  }

  /** A place as YAML counts them, from 0. */
  static Mark mark(JsonLocation place) {
    return new Mark(
        "",
        0,
        Math.max(0, place.getLineNr() - 1),
        Math.max(0, place.getColumnNr() - 1),
        new int[0],
        0);
  }
}
