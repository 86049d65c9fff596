package zoetrope.service.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import zoetrope.diffusion.family.LoraSlot;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.diffusion.model.lora.LoraCard;

/**
 * Which LoRAs are laid upon which installed models: {@code loras.json} in the library's folder. The
 * files stay where they are.
 */
public final class LoraShelf {
  private final SharedFile file;

  /**
   * @param folder the library's
   */
  public LoraShelf(Path folder) {
    file =
        new SharedFile(
            folder,
            "loras.json",
            "Delete the file and attach the LoRAs again; they stay where they are");
  }

  /** Those of a model, in the order they were attached. */
  public List<Lora> of(String model) {
    return all().getOrDefault(model, List.of());
  }

  /** What a model or one of its LoRAs was distilled to, for people, as far as names tell. */
  public Optional<String> distillation(InstalledModel model) {
    return model.files().distillation(of(model.id()));
  }

  /**
   * What LoRAs hold for a model.
   *
   * @throws ModelException when the model takes none
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when one does not fit it
   */
  public List<LoraCard> cards(InstalledModel model, List<Lora> loras) {
    List<LoraSlot> slots = model.files().loraSlots();
    if (slots.isEmpty()) {
      throw new ModelException(
          model.id(), "LoRAs cannot be laid upon it", "Choose an installed Wan2.1 model");
    }
    return loras.stream().map(l -> card(slots, l)).toList();
  }

  /** As the first part that takes it has it; all parts are alike that do. */
  private static LoraCard card(List<LoraSlot> slots, Lora lora) {
    return slots.stream()
        .filter(s -> s.takes(lora))
        .findFirst()
        .orElseThrow()
        .cards(List.of(lora))
        .getFirst();
  }

  /**
   * Lays a LoRA upon a model, or gives it another strength.
   *
   * @return what it holds
   */
  public LoraCard attach(InstalledModel model, Lora asked) {
    Path file = asked.file().toAbsolutePath().normalize();
    Lora lora = new Lora(file, asked.strength());
    LoraCard card = cards(model, List.of(lora)).getFirst();
    change(
        model.id(),
        old ->
            old.stream().anyMatch(l -> l.file().equals(file))
                ? old.stream().map(l -> l.file().equals(file) ? lora : l).toList()
                : Stream.concat(old.stream(), Stream.of(lora)).toList());
    return card;
  }

  /**
   * Takes a LoRA off a model; its file stays.
   *
   * @throws ModelException when it is not on it
   */
  public void detach(String model, Path file) {
    Path real = file.toAbsolutePath().normalize();
    if (of(model).stream().noneMatch(l -> l.file().equals(real))) {
      throw new ModelException(
          file, "it is not on " + model, "See what is: zoetrope models lora " + model);
    }
    change(model, old -> old.stream().filter(l -> !l.file().equals(real)).toList());
  }

  /** Forgets a model's; their files stay. */
  void forget(String model) {
    if (!of(model).isEmpty()) {
      change(model, _ -> List.of());
    }
  }

  private Map<String, List<Lora>> all() {
    return file.read().map(this::all).orElse(Map.of());
  }

  private Map<String, List<Lora>> all(JsonNode root) {
    Map<String, List<Lora>> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> m : root.path("models").properties()) {
      List<Lora> loras = new ArrayList<>();
      for (JsonNode n : m.getValue()) {
        try {
          loras.add(new Lora(Path.of(n.path("file").asText()), n.path("strength").asDouble(1)));
        } catch (IllegalArgumentException e) {
          throw file.damaged("it cannot be read (" + e.getMessage() + ")", e);
        }
      }
      out.put(m.getKey(), loras);
    }
    return out;
  }

  private void change(String model, UnaryOperator<List<Lora>> change) {
    file.change(
        () -> {
          Map<String, List<Lora>> all = new LinkedHashMap<>(all());
          all.put(model, change.apply(all.getOrDefault(model, List.of())));
          return written(all);
        });
  }

  private static ObjectNode written(Map<String, List<Lora>> all) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ObjectNode models = root.putObject("models");
    all.forEach(
        (model, loras) -> {
          if (!loras.isEmpty()) {
            ArrayNode list = models.putArray(model);
            loras.forEach(
                l ->
                    list.addObject()
                        .put("file", l.file().toString())
                        .put("strength", l.strength()));
          }
        });
    return root;
  }
}
