package zoetrope.diffusion.checkpoint;

import java.util.List;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.decode.Factors;

/**
 * How the tensors are called that lie beside a quantised weight. Of a layer {@code L}, whose weight
 * is {@code L.weight}, {@code L.weight_scale} is what it is multiplied by, in files that ComfyUI
 * and LightX2V write; {@code L.scale_weight} is the same in older ones, marked by a tensor {@code
 * scaled_fp8}. The others say something of it: {@code L.comfy_quant} its form, {@code
 * L.input_scale} and {@code L.scale_input} what its inputs are divided by for products of 8-bit
 * floats, which are not used here (ComfyUI, comfy/utils.py, convert_old_quants).
 */
final class Scales {
  static final String FORM = "comfy_quant";

  private static final List<String> FACTORS = List.of("weight_scale", "scale_weight");
  private static final List<String> REMARKS = List.of(FORM, "input_scale", "scale_input");
  private static final String WEIGHT = "weight";

  private Scales() {}

  /** The factor of a tensor. */
  static Optional<TensorInfo> of(StoredTensors files, String tensor) {
    String layer = layer(tensor);
    return FACTORS.stream().map(f -> layer + f).filter(files::has).findFirst().map(files::info);
  }

  /** Its layer with a point behind it, as names of what lies beside it begin. */
  static String layer(String tensor) {
    return tensor.endsWith("." + WEIGHT) || tensor.equals(WEIGHT)
        ? tensor.substring(0, tensor.length() - WEIGHT.length())
        : tensor + ".";
  }

  /** Whether a name is one of a factor. */
  static boolean factor(String name) {
    return FACTORS.contains(last(name));
  }

  /** The tensor that a factor, or another remark, lies beside; empty for any other name. */
  static Optional<String> owner(StoredTensors files, String name) {
    if (!factor(name) && !REMARKS.contains(last(name))) {
      return Optional.empty();
    }
    String layer = name.substring(0, name.length() - last(name).length());
    String plain = layer.isEmpty() ? layer : layer.substring(0, layer.length() - 1);
    return List.of(layer + WEIGHT, plain).stream().filter(files::has).findFirst();
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The numbers of a factor. */
  static Factors factors(StoredTensors files, TensorInfo factor) {
    float[] values = files.floats(factor.name());
    return values.length == 1 ? Factors.one(values[0]) : Factors.ofRows(values);
  }

  /** Whether a tensor is of floats that factors are kept in. */
  static boolean floats(TensorInfo factor) {
    return switch (factor.dtype()) {
      case F32, F16, BF16 -> true;
      default -> false;
    };
  }

  /** Whether a factor is one number, or one for each of the first sizes of what it multiplies. */
  static boolean fits(TensorInfo factor, TensorInfo tensor) {
    long n = factor.elements();
    return floats(factor)
        && (n == 1
            || (!tensor.shape().isEmpty()
                && n == tensor.shape().getFirst()
                && n == factor.shape().getFirst()));
  }
}
