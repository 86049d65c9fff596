package zoetrope.diffusion.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.plan.Speed;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.sampling.Philox;

/**
 * Seconds and peak memory of a stock checkpoint's parts: {@code WanBench step FILE fp32|int8 WIDTH
 * HEIGHT FRAMES STEPS [BLOCKS]}, with so many blocks in memory at a time, {@code WanBench decode
 * FILE WIDTH HEIGHT FRAMES [MIB]}, in tiles that stay within so much memory, {@code WanBench encode
 * FILE WIDTH HEIGHT FRAMES [MIB]} or {@code WanBench speed}, as the planner measures it.
 */
final class WanBench {
  private static final int TEXT = 4096;

  private WanBench() {}

  public static void main(String[] args) {
    switch (args[0]) {
      case "step" -> step(args);
      case "decode" -> decode(args);
      case "encode" -> encode(args);
      case "speed" -> {
        Speed here = Speed.measured(Runtime.cpu());
        System.out.printf(
            Locale.ROOT,
            "%.1f billion products/s, %.1f of bytes%n",
            here.products() / 1e9,
            here.bytes() / 1e9);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.printf(
        Locale.ROOT,
        "peak memory %.2f GiB (now %.2f beside mapped files)%n",
        status("VmHWM") / 0x1p20,
        status("RssAnon") / 0x1p20);
  }

  private static void step(String[] a) {
    Grid grid = grid(a, 3);
    CancelToken never = new CancelToken();
    long start = System.nanoTime();
    try (WanDit dit =
        WanDit.open(
            Path.of(a[1]),
            List.of(),
            Runtime.cpu(),
            Precision.valueOf(a[2].toUpperCase(Locale.ROOT)),
            a.length > 7 ? Integer.parseInt(a[7]) : 0)) {
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
            status("VmHWM") / 0x1p20);
      }
    }
  }

  private static void decode(String[] a) {
    Grid grid = grid(a, 2);
    long start = System.nanoTime();
    try (WanVae vae = WanVae.open(Path.of(a[1]), Runtime.cpu(), budget(a))) {
      told(vae, grid);
      float[] latent = Philox.normals(1, 0, 16 * grid.cells());
      vae.decode(
          latent,
          grid,
          (from, v) -> {
            int frames = from + (int) v.dims()[0];
            if (frames % 20 == 1) {
              System.out.printf(
                  Locale.ROOT,
                  "%d frames in %.1f s, peak memory %.2f GiB%n",
                  frames,
                  seconds(start),
                  status("VmHWM") / 0x1p20);
            }
          },
          new CancelToken());
    }
  }

  private static void encode(String[] a) {
    Grid grid = grid(a, 2);
    long start = System.nanoTime();
    try (WanVae vae = WanVae.open(Path.of(a[1]), Runtime.cpu(), budget(a))) {
      told(vae, grid);
      WanVae.Pictures noise =
          (from, count, to) -> {
            for (int i = 0; i < to.length; i++) {
              to[i] = (float) Math.sin(0.001 * i + from);
            }
          };
      int rows = grid.rows() * Grid.SCALE;
      int columns = grid.columns() * Grid.SCALE;
      vae.encode(noise, 4 * grid.frames() - 3, rows, columns, new CancelToken());
      System.out.printf(Locale.ROOT, "encoded in %.1f s%n", seconds(start));
    }
  }

  private static long budget(String[] a) {
    return a.length > 5 ? Long.parseLong(a[5]) << 20 : Long.MAX_VALUE;
  }

  private static void told(WanVae vae, Grid grid) {
    System.out.printf(
        Locale.ROOT,
        "%d tiles, %.2f GiB planned, %.2e products%n",
        vae.tileCount(grid.rows(), grid.columns()),
        vae.memory(grid.rows(), grid.columns()) / 0x1p30,
        vae.decodingWork(grid));
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

  /**
   * A figure of this process in KiB (Linux); VmHWM is the most resident, mapped weights counted.
   */
  private static long status(String figure) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(l -> l.startsWith(figure))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
