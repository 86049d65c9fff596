package zoetrope.app.inspector;

import java.util.List;
import java.util.OptionalLong;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;

/** Asks the queue for takes of a shot. */
public final class TakeRequests {
  private TakeRequests() {}

  /**
   * Asks for as many takes as the shot wants; with an unlocked seed they are others than those
   * there are.
   *
   * @param first before all that waits
   */
  public static void takes(Workbench bench, boolean first) {
    bench
        .story()
        .shot()
        .get()
        .ifPresent(
            s ->
                bench
                    .jobs()
                    .submit(
                        new Work.Generate(s.id(), s.settings().takes(), seed(bench, s)), first));
  }

  /** Asks for takes of every shot that has none. */
  public static void missing(Workbench bench) {
    for (Shot s : bench.story().story().get().shots()) {
      if (bench.story().picked(s.id()).isEmpty()) {
        bench.jobs().submit(new Work.Generate(s.id(), s.settings().takes(), seed(bench, s)), false);
      }
    }
  }

  private static long seed(Workbench bench, Shot s) {
    List<Take> there = bench.story().store().takes(s.id());
    long first = s.settings().seed().value();
    OptionalLong last = there.stream().mapToLong(Take::seed).max();
    return s.settings().seed().locked() || last.isEmpty()
        ? first
        : Math.max(first, last.getAsLong() + 1);
  }
}
