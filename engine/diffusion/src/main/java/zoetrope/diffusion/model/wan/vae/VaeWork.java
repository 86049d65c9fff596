package zoetrope.diffusion.model.wan.vae;

import zoetrope.diffusion.checkpoint.TensorSource;

/** Multiplications that decoding takes, counted from the kernels' sizes. */
final class VaeWork {
  private final TensorSource names;
  private double work;
  private double area = 1; // places for each cell
  private double frames = 1; // for each latent frame

  private VaeWork(TensorSource names) {
    this.names = names;
  }

  /** For each cell of each latent frame, attention left out, which is little. */
  static double decoding(TensorSource names) {
    VaeWork w = new VaeWork(names);
    w.layer("decoder.conv1");
    w.residual("decoder.middle.0");
    w.layer("decoder.middle.1.to_qkv");
    w.layer("decoder.middle.1.proj");
    w.residual("decoder.middle.2");
    for (int i = 0; ; i++) {
      String name = "decoder.upsamples." + i;
      if (names.has(name + ".resample.1.weight")) {
        w.up(name);
      } else if (names.has(name + ".residual.2.weight")) {
        w.residual(name);
      } else {
        break;
      }
    }
    w.layer("decoder.head.2");
    return w.work;
  }

  private void up(String name) {
    if (names.has(name + ".time_conv.weight")) {
      layer(name + ".time_conv");
      frames *= 2;
    }
    area *= 4;
    layer(name + ".resample.1");
  }

  private void residual(String name) {
    layer(name + ".residual.2");
    layer(name + ".residual.6");
    layer(name + ".shortcut");
  }

  private void layer(String name) {
    if (names.has(name + ".weight")) {
      work += names.info(name + ".weight").elements() * area * frames;
    }
  }
}
