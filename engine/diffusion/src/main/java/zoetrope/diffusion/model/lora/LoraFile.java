package zoetrope.diffusion.model.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.model.lora.LoraKey.Part;

/** A LoRA file, its tensors sorted by layer. Whoever opens it closes it. */
final class LoraFile implements AutoCloseable {
  private static final String PLAIN = "Take a plain LoRA of the same adapter";

  private final SafetensorsFile file;
  private final Map<String, Map<Part, TensorInfo>> modules;
  private final List<String> strange;
  private final JsonNode config;

  private LoraFile(
      SafetensorsFile file,
      Map<String, Map<Part, TensorInfo>> modules,
      List<String> strange,
      JsonNode config) {
    this.file = file;
    this.modules = modules;
    this.strange = strange;
    this.config = config;
  }

  /**
   * @throws CheckpointException when it is damaged, no LoRA, or of a kind that is not supported
   */
  static LoraFile open(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return of(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static LoraFile of(SafetensorsFile file) {
    Map<String, Map<Part, TensorInfo>> modules = new LinkedHashMap<>();
    List<String> strange = new ArrayList<>();
    TreeSet<String> kinds = new TreeSet<>();
    for (String name : file.names()) {
      LoraKey.unsupported(name).ifPresent(kinds::add);
      LoraKey.parse(name)
          .ifPresentOrElse(
              k ->
                  modules
                      .computeIfAbsent(k.module(), m -> new EnumMap<>(Part.class))
                      .put(k.part(), file.info(name)),
              () -> strange.add(name));
    }
    if (!kinds.isEmpty()) {
      throw new CheckpointException(
          file.path(), "it is a " + String.join(" and a ", kinds) + ", not supported here", PLAIN);
    }
    if (modules.isEmpty()) {
      throw new CheckpointException(
          file.path(),
          "it holds no LoRA: none of its " + strange.size() + " tensors is named as one's",
          "Choose a LoRA in safetensors; a whole model is opened by its folder instead");
    }
    return new LoraFile(file, modules, strange, config(file));
  }

  /** What PEFT or diffusers say of it, inside the file or beside it. */
  private static JsonNode config(SafetensorsFile file) {
    ObjectMapper json = new ObjectMapper();
    String inside = file.header().metadata().getOrDefault("lora_adapter_metadata", "{}");
    try {
      Path beside = file.path().resolveSibling("adapter_config.json");
      boolean peft = file.path().getFileName().toString().startsWith("adapter_model");
      return peft && Files.exists(beside)
          ? json.readTree(Files.readAllBytes(beside))
          : json.readTree(inside);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file.path(),
          "what it says of its own scale is no JSON (" + e.getOriginalMessage() + ")",
          "Download it again",
          e);
    } catch (IOException e) {
      throw new CheckpointException(
          file.path(), "its adapter_config.json cannot be read", "Download it again", e);
    }
  }

  Path path() {
    return file.path();
  }

  Map<String, String> metadata() {
    return file.header().metadata();
  }

  Map<String, Map<Part, TensorInfo>> modules() {
    return modules;
  }

  /** Names of tensors that are no LoRA's. */
  List<String> strange() {
    return strange;
  }

  float[] floats(TensorInfo t) {
    float[] v = file.floats(t.name());
    for (float x : v) {
      if (!Float.isFinite(x)) {
        throw broken(t.name() + " holds values that are no numbers");
      }
    }
    return v;
  }

  /** A layer's alpha / rank; 1 where nothing says otherwise. */
  double scale(Map<Part, TensorInfo> parts, long rank) {
    TensorInfo alpha = parts.get(Part.ALPHA);
    if (alpha != null) {
      if (alpha.elements() != 1) {
        throw broken(alpha.name() + " is no single number but of shape " + alpha.shape());
      }
      return floats(alpha)[0] / (double) rank;
    }
    OptionalDouble said = number("lora_alpha");
    if (said.isEmpty()) {
      return 1;
    }
    return said.getAsDouble() / (flag("use_rslora") ? Math.sqrt(rank) : rank);
  }

  /** In PEFT's own file by its key; in diffusers' with the part of the pipeline before it. */
  private Optional<JsonNode> setting(String key) {
    return config.properties().stream()
        .filter(e -> e.getKey().equals(key) || e.getKey().equals("transformer." + key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private OptionalDouble number(String key) {
    return setting(key).filter(JsonNode::isNumber).map(JsonNode::asDouble).stream()
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  private boolean flag(String key) {
    return setting(key).map(JsonNode::asBoolean).orElse(false);
  }

  CheckpointException broken(String problem) {
    return new CheckpointException(file.path(), problem, "Download it again, or take another one");
  }

  @Override
  public void close() {
    file.close();
  }
}
