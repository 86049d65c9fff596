package zoetrope.diffusion.model.wan.vae;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.sampling.Philox;

/**
 * An autoencoder of random weights with one residual block a stage, so that it sees 5 cells far.
 */
final class RandomVae {
  private static final int Z = 16;
  private final Map<String, Entry> tensors = new LinkedHashMap<>();

  static Map<String, Entry> tensors(int base) {
    RandomVae v = new RandomVae();
    v.encoder(base);
    v.decoder(base);
    return v.tensors;
  }

  static Path write(Path file, int base) {
    SafetensorsWriter.write(file, tensors(base), Map.of());
    return file;
  }

  private void encoder(int base) {
    conv("encoder.conv1", base, 3, 3, 3, 3);
    int[] dims = {base, base, 2 * base, 2 * base, 2 * base};
    for (int i = 0; i < 4; i++) {
      residual("encoder.downsamples." + 2 * i, dims[i], dims[i + 1]);
      if (i < 3) {
        String name = "encoder.downsamples." + (2 * i + 1);
        conv(name + ".resample.1", dims[i + 1], dims[i + 1], 3, 3);
        if (i > 0) {
          conv(name + ".time_conv", dims[i + 1], dims[i + 1], 3, 1, 1);
        }
      }
    }
    middle("encoder.middle", 2 * base);
    gamma("encoder.head.0", 2 * base, 3);
    conv("encoder.head.2", 2 * Z, 2 * base, 3, 3, 3);
    conv("conv1", 2 * Z, 2 * Z, 1, 1, 1);
  }

  private void decoder(int base) {
    conv("conv2", Z, Z, 1, 1, 1);
    conv("decoder.conv1", 2 * base, Z, 3, 3, 3);
    middle("decoder.middle", 2 * base);
    for (int i = 0; i < 4; i++) {
      int in = i == 0 ? 2 * base : base;
      residual("decoder.upsamples." + 2 * i, in, 2 * base);
      if (i < 3) {
        String name = "decoder.upsamples." + (2 * i + 1);
        conv(name + ".resample.1", base, 2 * base, 3, 3);
        if (i < 2) {
          conv(name + ".time_conv", 4 * base, 2 * base, 3, 1, 1);
        }
      }
    }
    gamma("decoder.head.0", 2 * base, 3);
    conv("decoder.head.2", 3, 2 * base, 3, 3, 3);
  }

  private void middle(String name, int size) {
    residual(name + ".0", size, size);
    gamma(name + ".1.norm", size, 2);
    conv(name + ".1.to_qkv", 3 * size, size, 1, 1);
    conv(name + ".1.proj", size, size, 1, 1);
    residual(name + ".2", size, size);
  }

  private void residual(String name, int in, int out) {
    gamma(name + ".residual.0", in, 3);
    conv(name + ".residual.2", out, in, 3, 3, 3);
    gamma(name + ".residual.3", out, 3);
    conv(name + ".residual.6", out, out, 3, 3, 3);
    if (in != out) {
      conv(name + ".shortcut", out, in, 1, 1, 1);
    }
  }

  private void gamma(String name, long size, int axes) {
    List<Long> shape = axes == 3 ? List.of(size, 1L, 1L, 1L) : List.of(size, 1L, 1L);
    float[] v = new float[(int) size];
    java.util.Arrays.fill(v, 1);
    tensors.put(name + ".gamma", new Entry(shape, v));
  }

  private void conv(String name, long... sizes) {
    List<Long> shape = java.util.Arrays.stream(sizes).boxed().toList();
    int n = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    float[] v = Philox.normals(tensors.size(), 0, n);
    float spread = (float) Math.sqrt(sizes[0] / (double) n);
    for (int i = 0; i < n; i++) {
      v[i] *= spread;
    }
    tensors.put(name + ".weight", new Entry(shape, v));
    tensors.put(name + ".bias", new Entry(List.of(sizes[0]), new float[(int) sizes[0]]));
  }
}
