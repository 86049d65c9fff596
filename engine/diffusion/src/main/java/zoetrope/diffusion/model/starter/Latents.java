package zoetrope.diffusion.model.starter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zoetrope.core.image.RgbClip;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.runtime.Tensor;
import zoetrope.diffusion.text.PromptEncoder;

/**
 * A window's conditions at latent size, laid out as the graphs want them.
 *
 * @param guide [24, r, c, 4]
 * @param plate [24, r, c, 4]
 * @param still [24, r, c, 1]
 * @param known [24, r, c, 1]
 * @param soFar [24, r, c, 3], the guide over the plate in -1..1 with 0 for unknown
 */
@SuppressWarnings("ArrayRecordComponent")
record Latents(
    int rows,
    int columns,
    float[] guide,
    float[] plate,
    float[] still,
    float[] known,
    float[] soFar) {

  static Latents of(Conditions c, int rows, int columns, boolean identity) {
    int size = rows * columns;
    int frames = c.guide().size();
    float[] guide = shrunk(c.guide());
    float[] plate = shrunk(c.plate());
    float[] still = new float[frames * size];
    float[] known = new float[frames * size];
    float[] soFar = new float[frames * size * 3];
    float[] hold = shrunkStill(c, rows, columns);
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < size; i++) {
        int p = t * size + i;
        still[p] = hold[i];
        known[p] = t < c.known() ? 1 : 0;
        float a = identity ? guide[4 * p + 3] : 0;
        float cover = a + plate[4 * p + 3] * (1 - a);
        for (int ch = 0; ch < 3; ch++) {
          float look = identity ? guide[4 * p + ch] : 0;
          soFar[3 * p + ch] = 2 * (look + plate[4 * p + ch] * (1 - a)) - cover;
        }
      }
    }
    return new Latents(rows, columns, guide, plate, still, known, soFar);
  }

  private static float[] shrunkStill(Conditions c, int rows, int columns) {
    Layer l = Layer.empty(columns * DecoderGraph.SCALE, rows * DecoderGraph.SCALE);
    for (int i = 0; i < c.still().length; i++) {
      l.v()[4 * i + 3] = c.still()[i];
    }
    return l.shrunk(DecoderGraph.SCALE).alpha();
  }

  private static float[] shrunk(List<Layer> layers) {
    Layer first = layers.getFirst();
    int size = first.v().length / DecoderGraph.SCALE / DecoderGraph.SCALE;
    float[] out = new float[size * layers.size()];
    Layer last = first;
    float[] small = first.shrunk(DecoderGraph.SCALE).v();
    for (int t = 0; t < layers.size(); t++) {
      if (layers.get(t) != last) { // the plate repeats one layer for most frames
        last = layers.get(t);
        small = last.shrunk(DecoderGraph.SCALE).v();
      }
      System.arraycopy(small, 0, out, t * size, size);
    }
    return out;
  }

  /** Inputs of the graph of conditions. */
  Map<String, Tensor> inputs(float[] text, float[] camera, boolean trajectory) {
    int frames = known.length / rows / columns;
    Map<String, Tensor> in = new HashMap<>();
    in.put("guide", Tensor.of(guide, frames, rows, columns, 4));
    in.put("plate", Tensor.of(plate, frames, rows, columns, 4));
    in.put("still", Tensor.of(still, frames, rows, columns, 1));
    in.put("known", Tensor.of(known, frames, rows, columns, 1));
    in.put(
        "camera",
        Tensor.of(
            new float[] {camera[0], camera[1], camera[2], camera[3], trajectory ? 0 : 1}, 1, 5));
    in.put("text", Tensor.of(text, 2, PromptEncoder.SIZE));
    return in;
  }

  /** Inputs of the decoder for {@code count} frames from {@code from}. */
  static Map<String, Tensor> decoderInputs(
      Conditions c, float[] latents, int from, int count, int rows, int columns) {
    int size = rows * columns;
    float[] low = new float[count * 3 * size];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < size; i++) {
        for (int ch = 0; ch < 3; ch++) {
          low[(k * 3 + ch) * size + i] =
              Math.clamp((latents[((from + k) * size + i) * 3 + ch] + 1) / 2, 0, 1);
        }
      }
    }
    int height = rows * DecoderGraph.SCALE;
    int width = columns * DecoderGraph.SCALE;
    float[] still = new float[count * height * width];
    for (int k = 0; k < count; k++) {
      System.arraycopy(c.still(), 0, still, k * height * width, height * width);
    }
    Map<String, Tensor> in = new HashMap<>();
    in.put("low", Tensor.of(low, count, 3, rows, columns));
    in.put(
        "guide", Tensor.of(planes(c.guide().subList(from, from + count)), count, 4, height, width));
    in.put(
        "plate", Tensor.of(planes(c.plate().subList(from, from + count)), count, 4, height, width));
    in.put("still", Tensor.of(still, count, 1, height, width));
    return in;
  }

  private static float[] planes(List<Layer> layers) {
    int size = layers.getFirst().v().length / 4;
    float[] out = new float[layers.size() * 4 * size];
    for (int k = 0; k < layers.size(); k++) {
      float[] v = layers.get(k).v();
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < 4; c++) {
          out[(k * 4 + c) * size + i] = v[4 * i + c];
        }
      }
    }
    return out;
  }

  /** Latents as a small clip. */
  static RgbClip preview(float[] latents, int rows, int columns) {
    byte[] rgb = new byte[latents.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.clamp(Math.round((latents[i] + 1) * 127.5f), 0, 255);
    }
    return new RgbClip(columns, rows, latents.length / rows / columns / 3, rgb);
  }
}
