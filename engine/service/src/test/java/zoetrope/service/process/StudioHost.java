package zoetrope.service.process;

import java.nio.file.Path;
import java.time.Duration;
import zoetrope.service.Eventually;
import zoetrope.service.jobs.Job;

/**
 * The studio's process without its windows: {@code StudioHost FOLDER FIRST COUNT} opens the story
 * of a folder, goes on with its queue, asks for COUNT takes of the seeds from FIRST on, says which
 * jobs are on disk and when one is done, and ends when all are over.
 */
final class StudioHost {
  private StudioHost() {}

  /** Starts one; its errors are the caller's to read. */
  static ProcessBuilder command(Path folder, long first, int count) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            StudioHost.class.getName(),
            folder.toString(),
            Long.toString(first),
            Integer.toString(count));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    long first = Long.parseLong(args[1]);
    int count = Integer.parseInt(args[2]);
    try (EngineBench b =
        EngineBench.open(
            folder.resolve("Two.zoetrope"),
            EngineBench.launch(EngineBench.home(folder)),
            EngineBench.QUICK,
            EngineBench.RETRIES)) {
      System.out.println("open");
      for (int i = 0; i < count; i++) {
        System.out.println("job " + b.submit("one", 1, first + i).id());
      }
      Eventually.until(
          "the queue to be empty",
          Duration.ofMinutes(5),
          () -> b.jobs.jobs().stream().map(Job::state).allMatch(Job.State::over));
      System.out.println("idle");
    }
  }
}
