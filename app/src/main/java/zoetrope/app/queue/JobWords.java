package zoetrope.app.queue;

import java.time.Duration;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;

/** How jobs are doing. */
final class JobWords {
  private JobWords() {}

  static String state(Workbench bench, Job j) {
    StringBuilder words = new StringBuilder(plain(bench, j));
    if (!j.state().over() && j.priority() != Job.Priority.NORMAL) {
      words.append(" · ").append(bench.texts().get("queue.priority." + j.priority().name()));
    }
    if (j.attempts().begun() > 1) {
      words.append(" · ").append(bench.texts().get("queue.attempt", j.attempts().begun()));
    }
    return words.toString();
  }

  private static String plain(Workbench bench, Job j) {
    String left = j.left().map(d -> bench.texts().get("queue.left", time(d))).orElse("");
    return switch (j.state()) {
      case RUNNING -> bench.texts().get("queue.running", Math.round(100 * j.done())) + " " + left;
      case WAITING -> JobPresenter.of(bench, j.work()).waiting();
      default -> bench.texts().get("queue.state." + j.state().name());
    };
  }

  private static String time(Duration d) {
    long s = d.toSeconds();
    return s < 60 ? s + " s" : "%d:%02d min".formatted(s / 60, s % 60);
  }
}
