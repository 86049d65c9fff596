package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.starter.StarterModel;
import zoetrope.diffusion.model.wan.WanOptions;

/**
 * How installed models are run: what the user chose for each ({@code tuning.json} in the library's
 * folder), the LoRAs on it, and what distilled ones want.
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

  /** What was chosen for a model. */
  public Tuning of(String model) {
    return all().getOrDefault(model, Tuning.NONE);
  }

  /**
   * Chooses.
   *
   * @throws ModelException when there is nothing to choose about the model
   */
  public void choose(InstalledModel model, Tuning tuning) {
    boolean starter = model.id().equals(StarterModel.ID) && tuning.onlyCaching();
    if (!starter && model.card().kind().isEmpty()) {
      throw new ModelException(
          model.id(),
          "how it is sampled is fixed, but for steps that are left out",
          "Choose an installed Wan2.1 model");
    }
    put(model.id(), tuning);
  }

  /** Forgets what was chosen. */
  void forget(String model) {
    if (!of(model).equals(Tuning.NONE)) {
      put(model, Tuning.NONE);
    }
  }

  /**
   * How a model is run with its LoRAs: as the user chose; where nothing was chosen and one of them,
   * or the model itself, is known as a distilled one, as that wants it.
   */
  public WanOptions options(InstalledModel model) {
    return options(model, of(model.id()));
  }

  /** The same of a model of which it is known already what was chosen. */
  public WanOptions options(InstalledModel model, Tuning tuning) {
    List<Lora> laid = loras.of(model.id());
    WanOptions chosen = tuning.options().with(laid);
    return LoraShelf.distillation(model, laid).map(chosen::suited).orElse(chosen);
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
    return new Tuning(
        n.has("sampler")
            ? Optional.of(WanOptions.Sampler.named(n.get("sampler").asText()))
            : Optional.empty(),
        figure(n, "shift"),
        figure(n, "cache"),
        n.path("cfg_zero").asBoolean());
  }

  private static OptionalDouble figure(JsonNode n, String name) {
    return n.has(name)
        ? OptionalDouble.of(n.get(name).asDouble(Double.NaN))
        : OptionalDouble.empty();
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
          t.sampler().ifPresent(s -> n.put("sampler", s.name()));
          t.shift().ifPresent(s -> n.put("shift", s));
          t.cache().ifPresent(c -> n.put("cache", c));
          if (t.cfgZero()) {
            n.put("cfg_zero", true);
          }
        });
    return root;
  }
}
