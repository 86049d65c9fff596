package zoetrope.diffusion.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * Seconds and peak memory of a stock checkpoint's parts: {@code WanBench step FILE fp32|int8 WIDTH
 * HEIGHT FRAMES STEPS} or {@code WanBench decode FILE WIDTH HEIGHT FRAMES}.
 */
final class WanBench {
  private static final int TEXT = 4096;

  private WanBench() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "step" -> step(args);
      case "decode" -> decode(args);
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.printf(Locale.ROOT, "peak memory %.2f GiB%n", peak() / 1024.0 / 1024);
  }

  private static void step(String[] a) throws IOException {
    Grid grid = grid(a, 3);
    CancelToken never = new CancelToken();
    long start = System.nanoTime();
    try (WanDit dit =
        WanDit.open(
            Path.of(a[1]), Runtime.cpu(), Precision.valueOf(a[2].toUpperCase(Locale.ROOT)))) {
      float[] prompt = Philox.normals(1, 1, 512 * TEXT);
      WanDit.Context said = dit.context(prompt, Optional.empty(), never);
      float[] x = Philox.normals(1, 0, 16 * grid.cells());
      dit.prepare(grid, said);
      System.out.printf(Locale.ROOT, "load %.1f s%n", seconds(start));
      for (int i = 0; i < Integer.parseInt(a[6]); i++) {
        start = System.nanoTime();
        float[] v = dit.velocity(x, grid, 900, said, Optional.empty(), never);
        System.out.printf(
            Locale.ROOT,
            "step %.1f s, v[0] %.4f, %.2f GiB%n",
            seconds(start),
            v[0],
            peak() / 0x1p20);
      }
    }
  }

  private static void decode(String[] a) {
    Grid grid = grid(a, 2);
    long start = System.nanoTime();
    try (WanVae vae = WanVae.open(Path.of(a[1]), Runtime.cpu())) {
      float[] latent = Philox.normals(1, 0, 16 * grid.cells());
      int[] frames = new int[1];
      vae.decode(
          latent, grid, (from, v) -> frames[0] = from + (int) v.dims()[0], new CancelToken());
      System.out.printf(Locale.ROOT, "%d frames in %.1f s%n", frames[0], seconds(start));
    }
  }

  private static Grid grid(String[] a, int from) {
    int frames = Integer.parseInt(a[from + 2]);
    return new Grid(
        Grid.latentFrames(frames),
        Integer.parseInt(a[from + 1]) / Grid.SCALE,
        Integer.parseInt(a[from]) / Grid.SCALE);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Most resident memory so far in KiB, mapped weights counted (Linux). */
  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmHWM"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
