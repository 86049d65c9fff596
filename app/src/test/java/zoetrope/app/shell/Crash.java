package zoetrope.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ButtonBase;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;

/**
 * Two studios for the test of a crash (zoetrope.systemtest.CrashTest): {@code Crash FOLDER before}
 * edits and generates until it is killed, {@code Crash FOLDER after} starts again and says what it
 * found.
 */
public final class Crash {
  private static final Duration SOON = Duration.ofMinutes(1);

  private Crash() {}

  public static void main(String[] args) {
    StudioBench b =
        new StudioBench(Path.of(args[0]), Texts.Language.ENGLISH, Theme.DARK, 1280, 800);
    if (args[1].equals("before")) {
      before(b);
    } else {
      after(b);
    }
  }

  private static void before(StudioBench b) {
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-template-ad")).fire());
    b.awaitStory();
    var bench = b.screen().bench();
    TestBench.fx(() -> bench.jobs().submit(new Work.Generate("shot-1", 2, 7), false));
    StudioBench.await(
        "the first steps", SOON, () -> bench.jobs().jobs().stream().anyMatch(j -> j.done() > 0.05));
    TestBench.fx(() -> bench.story().editShot(s -> s.withPrompt("a beach, just before the end")));
    System.out.println("generating");
  }

  private static void after(StudioBench b) {
    System.out.println("recovers: " + TestBench.<Boolean>onFx(b.window::recover));
    b.awaitStory();
    var bench = b.screen().bench();
    var store = bench.story().store();
    System.out.println("prompt: " + store.story().shots().getFirst().prompt());
    System.out.println("undo: " + store.undoable().orElse(""));
    System.out.println("jobs: " + bench.jobs().jobs().size());
    StudioBench.await(
        "the job to be done",
        Duration.ofMinutes(3),
        () -> bench.jobs().jobs().getFirst().state() == Job.State.DONE);
    System.out.println("takes: " + store.takes("shot-1").size());
    System.exit(0);
  }
}
