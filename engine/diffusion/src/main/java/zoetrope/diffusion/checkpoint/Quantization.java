package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.WeightForm.Coded;
import zoetrope.diffusion.checkpoint.WeightForm.Scaled;
import zoetrope.diffusion.checkpoint.WeightForm.Unread;

/**
 * How the weights of a checkpoint are quantised, as its files say of themselves (ComfyUI's {@code
 * L.comfy_quant}, or {@code _quantization_metadata} in the header), or as the types of weights and
 * scales and names that only one form has tell. What {@link QuantizedForms} has is read; every
 * other form is told by its name.
 */
public final class Quantization {
  private static final String METADATA = "_quantization_metadata";
  private static final String DATA = "._data";

  /** Ends of names that only one form has, of those that are not read; the first is said. */
  private static final List<Map.Entry<String, String>> SIGNS =
      List.of(
          Map.entry(".weight_scale_2", "nvfp4"),
          Map.entry(".weight_scale_inv", "blockwise fp8"),
          Map.entry(".weight_packed", "compressed-tensors"),
          Map.entry(".weight.absmax", "bitsandbytes"),
          Map.entry(".SCB", "bitsandbytes"),
          Map.entry(".wscales", "SVDQuant"),
          Map.entry(".qweight", "GPTQ / AWQ"));

  private final Map<String, WeightForm> forms;
  private final Map<String, String> owners;
  private final Optional<String> unread;

  private Quantization(Map<String, WeightForm> forms, Optional<String> unread) {
    this.forms = Collections.unmodifiableMap(forms);
    this.unread = unread;
    owners = new HashMap<>();
    forms.forEach(
        (weight, form) -> {
          if (form instanceof Coded c) {
            c.besides().forEach(b -> owners.put(b, weight));
            if (!c.stored().equals(weight)) {
              owners.put(c.stored(), weight);
            }
          }
        });
  }

  /** Nothing. */
  static Quantization none() {
    return new Quantization(Map.of(), Optional.empty());
  }

  /** As {@link Checkpoint#quantization}. */
  public static Quantization of(Checkpoint files) {
    return files.quantization();
  }

  /**
   * Looks at names, types and remarks; values of weights are not read.
   *
   * @throws CheckpointException for a scale without its weight, a weight without the scale that it
   *     should have, and remarks that cannot be read or say something else than the tensors
   */
  static Quantization of(StoredTensors files) {
    QuantizedForms known = new QuantizedForms(files);
    Map<String, JsonNode> declared = declared(files, known);
    Map<String, WeightForm> forms = new LinkedHashMap<>();
    declared.forEach(
        (weight, says) -> forms.put(weight, new ComfyForm(known, weight, says).form()));
    for (String name : files.names()) {
      if (Scales.factor(name)) {
        String weight = owned(files, known, name);
        TensorInfo scale = Scales.of(files, weight).orElseThrow();
        if (!scale.name().equals(name)) {
          throw known.broken("tensor " + weight + " has two scales");
        }
        forms.computeIfAbsent(weight, w -> known.undeclared(w, scale));
      } else if (name.endsWith(DATA)) {
        String weight = name.substring(0, name.length() - DATA.length());
        forms.put(weight, quanto(files, known, weight));
      }
    }
    return new Quantization(forms, unread(files, forms, declared.isEmpty()));
  }

  /** All forms that are not read; where nothing is said of any, the name that a sign gives. */
  private static Optional<String> unread(
      StoredTensors files, Map<String, WeightForm> forms, boolean undeclared) {
    Set<String> found =
        forms.values().stream()
            .flatMap(f -> f instanceof Unread(String form) ? Stream.of(form) : Stream.empty())
            .collect(Collectors.toCollection(TreeSet::new));
    Optional<String> sign =
        undeclared
            ? SIGNS.stream()
                .filter(s -> files.names().stream().anyMatch(n -> n.endsWith(s.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
            : Optional.empty();
    return sign.or(
        () -> found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found)));
  }

  private static WeightForm quanto(StoredTensors files, QuantizedForms known, String weight) {
    String scale = weight + "._scale";
    if (files.has(weight + "._shift")) {
      return new Unread("quanto int4 or int2");
    }
    if (!files.has(scale) || files.has(weight)) {
      throw known.broken("tensor " + weight + DATA + " has no scale, or a second weight beside it");
    }
    if (!Scales.fits(files.info(scale), files.info(weight + DATA))) {
      throw known.broken(
          "tensor %s of sizes %s has scales of sizes %s"
              .formatted(
                  weight + DATA, files.info(weight + DATA).shape(), files.info(scale).shape()));
    }
    String layer = Scales.layer(weight);
    Set<String> besides = Set.of(scale, layer + "input_scale", layer + "output_scale");
    return known.quanto(weight + DATA, files.info(scale), besides);
  }

  /** Forms that are not read, for people; empty when there are none. */
  public Optional<String> unread() {
    return unread;
  }

  /**
   * Throws {@link CheckpointException} naming the file and its form when that is not read.
   *
   * @param files what this was made of
   */
  public void check(Checkpoint files) {
    unread.ifPresent(
        form -> {
          throw new CheckpointException(
              files.path(),
              "it is quantised as " + form + ", which is not run",
              "Take its fp16, bf16 or fp8_scaled file");
        });
  }

  /** How a weight is decoded; empty for one that is not. */
  Optional<Coded> coded(String weight) {
    return forms.get(weight) instanceof Coded c ? Optional.of(c) : Optional.empty();
  }

  /** Whether a weight is multiplied by its scale where it lies. */
  boolean scaled(String weight) {
    return forms.get(weight) instanceof Scaled;
  }

  /** Weights that no tensor has the name of: they lie under other names. */
  Stream<String> renamed() {
    return forms.entrySet().stream()
        .filter(e -> e.getValue() instanceof Coded c && !c.stored().equals(e.getKey()))
        .map(Map.Entry::getKey);
  }

  /** The weight that a tensor belongs to whose form is decoded; empty for any other. */
  Optional<String> owner(String name) {
    return Optional.ofNullable(owners.get(name));
  }

  private static String owned(StoredTensors files, QuantizedForms known, String name) {
    return Scales.owner(files, name)
        .orElseThrow(
            () ->
                known.broken(
                    "tensor " + name + " belongs to a weight that the file does not have"));
  }

  /** What is said of weights, by their names. */
  private static Map<String, JsonNode> declared(StoredTensors files, QuantizedForms known) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    for (String said : files.metadata(METADATA)) {
      for (Map.Entry<String, JsonNode> e :
          json(known, METADATA, said).path("layers").properties()) {
        String weight =
            Scales.owner(files, e.getKey() + "." + Scales.FORM)
                .orElseThrow(
                    () ->
                        known.broken(
                            METADATA + " names a layer that it does not have, " + e.getKey()));
        out.put(weight, e.getValue());
      }
    }
    Map<String, JsonNode> seen = new LinkedHashMap<>(); // most layers say the same
    for (String name : files.names()) {
      if (name.endsWith("." + Scales.FORM)) {
        String said = files.text(name);
        out.put(owned(files, known, name), seen.computeIfAbsent(said, s -> json(known, name, s)));
      }
    }
    return out;
  }

  private static JsonNode json(QuantizedForms known, String where, String said) {
    try {
      JsonNode node = new ObjectMapper().readTree(said);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException _) {
      // it is told of below
    }
    throw known.broken("what " + where + " says of its quantisation cannot be read");
  }
}
