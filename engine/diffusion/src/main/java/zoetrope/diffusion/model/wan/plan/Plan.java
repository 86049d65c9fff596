package zoetrope.diffusion.model.wan.plan;

import java.util.List;
import java.util.Locale;
import zoetrope.diffusion.runtime.Precision;

/**
 * How a clip is best made on a machine, and what it takes: estimates, from counted products and a
 * measured speed.
 *
 * @param clip what is asked for
 * @param precision of the transformer
 * @param blocks blocks of the transformer in memory at a time; all of them where it fits
 * @param vaeBudget bytes for the autoencoder, which tiles pictures to stay within
 * @param tiles of the autoencoder
 * @param memory bytes, by part; the parts follow one another, so the largest counts
 * @param seconds by part
 * @param remarks sentences for people
 */
public record Plan(
    Clip clip,
    Precision precision,
    int blocks,
    long vaeBudget,
    int tiles,
    Parts memory,
    Parts seconds,
    List<String> remarks) {
  public Plan {
    remarks = List.copyOf(remarks);
  }

  /**
   * Figures of the three parts.
   *
   * @param text of the text encoder
   * @param denoising of all steps
   * @param decoding of the autoencoder
   */
  public record Parts(double text, double denoising, double decoding) {
    double most() {
      return Math.max(text, Math.max(denoising, decoding));
    }

    double sum() {
      return text + denoising + decoding;
    }
  }

  /** Bytes at the most. */
  public long peak() {
    return (long) memory.most();
  }

  /** Seconds of all. */
  public double duration() {
    return seconds.sum();
  }

  /** For people, a line a part. */
  public List<String> lines() {
    return List.of(
        "%dx%d, %d frames, %d steps%s"
            .formatted(
                clip.width(),
                clip.height(),
                clip.frames(),
                clip.steps(),
                clip.guided() ? ", each with guidance" : ""),
        "text       %s  %s".formatted(gib(memory.text()), time(seconds.text())),
        "denoising  %s  %s  %s%s"
            .formatted(
                gib(memory.denoising()),
                time(seconds.denoising()),
                precision.name().toLowerCase(Locale.ROOT),
                blocks == 0 ? "" : ", " + blocks + " blocks at a time"),
        "decoding   %s  %s  %s"
            .formatted(
                gib(memory.decoding()),
                time(seconds.decoding()),
                tiles == 1 ? "whole pictures" : tiles + " tiles"),
        "all        %s  %s (an estimate)".formatted(gib(memory.most()), time(seconds.sum())));
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
