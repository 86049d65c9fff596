package zoetrope.service.process;

import java.util.Map;

/** How native code of a process that computes takes memory from the system. */
public final class NativeMemory {
  private NativeMemory() {}

  /**
   * Variables of the environment, which processes read when they start. The GNU C library gives
   * large blocks back at once when they are freed, but by and by takes what it sees often for
   * small, up to 32 MiB, and keeps that: a gibibyte of a Wan2.1 autoencoder's values, which come in
   * all sizes (docs/benchmarks.md). Naming the limit keeps it where it begins (mallopt(3)); other
   * systems do not know the variable. The launcher {@code zoetrope} says the same for commands.
   * What the user has set stays.
   */
  public static Map<String, String> settings() {
    String name = "MALLOC_MMAP_THRESHOLD_";
    return Map.of(name, System.getenv().getOrDefault(name, Integer.toString(1 << 20)));
  }

  /** Java's option for a heap like this process's; the launchers set it. */
  public static String heap() {
    return "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m";
  }
}
