package zoetrope.app.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;

/**
 * What the queue's screen knows of one kind of job: its words in the user's language, its picture,
 * what can be changed and what it has made.
 */
interface JobPresenter {
  /** The presenter of a job's work; the one place where the screen tells kinds apart. */
  static JobPresenter of(Workbench bench, Work work) {
    return switch (work) {
      case Work.Generate g -> new TakesPresenter(bench, g);
      case Work.Export e -> new ExportPresenter(bench, e);
      case Work.Unknown u -> new UnknownPresenter(bench, u);
    };
  }

  /** What the job is called wherever it stands alone. */
  String title();

  /** What it is called in its row, where the rest is beside it. */
  default String name() {
    return title();
  }

  /** What stands before its state, once it can no longer be changed. */
  default Optional<String> detail() {
    return Optional.empty();
  }

  /** What is said of it while it waits. */
  String waiting();

  /** What it is about, where there is no picture of it. */
  Ikon icon();

  /** A picture of what it is about, as it is now; empty while there is none. */
  default Optional<Path> picture() {
    return Optional.empty();
  }

  /** What lets one change it while it waits. */
  default List<Node> editors(String job) {
    return List.of();
  }

  /** Where what it has made lies, if that is outside of the story. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** It has begun; {@code nanos} as {@link System#nanoTime}. */
  default void begun(String job, JobPaces paces, long nanos) {}

  /** It is done. */
  default void done(String job, JobPaces paces, long nanos) {}
}
