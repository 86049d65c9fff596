package zoetrope.diffusion.model.wan.plan;

import java.util.List;
import java.util.Locale;

/**
 * How a clip is best made on a machine, and what it takes: estimates, from counted products and a
 * measured speed.
 *
 * @param clip what is asked for
 * @param placement what is held in memory
 * @param seconds by part
 */
public record Plan(Clip clip, Placement placement, Parts seconds) {

  /** Bytes at the most. */
  public long peak() {
    return (long) placement.memory().most();
  }

  /** For people, a line a part. */
  public List<String> lines() {
    Parts memory = placement.memory();
    return List.of(
        "%dx%d, %d frames, %d steps%s"
            .formatted(
                clip.width(),
                clip.height(),
                clip.frames(),
                clip.steps(),
                clip.guided() ? ", each with guidance" : ""),
        "text       %s  %s  %s"
            .formatted(gib(memory.text()), time(seconds.text()), words(placement.text())),
        "denoising  %s  %s  %s%s"
            .formatted(
                gib(memory.denoising()),
                time(seconds.denoising()),
                words(placement.transformer()),
                placement.blocks() == 0 ? "" : ", " + placement.blocks() + " blocks at a time"),
        "decoding   %s  %s  %s"
            .formatted(
                gib(memory.decoding()),
                time(seconds.decoding()),
                placement.tiles() == 1 ? "whole pictures" : placement.tiles() + " tiles"),
        "all        %s  %s (an estimate)".formatted(gib(memory.most()), time(seconds.sum())));
  }

  private static String words(Enum<?> precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  static String gib(double bytes) {
    return String.format(Locale.ROOT, "%5.1f GiB", bytes / (1L << 30));
  }

  private static String time(double seconds) {
    long s = Math.max(1, Math.round(seconds));
    return s < 120
        ? "%7d s ".formatted(s)
        : s < 7200
            ? "%7d min".formatted(s / 60)
            : String.format(Locale.ROOT, "%7.1f h", s / 3600.0);
  }
}
