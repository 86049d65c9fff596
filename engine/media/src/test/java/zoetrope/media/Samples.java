package zoetrope.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Pictures, clips and sounds that tests make up. */
public final class Samples {
  public static final int W = 64;
  public static final int H = 36;
  public static final int RATE = 12;

  private Samples() {}

  public static BufferedImage painted(
      int width, int height, int type, Consumer<Graphics2D> painter) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    painter.accept(g);
    g.dispose();
    return image;
  }

  public static BufferedImage red(int width, int height, int type) {
    return painted(
        width,
        height,
        type,
        g -> {
          g.setColor(new Color(220, 30, 40));
          g.fillRect(0, 0, width, height);
        });
  }

  /** A frame of one colour. */
  public static byte[] plain(int width, int height, int r, int g, int b) {
    byte[] out = new byte[width * height * 3];
    for (int i = 0; i < out.length; i += 3) {
      out[i] = (byte) r;
      out[i + 1] = (byte) g;
      out[i + 2] = (byte) b;
    }
    return out;
  }

  /** Frames whose every pixel differs from its neighbours' and from the frame before. */
  public static byte[] busy(int width, int height, int frames) {
    byte[] out = new byte[width * height * 3 * frames];
    new java.util.Random(7).nextBytes(out);
    return out;
  }

  /** A smooth ramp that moves a pixel a frame. */
  public static byte[] ramp(int width, int height, int frames) {
    byte[] out = new byte[width * height * 3 * frames];
    for (int f = 0, i = 0; f < frames; f++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          out[i++] = (byte) (40 + 170 * (x + f) / (width + frames));
          out[i++] = (byte) (60 + 120 * y / height);
          out[i++] = (byte) (200 - 120 * (x + f) / (width + frames));
        }
      }
    }
    return out;
  }

  /** A lossless clip of one grey. */
  public static Path grey(Path folder, String name, int grey, int frames) {
    Path file = folder.resolve(name);
    byte[] all = plain(W, H * frames, grey, grey, grey);
    ClipWriter.write(file, Encoding.LOSSLESS, W, H, RATE, all);
    return file;
  }

  public static List<byte[]> frames(Path file) {
    List<byte[]> out = new ArrayList<>();
    try (VideoReader r = VideoReader.open(file)) {
      for (Optional<byte[]> f = r.next(); f.isPresent(); f = r.next()) {
        out.add(f.get());
      }
    }
    return out;
  }

  public static double mean(byte[] values) {
    double sum = 0;
    for (byte v : values) {
      sum += v & 255;
    }
    return sum / values.length;
  }

  /** Mean absolute difference, levels. */
  public static double difference(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / a.length;
  }

  /** A stereo WAV of 16 bits at 48 kHz, the same wave on both sides. */
  public static Path wav(Path file, double seconds, IntToDoubleFunction wave) throws IOException {
    int n = (int) (seconds * 48_000);
    ByteBuffer b = ByteBuffer.allocate(44 + 4 * n).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 4 * n);
    b.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1)
        .putShort((short) 2)
        .putInt(48_000)
        .putInt(192_000)
        .putShort((short) 4)
        .putShort((short) 16);
    b.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(4 * n);
    for (int i = 0; i < n; i++) {
      short v = (short) Math.round(32_767 * wave.applyAsDouble(i));
      b.putShort(v).putShort(v);
    }
    Files.write(file, b.array());
    return file;
  }

  public static IntToDoubleFunction sine(double hertz, double level) {
    return i -> level * Math.sin(2 * Math.PI * hertz * i / 48_000);
  }

  /** All sound of a file. */
  public static float[] sound(Path file) {
    try (AudioReader r = AudioReader.open(file)) {
      float[] all = new float[2 * 60 * AudioReader.RATE];
      return java.util.Arrays.copyOf(all, r.read(all));
    }
  }

  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
