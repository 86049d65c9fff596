package zoetrope.diffusion.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.WeightForm.Coded;
import zoetrope.diffusion.checkpoint.WeightForm.Scaled;
import zoetrope.diffusion.checkpoint.WeightForm.Unread;
import zoetrope.diffusion.checkpoint.decode.ConvRot;
import zoetrope.diffusion.checkpoint.decode.ElementType;
import zoetrope.diffusion.checkpoint.decode.Factors;
import zoetrope.diffusion.checkpoint.decode.Float4;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;
import zoetrope.diffusion.checkpoint.decode.ScaleTiles;

/**
 * The forms of quantised safetensors, each with what its stored values mean. W are the weights, q
 * what is stored, s the scales.
 *
 * @param files that hold the weights
 */
record QuantizedForms(StoredTensors files) {
  private static final int MX = 32;
  private static final int NV = 16;
  private static final int SQUARE = 128;

  /** W = q s, of 8-bit integers; one s for all or for each output. */
  WeightForm int8(String weight, TensorInfo scale) {
    TensorInfo t = files.info(weight);
    return coded("int8", t, t.shape(), Set.of(scale.name()), m -> int8(m, t, scale));
  }

  private RowDecoder int8(MemorySegment m, TensorInfo t, TensorInfo scale) {
    return Scales.factors(files, scale).on(ElementType.I8.rows(m, t.width()), t.width());
  }

  /** The same, with the inputs rotated by groups. */
  WeightForm rotated(String weight, TensorInfo scale, long group) {
    TensorInfo t = files.info(weight);
    if (t.shape().size() != 2 || !ConvRot.possible(group) || t.shape().get(1) % group != 0) {
      throw broken(
          "tensor %s of sizes %s cannot be rotated by groups of %d"
              .formatted(weight, t.shape(), group));
    }
    return coded(
        "int8 + convrot",
        t,
        t.shape(),
        Set.of(scale.name()),
        m -> ConvRot.undo(int8(m, t, scale), t.width(), (int) group));
  }

  /** W = q s, of 8-bit floats; one s for each square of 128 x 128. */
  WeightForm squares(String weight, TensorInfo scale) {
    TensorInfo t = files.info(weight);
    int across = scale.shape().get(1).intValue();
    return coded(
        t.type().toLowerCase(Locale.ROOT) + " in blocks",
        t,
        t.shape(),
        Set.of(scale.name()),
        m ->
            new Factors(files.floats(scale.name()), SQUARE, SQUARE, across)
                .on(t.element().rows(m, t.width()), t.width()));
  }

  /** Whether there is one scale for each square of a matrix. */
  static boolean squares(TensorInfo scale, TensorInfo t) {
    return Scales.floats(scale)
        && t.shape().size() == 2
        && scale.shape().equals(t.shape().stream().map(n -> Math.ceilDiv(n, SQUARE)).toList());
  }

  /** W = q 2^(s - 127), of 8-bit floats; one s for 32 inputs, in tiles. */
  WeightForm mxfp8(String weight, TensorInfo scale) {
    TensorInfo t = files.info(weight);
    int rows = Math.toIntExact(t.shape().getFirst());
    int across = t.width() / MX;
    return coded(
        "mxfp8",
        t,
        t.shape(),
        Set.of(scale.name()),
        m ->
            tiled(scale, ElementType.F8_E8M0, rows, across, MX)
                .on(ElementType.F8_E4M3.rows(m, t.width()), t.width()));
  }

  /** Whether powers of two in tiles lie beside 8-bit floats. */
  static boolean mxfp8(TensorInfo scale, TensorInfo t) {
    return exponents(scale) && t.dtype() == DType.F8_E4M3 && tiles(scale, t.shape(), MX);
  }

  static boolean exponents(TensorInfo scale) {
    return scale.dtype() == DType.U8 || scale.type().equals("F8_E8M0");
  }

  /**
   * W = q s g, of 4-bit floats, two in a byte; one s for 16 inputs, an 8-bit float, in tiles.
   *
   * @param order of the two
   * @param global g, read when the weight is
   * @param besides tensors that belong to it, but for the scales
   */
  WeightForm nvfp4(
      String weight, TensorInfo scale, Float4 order, Global global, Set<String> besides) {
    TensorInfo t = files.info(weight);
    List<Long> shape = unpacked(t);
    int rows = Math.toIntExact(shape.getFirst());
    int width = Math.toIntExact(shape.get(1));
    Set<String> all = new LinkedHashSet<>(besides);
    all.add(scale.name());
    return coded(
        "nvfp4",
        t,
        shape,
        all,
        m ->
            tiled(scale, ElementType.F8_E4M3, rows, width / NV, NV)
                .times(global.value())
                .on(order.rows(m, width), width));
  }

