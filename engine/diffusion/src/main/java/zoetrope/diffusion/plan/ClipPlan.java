package zoetrope.diffusion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a clip is best made on a machine, and what it takes: estimates.
 *
 * @param parts of the work, which follow one another
 * @param facts about the placement, for programs; words and numbers
 * @param remarks sentences for people
 */
public record ClipPlan(
    ClipSize clip, List<Part> parts, Map<String, Object> facts, List<String> remarks) {
  /**
   * A part of the work.
   *
   * @param key such as text, denoising, decoding
   * @param how it is run, for people; may be empty
   */
  public record Part(String key, double bytes, double seconds, String how) {}

  public ClipPlan {
    parts = List.copyOf(parts);
    facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
    remarks = List.copyOf(remarks);
  }

  /** Bytes at the most: the parts follow one another, so the largest counts. */
  public long peak() {
    return (long) parts.stream().mapToDouble(Part::bytes).max().orElse(0);
  }

  /** For people, a line a part. */
  public List<String> lines() {
    List<String> out = new ArrayList<>();
    out.add(
        "%dx%d, %d frames, %d steps%s"
            .formatted(
                clip.width(),
                clip.height(),
                clip.frames(),
                clip.steps(),
                clip.guided() ? ", each with guidance" : ""));
    for (Part p : parts) {
      out.add("%-10s %s  %s  %s".formatted(p.key(), gib(p.bytes()), time(p.seconds()), p.how()));
    }
    double all = parts.stream().mapToDouble(Part::seconds).sum();
    out.add("%-10s %s  %s (an estimate)".formatted("all", gib((double) peak()), time(all)));
    return out;
  }

  /** Bytes for people. */
  public static String gib(double bytes) {
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
