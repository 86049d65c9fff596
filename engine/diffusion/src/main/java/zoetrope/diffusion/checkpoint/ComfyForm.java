package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.WeightForm.Unread;
import zoetrope.diffusion.checkpoint.decode.ConvRot;
import zoetrope.diffusion.checkpoint.decode.Float4;

/**
 * What ComfyUI says of a weight (comfy/quant_ops.py), taken at its word where the tensors agree.
 *
 * @param weight its name
 * @param says its format, and what belongs to that
 */
record ComfyForm(QuantizedForms forms, String weight, JsonNode says) {
  private static final String FORMAT = "format";
  private static final String ROTATED = "convrot";
  private static final String GROUP = "convrot_groupsize";

  /** What may be said besides without another meaning of the stored values. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(FORMAT, "full_precision_matrix_mult", "orig_dtype", "per_row");

  /** The type that weights of a format have. */
  private static final Map<String, DType> TYPES =
      Map.of(
          "float8_e4m3fn", DType.F8_E4M3,
          "float8_e5m2", DType.F8_E5M2,
          "int8_tensorwise", DType.I8,
          "mxfp8", DType.F8_E4M3,
          "nvfp4", DType.U8);

  /** What some formats may say besides, with an effect that is known. */
  private static final Map<String, Set<String>> WITH_EFFECT =
      Map.of("int8_tensorwise", Set.of(ROTATED, GROUP));

  /**
   * What it means.
   *
   * @throws CheckpointException when the tensors are others than it says
   */
  WeightForm form() {
    String format = says.path(FORMAT).asText("an unnamed format");
    List<String> more =
        says.properties().stream()
            .filter(e -> !no(e.getValue()) && !without(format, e))
            .map(Map.Entry::getKey)
            .toList();
    DType type = TYPES.get(format);
    if (type == null || !more.isEmpty()) {
      List<String> said = new ArrayList<>(List.of(format));
      said.addAll(Stream.concat(effects(format), more.stream()).toList());
      return new Unread(Quoted.name(String.join(" + ", said)) + " (ComfyUI)");
    }
    TensorInfo t = forms.files().info(weight);
    if (t.dtype() != type) {
      throw forms.broken(
          "tensor " + weight + " is said to be " + format + " and stored as " + t.type());
    }
    TensorInfo scale =
        Scales.of(forms.files(), weight)
            .orElseThrow(
                () -> forms.broken("tensor " + weight + " is said to be " + format + " unscaled"));
    return of(format, t, scale);
  }

  private static boolean no(JsonNode v) {
    return v.isNull() || (v.isBoolean() && !v.asBoolean());
  }

  /** Whether a remark is known, or says what is so anyway. */
  private boolean without(String format, Map.Entry<String, JsonNode> e) {
    return WITHOUT_EFFECT.contains(e.getKey())
        || WITH_EFFECT.getOrDefault(format, Set.of()).contains(e.getKey())
        || e.getKey().equals("group_size") && e.getValue().asInt() == group(format)
        || e.getKey().equals("orig_shape") && e.getValue().equals(shape(format));
  }

  private static int group(String format) {
    return switch (format) {
      case "mxfp8" -> 32;
      case "nvfp4" -> 16;
      default -> 0;
    };
  }

  /** Sizes before it was quantised. */
  private JsonNode shape(String format) {
    List<Long> stored = forms.files().info(weight).shape();
    List<Long> sizes = new ArrayList<>(stored);
    if (format.equals("nvfp4") && !sizes.isEmpty()) {
      sizes.add(2 * sizes.removeLast());
    }
    return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(sizes);
  }

  private Stream<String> effects(String format) {
    return WITH_EFFECT.getOrDefault(format, Set.of()).stream()
        .sorted()
        .filter(k -> says.has(k) && !no(says.path(k)));
  }

  private WeightForm of(String format, TensorInfo t, TensorInfo scale) {
    boolean tiled =
        switch (format) {
          case "mxfp8" -> QuantizedForms.mxfp8(scale, t);
          case "nvfp4" -> QuantizedForms.nvfp4(scale, t);
          default -> true;
        };
    if (!tiled) { // scales that lie in another way are another form
      return new Unread(format + " (ComfyUI)");
    }
    if (format.equals("int8_tensorwise") && !Scales.fits(scale, t)) {
      throw forms.broken(
          "tensor %s of sizes %s is said to be %s and has scales of type %s and sizes %s"
              .formatted(weight, t.shape(), format, scale.type(), scale.shape()));
    }
    return switch (format) {
      case "mxfp8" -> forms.mxfp8(weight, scale);
      case "nvfp4" -> nvfp4(scale);
      case "int8_tensorwise" ->
          says.path(ROTATED).asBoolean()
              ? forms.rotated(weight, scale, says.path(GROUP).asLong(ConvRot.USUAL))
              : forms.int8(weight, scale);
      default -> forms.undeclared(weight, scale);
    };
  }

  private WeightForm nvfp4(TensorInfo scale) {
    String all = Scales.layer(weight) + "weight_scale_2";
    if (!forms.files().has(all)) {
      throw forms.broken("tensor " + weight + " is said to be nvfp4 and lacks " + all);
    }
    return forms.nvfp4(weight, scale, Float4.HIGH_FIRST, forms.number(all), Set.of(all));
  }
}
