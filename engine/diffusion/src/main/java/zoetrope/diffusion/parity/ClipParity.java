package zoetrope.diffusion.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.runtime.Runtime;

/** The vision tower in both layouts with both ways to prepare a picture. */
final class ClipParity {
  private final Runtime runtime;

  ClipParity(Runtime runtime) {
    this.runtime = runtime;
  }

  void check(Vector v) {
    for (String layout : List.of("wan", "hf")) {
      v.weights("weights_" + layout).ifPresent(folder -> check(v, layout, folder));
    }
  }

  private void check(Vector v, String layout, Path folder) {
    int said = v.config().path("heads").asInt();
    OptionalInt heads = said > 0 ? OptionalInt.of(said) : OptionalInt.empty();
    String what = layout + " layout";
    CancelToken never = new CancelToken();
    try (ClipVision clip = ClipVision.open(folder, runtime, heads)) {
      float[] pixels = clip.stretched(picture(v, "in.image_u8").signed());
      v.check(what, "tap.pixels", pixels);
      v.check(what, "out.tokens", clip.encode(pixels, never));
      if (v.has("hf.pixel_values")) {
        float[] cropped =
            clip.cropped(v.bytes("in.image_u8"), v.dim("in.image_u8", 1), v.dim("in.image_u8", 2));
        v.check(what, "hf.pixel_values", cropped);
        v.check(what + " hf.tokens", "out.tokens", "hf.tokens", clip.encode(cropped, never));
      }
    }
  }

  /** A picture of bytes as values in 0..1. */
  static Planes picture(Vector v, String tensor) {
    return new Planes(v.dim(tensor, 0), v.dim(tensor, 1), v.dim(tensor, 2), values(v, tensor));
  }

  /** Bytes as values in 0..1. */
  static float[] values(Vector v, String tensor) {
    int[] bytes = v.bytes(tensor);
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] / 255f;
    }
    return values;
  }
}
