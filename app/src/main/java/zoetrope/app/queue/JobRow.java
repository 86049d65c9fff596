package zoetrope.app.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;
import zoetrope.service.studio.Bitmap;

/** One job: what, how far, a picture of what is coming, why it failed, and what can be done. */
final class JobRow extends VBox {
  private final Workbench bench;
  private final Function<Job, HBox> act;
  private final Label title = new Label();
  private final Label state = new Label();
  private final Label error = new Label();

  /** Why earlier attempts failed. */
  private final Tooltip earlier = new Tooltip();

  private final ProgressBar bar = new ProgressBar(0);
  private final ImageView preview = new ImageView();
  private final HBox head = new HBox(6);
  private final HBox what = new HBox(10);
  private final HBox foot = new HBox();
  private Optional<Job.State> was = Optional.empty();
  private final ImageView poster = new ImageView();
  private final FontIcon icon = new FontIcon();
  private Optional<Path> shown = Optional.empty();
  private Optional<Bitmap> pictured = Optional.empty();

  JobRow(Workbench bench, String id, Function<Job, HBox> deeds) {
    super(6);
    this.bench = bench;
    this.act = deeds;
    getStyleClass().add("job");
    setId(id);
    title.getStyleClass().add("job-title");
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    head.setAlignment(Pos.CENTER_LEFT);
    state.getStyleClass().addAll("quiet", "small");
    error.getStyleClass().addAll("job-error", "small");
    error.setWrapText(true);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setPrefHeight(6);
    preview.setPreserveRatio(true);
    preview.fitWidthProperty().bind(widthProperty().subtract(20));
    VBox words = new VBox(2, title, state);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    poster.setId(id + "-picture");
    poster.setFitWidth(64);
    poster.setFitHeight(36);
    poster.setPreserveRatio(true);
    StackPane picture = new StackPane(icon, poster);
    picture.getStyleClass().add("job-picture");
    picture.setMinSize(64, 36);
    picture.setMaxSize(64, 36);
    what.getChildren().addAll(picture, words);
    what.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(what, Priority.ALWAYS);
    state.setWrapText(true);
    getChildren().addAll(head, foot, bar, preview, error);
  }

  void show(Job j) {
    JobPresenter job = JobPresenter.of(bench, j.work());
    title.setText(job.name());
    state.setText(said(j, job));
    icon.setIconCode(job.icon());
    poster(job.picture());
    boolean runs = j.state() == Job.State.RUNNING;
    visible(bar, runs);
    bar.setProgress(runs && j.done() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : j.done());
    Optional<Bitmap> p = runs ? j.preview() : Optional.empty();
    visible(preview, p.isPresent());
    if (p.isPresent() && !p.equals(pictured)) {
      preview.setImage(Pictures.image(p.get()));
    }
    pictured = p;
    visible(error, j.error().isPresent());
    error.setText(j.error().orElse(""));
    earlier.setText(String.join("\n", j.attempts().errors()));
    Tooltip.uninstall(state, earlier);
    if (!j.attempts().errors().isEmpty()) {
      Tooltip.install(state, earlier);
    }
    if (!was.equals(Optional.of(j.state()))) {
      was = Optional.of(j.state());
      HBox deeds = act.apply(j);
      HBox.setHgrow(deeds, wide(j) ? Priority.ALWAYS : Priority.NEVER);
      boolean wide = wide(j);
      head.getChildren().setAll(what);
      if (!wide) {
        head.getChildren().add(deeds);
      }
      foot.getChildren().setAll(wide ? List.of(deeds) : List.of());
      visible(foot, wide);
    }
  }

  /** Reads another picture; the one that is shown stays until then. */
  private void poster(Optional<Path> file) {
    if (!file.equals(shown)) {
      shown = file;
      file.ifPresent(
          f ->
              bench
                  .background()
                  .run(
                      () -> bench.bitmaps().read(f),
                      b -> {
                        poster.setImage(Pictures.image(b));
                        icon.setVisible(false);
                      }));
    }
  }

  /** A waiting job can be changed, which takes a row of its own. */
  private static boolean wide(Job j) {
    return j.state() == Job.State.WAITING;
  }

  private String said(Job j, JobPresenter job) {
    String state = JobWords.state(bench, j);
    return wide(j) ? state : job.detail().map(d -> d + "  ·  ").orElse("") + state;
  }

  private static void visible(Node n, boolean v) {
    n.setVisible(v);
    n.setManaged(v);
  }
}
