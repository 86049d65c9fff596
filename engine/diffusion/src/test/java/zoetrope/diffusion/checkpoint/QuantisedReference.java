package zoetrope.diffusion.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/**
 * Weights in the forms that quantised safetensors have, with random codes, and what each form's
 * published formula makes of them: element for element, without a thought for speed.
 */
public enum QuantisedReference {
  /** ComfyUI's, one scale for all. */
  INT8_TENSOR {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      f.text(layer + ".comfy_quant", "{\"format\": \"int8_tensorwise\", \"orig_dtype\": \"x\"}");
      return int8(f, layer, out, in, r, List.of(), new float[] {SIZE / 127});
    }
  },
  /** LightX2V's, and ComfyUI's with one scale for each output. */
  INT8_ROWS {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      return int8(f, layer, out, in, r, List.of((long) out, 1L), rows(out, SIZE / 127));
    }
  },
  /** ComfyUI's with rotated inputs. */
  CONVROT {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      int group = 16;
      f.text(
          layer + ".comfy_quant",
          "{\"format\": \"int8_tensorwise\", \"per_row\": true, \"convrot\": true,"
              + " \"convrot_groupsize\": 16}");
      float[] stored = int8(f, layer, out, in, r, List.of((long) out, 1L), rows(out, SIZE / 127));
      double[][] h = kronecker(FOUR, FOUR);
      float[] w = new float[out * in];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          double sum = 0;
          for (int k = 0; k < group; k++) {
            sum += stored[o * in + i / group * group + k] * h[k][i % group];
          }
          w[o * in + i] = (float) sum;
        }
      }
      return w;
    }
  },
  /** 8-bit floats, 32 inputs share a power of two. */
  MXFP8 {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      byte[] codes = e4m3(out * in, r);
      byte[][] scales = new byte[out][in / 32];
      for (byte[] row : scales) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (byte) (127 - 5 - r.nextInt(3));
        }
      }
      f.tensor(layer + ".weight", "F8_E4M3", List.of((long) out, (long) in), codes);
      f.tensor(layer + ".weight_scale", "U8", padded(out, in / 32), tiles(scales));
      f.text(layer + ".comfy_quant", "{\"format\": \"mxfp8\", \"group_size\": 32}");
      float[] w = new float[out * in];
      for (int i = 0; i < w.length; i++) {
        int exponent = (scales[i / in][i % in / 32] & 0xFF) - 127;
        w[i] = (float) (e4m3(codes[i]) * Math.pow(2, exponent));
      }
      return w;
    }
  },
  /** ComfyUI's 4-bit floats: the first of two in the upper half. */
  NVFP4 {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      float all = SIZE / 600;
      f.text(layer + ".comfy_quant", "{\"format\": \"nvfp4\"}");
      f.floats(layer + ".weight_scale_2", List.of(), all);
      f.floats(layer + ".input_scale", List.of(), 3);
      return nvfp4(f, layer, out, in, r, true, all);
    }
  },
  /** LightX2V's: the first of two in the lower half, the scale of all turned round. */
  NVFP4_LIGHTX2V {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      float turned = 600 / SIZE;
      f.floats(layer + ".weight_global_scale", List.of(), turned);
      f.floats(layer + ".input_absmax", List.of(), 7);
      return nvfp4(f, layer, out, in, r, false, 1 / turned);
    }
  },
  /** The same after calibration: alpha = 1 / (input scale * weight scale). */
  NVFP4_ALPHA {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      float inputs = 64;
      float alpha = SIZE / 600 / inputs;
      f.floats(layer + ".input_global_scale", List.of(), inputs);
      f.floats(layer + ".alpha", List.of(), alpha);
      return nvfp4(f, layer, out, in, r, false, alpha * inputs);
    }
  },
  /** Wan2GP's usual form. */
  QUANTO_INT8 {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      byte[] codes = new byte[out * in];
      r.nextBytes(codes);
      float[] scales = rows(out, SIZE / 127);
      f.tensor(layer + ".weight._data", "I8", List.of((long) out, (long) in), codes);
      f.floats(layer + ".weight._scale", List.of((long) out, 1L), scales);
      f.floats(layer + ".input_scale", List.of(), 1);
      f.floats(layer + ".output_scale", List.of(), 1);
      float[] w = new float[out * in];
      for (int i = 0; i < w.length; i++) {
        w[i] = codes[i] * scales[i / in];
      }
      return w;
    }
  },
  /** The same of 8-bit floats. */
  QUANTO_FP8 {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      byte[] codes = e4m3(out * in, r);
      float[] scales = rows(out, SIZE / 2);
      f.tensor(layer + ".weight._data", "F8_E4M3", List.of((long) out, (long) in), codes);
      f.floats(layer + ".weight._scale", List.of((long) out, 1L), scales);
      float[] w = new float[out * in];
      for (int i = 0; i < w.length; i++) {
        w[i] = e4m3(codes[i]) * scales[i / in];
      }
      return w;
    }
  },
  /** 8-bit floats, one scale for each square of 128 x 128. */
  FP8_SQUARES {
    @Override
    float[] put(RawSafetensors f, String layer, int out, int in, Random r) {
      int down = (out + 127) / 128;
      int across = (in + 127) / 128;
      byte[] codes = e4m3(out * in, r);
      float[] scales = rows(down * across, SIZE / 2);
      f.tensor(layer + ".weight", "F8_E4M3", List.of((long) out, (long) in), codes);
      f.floats(layer + ".weight_scale", List.of((long) down, (long) across), scales);
      float[] w = new float[out * in];
      for (int i = 0; i < w.length; i++) {
        w[i] = e4m3(codes[i]) * scales[i / in / 128 * across + i % in / 128];
      }
      return w;
    }
  };

  /** About the largest weight. */
  private static final float SIZE = .2f;

  private static final double[][] FOUR = {
    {.5, .5, .5, -.5}, {.5, .5, -.5, .5}, {.5, -.5, .5, .5}, {-.5, .5, .5, .5}
  };

  /**
   * Adds a layer's weight of random codes to a file.
   *
   * @return what it is, [out, in]
   */
  abstract float[] put(RawSafetensors f, String layer, int out, int in, Random r);

  /** As {@link #put}, for other packages. */
  public float[] add(RawSafetensors f, String layer, List<Long> shape, Random r) {
    return put(f, layer, shape.get(0).intValue(), shape.get(1).intValue(), r);
  }

  private static float[] int8(
      RawSafetensors f,
      String layer,
      int out,
      int in,
      Random r,
      List<Long> scaleShape,
      float[] scales) {
    byte[] codes = new byte[out * in];
    r.nextBytes(codes);
    f.tensor(layer + ".weight", "I8", List.of((long) out, (long) in), codes);
    f.floats(layer + ".weight_scale", scaleShape, scales);
    float[] w = new float[out * in];
    for (int i = 0; i < w.length; i++) {
      w[i] = codes[i] * scales[scales.length == 1 ? 0 : i / in];
    }
    return w;
  }

  private static float[] nvfp4(
      RawSafetensors f, String layer, int out, int in, Random r, boolean highFirst, float all) {
    byte[] pairs = new byte[out * in / 2];
    r.nextBytes(pairs);
    byte[][] scales = new byte[out][];
    for (int o = 0; o < out; o++) {
      scales[o] = e4m3(in / 16, r);
      for (int i = 0; i < in / 16; i++) {
        scales[o][i] = (byte) (scales[o][i] & 0x0F | 0x60); // large and positive, as they are
      }
    }
    f.tensor(layer + ".weight", "U8", List.of((long) out, in / 2L), pairs);
    f.tensor(layer + ".weight_scale", "F8_E4M3", padded(out, in / 16), tiles(scales));
    float[] w = new float[out * in];
    for (int i = 0; i < w.length; i++) {
      boolean high = highFirst == (i % 2 == 0);
      int code = high ? (pairs[i / 2] & 0xFF) >> 4 : pairs[i / 2] & 0xF;
      w[i] = e2m1(code) * (e4m3(scales[i / in][i % in / 16]) * all);
    }
    return w;
  }

  /** One sign, two exponent bits with bias 1, one mantissa bit. */
  private static float e2m1(int code) {
    int exponent = code >> 1 & 3;
    float half = (code & 1) * .5f;
    float size = exponent == 0 ? half : (float) ((1 + half) * Math.pow(2, exponent - 1));
    return (code & 8) == 0 ? size : -size;
  }

  /** One sign, four exponent bits with bias 7, three mantissa bits. */
  private static float e4m3(byte code) {
    int exponent = code >> 3 & 15;
    float part = (code & 7) / 8f;
    float size =
        (float) (exponent == 0 ? part * Math.pow(2, -6) : (1 + part) * Math.pow(2, exponent - 7));
    return code < 0 ? -size : size;
  }

  /** Codes of floats below 2: no NaN. */
  private static byte[] e4m3(int count, Random r) {
    byte[] out = new byte[count];
    r.nextBytes(out);
    for (int i = 0; i < count; i++) {
      out[i] = (byte) (out[i] & 0xBF);
    }
    return out;
  }

  private static float[] rows(int count, float size) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = size * (1 + i % 5) / 5;
    }
    return out;
  }

  private static List<Long> padded(int rows, int columns) {
    return List.of((rows + 127L) / 128 * 128, (columns + 3L) / 4 * 4);
  }

  /**
   * As torch does it: padded, cut into 128 x 4, each seen as 4 x 32 x 4 and turned to 32 x 4 x 4.
   */
  private static byte[] tiles(byte[][] scales) {
    int rows = (scales.length + 127) / 128 * 128;
    int columns = (scales[0].length + 3) / 4 * 4;
    ByteBuffer out = ByteBuffer.allocate(rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (int down = 0; down < rows; down += 128) {
      for (int right = 0; right < columns; right += 4) {
        for (int lane = 0; lane < 32; lane++) {
          for (int quarter = 0; quarter < 4; quarter++) {
            for (int c = 0; c < 4; c++) {
              int row = down + quarter * 32 + lane;
              int column = right + c;
              boolean real = row < scales.length && column < scales[0].length;
              out.put(real ? scales[row][column] : (byte) 0x77);
            }
          }
        }
      }
    }
    return out.array();
  }

  private static double[][] kronecker(double[][] a, double[][] b) {
    int n = a.length * b.length;
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i][j] = a[i / b.length][j / b.length] * b[i % b.length][j % b.length];
      }
    }
    return out;
  }
}