  /** Whether 8-bit floats in tiles lie beside pairs of 4-bit floats. */
  static boolean nvfp4(TensorInfo scale, TensorInfo t) {
    return t.dtype() == DType.U8
        && t.shape().size() == 2
        && (scale.dtype() == DType.F8_E4M3 || scale.dtype() == DType.U8)
        && tiles(scale, unpacked(t), NV);
  }

  private static List<Long> unpacked(TensorInfo t) {
    return List.of(t.shape().getFirst(), 2 * t.shape().get(1));
  }

  /** What all of a weight is multiplied by. */
  interface Global {
    float value();
  }

  /** The only number of a tensor. */
  Global number(String tensor) {
    TensorInfo t = files.info(tensor);
    if (t.elements() != 1 || !Scales.floats(t)) {
      throw broken("tensor " + tensor + " is not the one number that it should be");
    }
    return () -> files.floats(tensor)[0];
  }

  /** W = q s, of 8-bit integers or floats that lie under a name of their own. */
  WeightForm quanto(String data, TensorInfo scale, Set<String> besides) {
    TensorInfo t = files.info(data);
    if (t.dtype() == DType.I8 || t.dtype().eightBit()) {
      ElementType type = t.dtype().element().orElseThrow();
      String name = t.dtype() == DType.I8 ? "int8" : t.type().toLowerCase(Locale.ROOT);
      return coded(
          name + " (quanto)",
          t,
          t.shape(),
          besides,
          m -> Scales.factors(files, scale).on(type.rows(m, t.width()), t.width()));
    }
    return new Unread("quanto " + t.type());
  }

  private Factors tiled(TensorInfo scale, ElementType type, int rows, int across, int each) {
    float[] values = ScaleTiles.read(files.bytes(scale.name()), type, rows, across);
    return new Factors(values, 1, each, across);
  }

  /** Whether there are as many scales as tiles of those of a matrix hold. */
  private static boolean tiles(TensorInfo scale, List<Long> shape, int each) {
    return shape.size() == 2
        && shape.get(1) % each == 0
        && scale.dtype().bytes() <= 1
        && scale.length() == ScaleTiles.stored(shape.getFirst(), shape.get(1) / each);
  }

  private static WeightForm coded(
      String type,
      TensorInfo stored,
      List<Long> shape,
      Set<String> besides,
      Function<MemorySegment, RowDecoder> decoder) {
    return new Coded(type, stored.name(), shape, besides, decoder);
  }

  /** Of what lies beside no remark: known by its type and its scale's. */
  WeightForm undeclared(String weight, TensorInfo scale) {
    TensorInfo t = files.info(weight);
    if (t.dtype().readable() && t.dtype() != DType.CODED) {
      if (Scales.fits(scale, t)) {
        return new Scaled();
      }
      if (squares(scale, t)) {
        return squares(weight, scale);
      }
      if (mxfp8(scale, t)) {
        return mxfp8(weight, scale);
      }
      boolean mx = t.dtype().eightBit() && exponents(scale);
      return new Unread(mx ? "mxfp8" : "blockwise " + t.type().toLowerCase(Locale.ROOT));
    }
    return switch (t.dtype()) {
      case I8 -> Scales.fits(scale, t) ? int8(weight, scale) : new Unread("int8");
      case U8 -> lightx2v(weight, scale);
      default -> new Unread(t.type());
    };
  }

  /**
   * LightX2V's 4-bit floats, the first of two in the lower half. What all is multiplied by it has
   * turned round, {@code weight_global_scale}, or in what it multiplies products by: {@code alpha},
   * where inputs were multiplied by {@code input_global_scale}.
   */
  private WeightForm lightx2v(String weight, TensorInfo scale) {
    String layer = Scales.layer(weight);
    String turned = layer + "weight_global_scale";
    String alpha = layer + "alpha";
    String inputs = layer + "input_global_scale";
    TensorInfo t = files.info(weight);
    if (nvfp4(scale, t) && files.has(turned)) {
      Global g = number(turned);
      Set<String> besides = Set.of(turned, layer + "input_absmax", inputs, alpha);
      return nvfp4(weight, scale, Float4.LOW_FIRST, () -> 1 / g.value(), besides);
    }
    if (nvfp4(scale, t) && files.has(alpha) && files.has(inputs)) {
      Global a = number(alpha);
      Global i = number(inputs);
      Global g = () -> a.value() * i.value();
      return nvfp4(weight, scale, Float4.LOW_FIRST, g, Set.of(alpha, inputs));
    }
    return new Unread("nvfp4");
  }

  CheckpointException broken(String problem) {
    return new CheckpointException(
        files.path(), problem, "Download the file again, or take its bf16 or fp16 file");
  }
}
