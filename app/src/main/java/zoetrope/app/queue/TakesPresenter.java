package zoetrope.app.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Work;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;

/** Takes of a shot. */
record TakesPresenter(Workbench bench, Work.Generate work) implements JobPresenter {
  @Override
  public String title() {
    return bench.texts().get("queue.generate", name(), work.takes());
  }

  /** Without how many takes, which a waiting job lets one choose beside it. */
  @Override
  public String name() {
    return shot().map(Shot::name).orElse(work.shotId());
  }

  private Optional<Shot> shot() {
    return bench.story().story().get().shot(work.shotId());
  }

  @Override
  public Optional<String> detail() {
    return Optional.of(bench.texts().get("queue.count", work.takes()));
  }

  @Override
  public String waiting() {
    return bench.texts().get("queue.state.WAITING");
  }

  @Override
  public Ikon icon() {
    return Feather.IMAGE;
  }

  /** The shot as it is so far. */
  @Override
  public Optional<Path> picture() {
    return bench.story().picked(work.shotId()).flatMap(t -> bench.story().file(t, "poster"));
  }

  @Override
  public List<Node> editors(String job) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return List.of(Controls.label(bench.texts(), "queue.takes", "quiet", "small"), count(job), gap);
  }

  private Spinner<Integer> count(String job) {
    Spinner<Integer> s = new Spinner<>(1, 16, work.takes());
    s.setPrefWidth(68);
    s.accessibleTextProperty().bind(bench.texts().bind("queue.takes"));
    s.valueProperty()
        .addListener(
            (o, was, is) ->
                bench.jobs().replace(job, new Work.Generate(work.shotId(), is, work.seed())));
    return s;
  }

  @Override
  public void begun(String job, JobPaces paces, long nanos) {
    Story story = bench.story().story().get();
    shot()
        .ifPresent(
            s ->
                bench
                    .abilities()
                    .of(s)
                    .ifPresent(
                        m ->
                            paces
                                .takes()
                                .begun(job, s, work.takes(), m, story.format().fps(), nanos)));
  }

  @Override
  public void done(String job, JobPaces paces, long nanos) {
    paces.takes().done(job, nanos);
  }
}
