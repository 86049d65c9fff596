package zoetrope.service.jobs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Work as an object of JSON: its {@code kind}, the {@code version} of that kind's form, and the
 * components of its record (docs/formats/jobs.md).
 */
final class WorkJson {
  private static final String KIND = "kind";
  private static final String VERSION = "version";

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addDeserializer(Path.class, new Paths()))
          .build();

  String write(Work work) {
    try {
      return work instanceof Work.Unknown unknown
          ? unknown.json()
          : mapper.writeValueAsString(object(work));
    } catch (JsonProcessingException e) {
      throw new AssertionError("every record of work has a JSON form", e);
    }
  }

  private ObjectNode object(Work work) {
    Work.Kind kind = work.getClass().getAnnotation(Work.Kind.class);
    ObjectNode json = mapper.createObjectNode();
    json.put(KIND, kind.name()).put(VERSION, kind.version());
    json.setAll((ObjectNode) mapper.valueToTree(work));
    return json;
  }

  /**
   * The work; where this version would write it otherwise, and so does not know all of it, {@link
   * Work.Unknown}.
   *
   * @throws IllegalArgumentException for what no version wrote
   */
  Work read(String text) {
    try {
      if (mapper.readTree(text) instanceof ObjectNode json && json.path(KIND).isTextual()) {
        return known(json).orElseGet(() -> new Work.Unknown(json.path(KIND).asText(), text));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("work", e);
    }
    throw new IllegalArgumentException("work");
  }

  private Optional<Work> known(ObjectNode json) throws JsonProcessingException {
    Optional<Class<?>> type =
        Arrays.stream(Work.class.getPermittedSubclasses()).filter(t -> is(t, json)).findFirst();
    if (type.isEmpty()) {
      return Optional.empty();
    }
    try {
      ObjectNode parts = json.deepCopy().without(List.of(KIND, VERSION));
      Work work = (Work) mapper.treeToValue(parts, type.get());
      return Optional.of(work).filter(w -> same(w, json));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static boolean is(Class<?> type, ObjectNode json) {
    return Optional.ofNullable(type.getAnnotation(Work.Kind.class))
        .filter(k -> k.name().equals(json.path(KIND).asText()))
        .filter(k -> k.version() == json.path(VERSION).asInt())
        .isPresent();
  }

  /** Compared as it is read, where a number's type is the smallest that holds it. */
  private boolean same(Work work, JsonNode json) {
    try {
      return mapper.readTree(write(work)).equals(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("what was written can be read", e);
    }
  }

  /** Paths as their text, not as addresses, which would depend on what is at that place. */
  private static final class Paths extends StdDeserializer<Path> {
    private static final long serialVersionUID = 1L;

    Paths() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Path.of(parser.getText());
    }
  }
}
