package zoetrope.service.process;

import java.nio.file.Path;
import java.time.Duration;
import zoetrope.service.jobs.Job;

/**
 * The studio's process without its windows: {@code StudioHost FOLDER FIRST COUNT} opens the story
 * of a folder, goes on with its queue, asks for COUNT takes of the seeds from FIRST on, says which
 * jobs are on disk, and ends when all are over.
 */
final class StudioHost {
  private StudioHost() {}

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
      EngineBench.until(
          "the queue to be empty",
          Duration.ofMinutes(5),
          () -> b.jobs.jobs().stream().map(Job::state).allMatch(Job.State::over));
      System.out.println("idle");
    }
  }
}
