package zoetrope.systemtest.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Puts mutated files through a door until told to stop. An input that is answered by anything but
 * words, or not within a bound of time, is kept as a finding. What crashes the whole process is
 * left in the file that was being read.
 */
final class Fuzzer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ENOUGH = 20;

  private final Door door;
  private final Path folder;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final List<String> findings = new ArrayList<>();
  private long inputs;
  private boolean stuck;

  /**
   * @param folder to work in, of this fuzzer's own
   */
  Fuzzer(Door door, Path folder) {
    this.door = door;
    this.folder = folder;
  }

  Door door() {
    return door;
  }

  long inputs() {
    return inputs;
  }

  List<String> findings() {
    return findings;
  }

  void run(long seed, List<byte[]> seeds, BooleanSupplier more) throws IOException {
    Mutator mutator = new Mutator(seed);
    while (!stuck && findings.size() < ENOUGH && more.getAsBoolean()) {
      one(mutator.mutate(seeds));
    }
  }

  /** Tries one input. */
  void one(byte[] input) throws IOException {
    Path file = Files.write(folder.resolve("input." + door.ending()), input);
    inputs++;
    Future<?> result =
        worker.submit(
            () -> {
              door.open(file, folder);
              return true;
            });
    try {
      result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      keep(input, e.getCause());
    } catch (TimeoutException e) {
      keep(input, e);
      stuck = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stuck = true;
    }
  }

  private void keep(byte[] input, Throwable why) throws IOException {
    Path kept = Files.createDirectories(Path.of("target/fuzz")).resolve(name(input));
    Files.write(kept, input);
    StackTraceElement[] trace = why.getStackTrace();
    findings.add(
        "%s: %s at %s".formatted(kept, why, trace.length > 0 ? trace[0] : "an unknown place"));
    if (findings.size() == 1) {
      why.printStackTrace();
    }
  }

  private String name(byte[] input) {
    int hash = java.util.Arrays.hashCode(input);
    return "%s-%s.%s".formatted(door, HexFormat.of().toHexDigits(hash), door.ending());
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
