package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.family.RunConfig;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.diffusion.tuning.TuningSchema;

/**
 * How installed models are run: what the user chose for each ({@code tuning.json} in the library's
 * folder) and the LoRAs on it. What can be chosen, each says itself.
 */
public final class Tunings {
  private final SharedFile file;
  private final LoraShelf loras;

  /**
   * @param folder the library's
   */
  public Tunings(Path folder) {
    file = new SharedFile(folder, "tuning.json", "Delete the file; models then run as advised");
    loras = new LoraShelf(folder);
  }

  /**
   * What was chosen for a model.
   *
   * @throws ModelException when the file says what the model does not have
   */
  public Tuning of(InstalledModel model) {
    Tuning tuning = of(model.id());
    TuningSchema schema = model.files().tuning();
    try {
      List<String> unknown = schema.equals(TuningSchema.FIXED) ? List.of() : schema.unknown(tuning);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            model.id() + " has no " + String.join(", ", unknown) + " to be chosen");
      }
      return schema.checked(tuning);
    } catch (IllegalArgumentException e) {
      throw file.damaged("it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private Tuning of(String model) {
    return all().getOrDefault(model, Tuning.NONE);
  }

  /**
   * Chooses.
   *
   * @throws ModelException when something of it cannot be chosen about the model
   * @throws IllegalArgumentException in words for people, for a value that no run can be made with
   */
  public void choose(InstalledModel model, Tuning tuning) {
    TuningSchema schema = model.files().tuning();
    List<String> fixed = schema.unknown(tuning);
    if (!fixed.isEmpty() || schema.equals(TuningSchema.FIXED)) {
      throw new ModelException(
          model.id(),
          fixed.isEmpty()
              ? "how it is sampled is fixed"
              : "its " + String.join(", ", fixed) + " is fixed",
          schema.keys().isEmpty()
              ? "Choose another model"
              : "What can be chosen about it: " + String.join(", ", schema.keys()));
    }
    put(model.id(), schema.checked(tuning));
  }

  /** Forgets what was chosen. */
  void forget(String model) {
    if (!of(model).equals(Tuning.NONE)) {
      put(model, Tuning.NONE);
    }
  }

  /** How a model is run: as the user chose, with its LoRAs. */
  public RunConfig config(InstalledModel model) {
    return new RunConfig(of(model), loras.of(model.id()));
  }

  private Map<String, Tuning> all() {
    return file.read().map(this::all).orElse(Map.of());
  }

  private Map<String, Tuning> all(JsonNode root) {
    Map<String, Tuning> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> m : root.path("models").properties()) {
      try {
        out.put(m.getKey(), read(m.getValue()));
      } catch (IllegalArgumentException e) {
        throw file.damaged("it cannot be read (" + e.getMessage() + ")", e);
      }
    }
    return out;
  }

  private static Tuning read(JsonNode n) {
    Map<String, Tuning.Value> values = new LinkedHashMap<>();
    n.properties().forEach(p -> values.put(p.getKey(), value(p.getKey(), p.getValue())));
    return new Tuning(values);
  }

  private static Tuning.Value value(String key, JsonNode n) {
    return switch (n.getNodeType()) {
      case STRING -> new Tuning.Value.Text(n.asText());
      case NUMBER -> new Tuning.Value.Figure(n.asDouble());
      case BOOLEAN -> new Tuning.Value.Flag(n.asBoolean());
      default -> throw new IllegalArgumentException(key + " is " + n);
    };
  }

  private void put(String model, Tuning tuning) {
    file.change(
        () -> {
          Map<String, Tuning> all = new LinkedHashMap<>(all());
          all.put(model, tuning);
          all.values().removeIf(Tuning.NONE::equals);
          return written(all);
        });
  }

  private static ObjectNode written(Map<String, Tuning> all) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ObjectNode models = root.putObject("models");
    all.forEach(
        (id, t) -> {
          ObjectNode n = models.putObject(id);
          t.values()
              .forEach(
                  (key, value) -> {
                    switch (value) {
                      case Tuning.Value.Text(String text) -> n.put(key, text);
                      case Tuning.Value.Figure(double number) -> n.put(key, number);
                      case Tuning.Value.Flag(boolean on) -> n.put(key, on);
                    }
                  });
        });
    return root;
  }
}
