package zoetrope.diffusion.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import zoetrope.diffusion.runtime.Runtime;
import zoetrope.diffusion.runtime.Runtime.Provider;

/**
 * Where a clip is to be made.
 *
 * @param runtime provider, threads and device
 * @param memory bytes that programs can still have
 * @param deviceMemory bytes of the GPU that may be used; as many as {@code memory} on a CPU
 */
public record Machine(Runtime runtime, long memory, long deviceMemory) {
  /** Of a GPU of which nothing is said: ONNX Runtime cannot tell. */
  private static final long USUAL_CARD = 8L << 30;

  /** This machine now. */
  public static Machine here(Runtime runtime) {
    return here(runtime, Long.MAX_VALUE);
  }

  /**
   * This machine now, of which only some memory may be taken.
   *
   * @param most bytes beside those of a GPU
   */
  public static Machine here(Runtime runtime, long most) {
    long memory = Math.min(most, free());
    if (runtime.provider() == Provider.CPU) {
      return new Machine(runtime, memory, memory);
    }
    long limit = runtime.device().memoryLimit();
    return new Machine(runtime, memory, limit > 0 ? limit : USUAL_CARD);
  }

  /** Whether models run on a GPU. */
  public boolean gpu() {
    return runtime.provider() != Provider.CPU;
  }

  /**
   * As Linux counts it, files' cache that can be given up included; elsewhere what the JVM says.
   */
  private static long free() {
    Path info = Path.of("/proc/meminfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(l -> l.startsWith("MemAvailable:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElseGet(Machine::total);
      } catch (IOException e) {
        return total();
      }
    }
    return total();
  }

  /** The heap's limit is a quarter of the memory unless somebody set it. */
  private static long total() {
    return 4 * java.lang.Runtime.getRuntime().maxMemory();
  }
}
