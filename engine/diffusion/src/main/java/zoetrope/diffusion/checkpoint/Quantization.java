package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the weights of a checkpoint are quantised. Floats of 8 bits with a scale are run: one factor
 * for a weight, or one for each of its outputs. Every other form is known by what its files say of
 * themselves (ComfyUI's {@code L.comfy_quant}, or {@code _quantization_metadata} in the header:
 * ComfyUI, comfy/quant_ops.py), by the types of weights and scales, or by names that only it has.
 *
 * @param unread forms that are not run, for people; empty when there are none
 */
public record Quantization(Optional<String> unread) {
  private static final String METADATA = "_quantization_metadata";
  private static final String FORMAT = "format";

  /** What a form may say besides its format without another meaning of the stored values. */
  private static final Set<String> WITHOUT_EFFECT = Set.of(FORMAT, "full_precision_matrix_mult");

  /** Formats that are run, and the type that their weights have. */
  private static final Map<String, DType> RUN =
      Map.of("float8_e4m3fn", DType.F8_E4M3, "float8_e5m2", DType.F8_E5M2);

  /** Ends of names that only one form has; what comes first is said. */
  private static final List<Map.Entry<String, String>> SIGNS =
      List.of(
          Map.entry(".weight_scale_2", "nvfp4"),
          Map.entry(".weight_scale_inv", "blockwise fp8"),
          Map.entry(".weight._data", "quanto"),
          Map.entry(".weight.absmax", "bitsandbytes"),
          Map.entry(".SCB", "bitsandbytes"),
          Map.entry(".wscales", "SVDQuant"),
          Map.entry(".qweight", "GPTQ / AWQ"));

  /**
   * Looks at names, types and remarks; values of weights are not read.
   *
   * @throws CheckpointException for a scale without its weight, a weight without the scale that it
   *     should have, and remarks that cannot be read or say something else than the tensors
   */
  public static Quantization of(Checkpoint files) {
    Map<String, JsonNode> forms = forms(files);
    Set<String> unread = new TreeSet<>();
    forms.forEach((weight, form) -> declared(files, weight, form).ifPresent(unread::add));
    for (String name : files.names()) {
      if (Scales.factor(name)) {
        String weight = owned(files, name);
        if (!forms.containsKey(weight)) {
          undeclared(files, weight, name).ifPresent(unread::add);
        }
      }
    }
    if (forms.isEmpty()) {
      SIGNS.stream()
          .filter(s -> files.names().stream().anyMatch(n -> n.endsWith(s.getKey())))
          .findFirst()
          .ifPresent(
              s -> {
                unread.clear(); // it says more than types do
                unread.add(s.getValue());
              });
    }
    return new Quantization(
        unread.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", unread)));
  }

  /**
   * Throws {@link CheckpointException} naming the file and its form when that is not run.
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

  /** The weight beside which a tensor lies that is its scale or a remark on its form. */
  public static Optional<String> owner(TensorSource files, String name) {
    return Scales.owner(files, name);
  }

  private static String owned(Checkpoint files, String name) {
    return Scales.owner(files, name)
        .orElseThrow(
            () ->
                broken(
                    files, "tensor " + name + " belongs to a weight that the file does not have"));
  }

  /** What is said of weights, by their names. */
  private static Map<String, JsonNode> forms(Checkpoint files) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    for (String said : files.metadata(METADATA)) {
      for (Map.Entry<String, JsonNode> e :
          json(files, METADATA, said).path("layers").properties()) {
        String weight =
            Scales.owner(files, e.getKey() + "." + Scales.FORM)
                .orElseThrow(
                    () ->
                        broken(
                            files,
                            METADATA + " names a layer that it does not have, " + e.getKey()));
        out.put(weight, e.getValue());
      }
    }
    Map<String, JsonNode> known = new LinkedHashMap<>(); // most layers say the same
    for (String name : files.names()) {
      if (name.endsWith("." + Scales.FORM)) {
        String said = files.text(name);
        out.put(owned(files, name), known.computeIfAbsent(said, s -> json(files, name, s)));
      }
    }
    return out;
  }

  private static JsonNode json(Checkpoint files, String where, String said) {
    try {
      JsonNode node = new ObjectMapper().readTree(said);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException _) {
      // it is told of below
    }
    throw broken(files, "what " + where + " says of its quantisation cannot be read");
  }

  private static Optional<String> declared(Checkpoint files, String weight, JsonNode form) {
    String format = form.path(FORMAT).asText("an unnamed format");
    List<String> more = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : form.properties()) {
      JsonNode v = e.getValue();
      boolean no = v.isNull() || (v.isBoolean() && !v.asBoolean());
      if (!no && !WITHOUT_EFFECT.contains(e.getKey())) {
        more.add(e.getKey());
      }
    }
    DType type = RUN.get(format);
    if (type == null || !more.isEmpty()) {
      String said = String.join(" + ", Stream.concat(Stream.of(format), more.stream()).toList());
      return Optional.of(Quoted.name(said) + " (ComfyUI)");
    }
    TensorInfo t = files.info(weight);
    if (t.dtype() != type) {
      throw broken(
          files, "tensor " + weight + " is said to be " + format + " and stored as " + t.type());
    }
    TensorInfo scale =
        files
            .scale(weight)
            .orElseThrow(
                () -> broken(files, "tensor " + weight + " is said to be " + format + " unscaled"));
    return undeclared(files, weight, scale.name());
  }

  /** The form of a weight by its type and its scale's; empty when it is run. */
  private static Optional<String> undeclared(Checkpoint files, String weight, String factor) {
    TensorInfo scale = files.scale(weight).orElseThrow();
    if (!scale.name().equals(factor)) {
      throw broken(files, "tensor " + weight + " has two scales");
    }
    TensorInfo t = files.info(weight);
    if (t.dtype().readable()) {
      if (Scales.fits(scale, t)) {
        return Optional.empty();
      }
      boolean exponents = scale.dtype() == DType.U8 || scale.type().equals("F8_E8M0");
      boolean mx = t.dtype().eightBit() && exponents;
      return Optional.of(mx ? "mxfp8" : "blockwise " + t.type().toLowerCase(Locale.ROOT));
    }
    return Optional.of(
        switch (t.dtype()) {
          case I8 -> "int8";
          case U8 -> "nvfp4";
          default -> t.type();
        });
  }

  private static CheckpointException broken(Checkpoint files, String problem) {
    return new CheckpointException(
        files.path(), problem, "Download the file again, or take its bf16 or fp16 file");
  }
}
