package zoetrope.diffusion.model.wan.pipeline;

import java.util.Optional;
import java.util.function.IntFunction;
import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Tensor;

/** Between layers, bytes and what the model computes with. */
final class Pixels {
  /**
   * Red, green and blue of each latent channel, and what is added, for a preview in -1..1: a linear
   * fit of the decoder, as comfyanonymous/ComfyUI has measured it (comfy/latent_formats.py).
   */
  private static final float[] PREVIEW = {
    -.1299f, -.1692f, .2932f, .0671f, .0406f, .0442f, .3568f, .2548f, .1747f, .0372f, .2344f,
    .1420f, .0313f, .0189f, -.0328f, .0296f, -.0956f, -.0665f, -.3477f, -.4059f, -.2925f, .0166f,
    .1902f, .1975f, -.0412f, .0267f, -.1364f, -.1293f, .0740f, .1636f, .0680f, .3019f, .1128f,
    .0032f, .0581f, .0639f, -.1251f, .0927f, .1699f, .0060f, -.0633f, .0005f, .3477f, .2275f,
    .2950f, .1984f, .0913f, .1861f
  };

  private static final float[] BIAS = {-.1835f, -.0868f, -.3360f};

  private Pixels() {}

  /** An opaque layer as planes in -1..1. */
  static Planes planes(Layer layer) {
    int n = layer.width() * layer.height();
    float[] out = new float[3 * n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        out[c * n + i] = 2 * layer.v()[4 * i + c] - 1;
      }
    }
    return new Planes(3, layer.height(), layer.width(), out);
  }

  /** Opaque layers to be encoded, drawn when they are asked for; grey where there is none. */
  static WanVae.Pictures pictures(IntFunction<Optional<Layer>> frame) {
    return (from, count, to) -> {
      for (int t = 0; t < count; t++) {
        Optional<Layer> layer = frame.apply(from + t);
        if (layer.isPresent()) {
          float[] v = planes(layer.get()).values();
          System.arraycopy(v, 0, to, t * v.length, v.length);
        }
      }
    };
  }

  /** Planes as bytes. */
  static int[] bytes(Planes signed) {
    int[] out = new int[signed.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.clamp(Math.round((signed.values()[i] + 1) * 127.5f), 0, 255);
    }
    return out;
  }

  /**
   * Writes a decoded frame as bytes.
   *
   * @param values [frames, 3, rows, columns] in -1..1
   * @param from which of them
   * @param rgb frames of interleaved bytes
   * @param to which of those
   */
  static void write(Tensor values, int from, byte[] rgb, int to) {
    int n = (int) (values.dims()[2] * values.dims()[3]);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        float v = values.values()[(from * 3 + c) * n + i];
        rgb[(to * n + i) * 3 + c] = (byte) Math.clamp(Math.round((v + 1) * 127.5f), 0, 255);
      }
    }
  }

  /** A finished frame as an opaque layer. */
  static Layer layer(byte[] rgb, int frame, int width, int height) {
    Layer out = Layer.empty(width, height);
    int start = frame * width * height * 3;
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < 3; c++) {
        out.v()[4 * i + c] = (rgb[start + 3 * i + c] & 255) / 255f;
      }
      out.v()[4 * i + 3] = 1;
    }
    return out;
  }

  /** Whether latents of so many channels can be previewed. */
  static boolean previewed(int channels) {
    return channels == PREVIEW.length / BIAS.length;
  }

  /** A latent as a small clip, a pixel a cell and a frame a latent frame. */
  static RgbClip preview(Latent latent) {
    Grid g = latent.grid();
    int cells = g.cells();
    byte[] out = new byte[3 * cells];
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k < 3; k++) {
        float v = BIAS[k];
        for (int c = 0; c < latent.channels(); c++) {
          v += PREVIEW[3 * c + k] * latent.values()[c * cells + i];
        }
        out[3 * i + k] = (byte) Math.clamp(Math.round((v + 1) * 127.5f), 0, 255);
      }
    }
    return new RgbClip(g.columns(), g.rows(), g.frames(), out);
  }
}
