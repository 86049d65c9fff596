package zoetrope.app.queue;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;
import zoetrope.service.studio.Bitmap;

/** One job: what, how far, a picture of what is coming, why it failed, and what can be done. */
final class JobRow extends VBox {
  private final Workbench bench;
  private final Function<Job, HBox> deeds;
  private final Label title = new Label();
  private final Label state = new Label();
  private final Label error = new Label();

  /** Why earlier attempts failed. */
  private final Tooltip earlier = new Tooltip();

  private final ProgressBar bar = new ProgressBar(0);
  private final ImageView preview = new ImageView();
  private final HBox head = new HBox(6);
  private Optional<Job.State> was = Optional.empty();
  private Optional<Bitmap> pictured = Optional.empty();

  JobRow(Workbench bench, Job first, Function<Job, HBox> deeds) {
    super(6);
    this.bench = bench;
    this.deeds = deeds;
    getStyleClass().add("job");
    setId(first.id());
    title.setText(JobWords.title(bench, first.work()));
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    state.getStyleClass().addAll("quiet", "small");
    error.getStyleClass().addAll("job-error", "small");
    error.setWrapText(true);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setPrefHeight(6);
    preview.setPreserveRatio(true);
    preview.fitWidthProperty().bind(widthProperty().subtract(20));
    getChildren().addAll(head, bar, preview, state, error);
  }

  void show(Job j) {
    title.setText(JobWords.title(bench, j.work()));
    state.setText(JobWords.state(bench, j));
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
      head.getChildren().setAll(title, deeds.apply(j));
    }
  }

  private static void visible(javafx.scene.Node n, boolean v) {
    n.setVisible(v);
    n.setManaged(v);
  }
}
