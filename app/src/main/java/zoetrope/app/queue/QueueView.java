package zoetrope.app.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.Workbench;
import zoetrope.service.jobs.Job;

/** The queue of the open story. */
public final class QueueView extends BorderPane implements AutoCloseable {
  private final Workbench bench;
  private final Consumer<Path> reveal;
  private final VBox list = new VBox(8);
  private final Rows<String, JobRow> rows;
  private final Label none;
  private final ToggleButton pause;
  private final AutoCloseable listening;

  /** {@code reveal} shows a finished film in the system's file manager. */
  public QueueView(Workbench bench, Consumer<Path> reveal) {
    this.bench = bench;
    this.reveal = reveal;
    getStylesheets()
        .add(
            Objects.requireNonNull(QueueView.class.getResource("/zoetrope/app/style/queue.css"))
                .toExternalForm());
    rows = new Rows<>(id -> new JobRow(bench, id, this::deeds));
    none = Controls.label(bench.texts(), "queue.empty", "empty-hint");
    setId("queue");
    getStyleClass().add("panel");
    list.getStyleClass().add("queue-list");
    pause = new ToggleButton();
    pause.setId("queue-pause");
    pause
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> bench.texts().get(pause.isSelected() ? "queue.resume" : "queue.pause"),
                pause.selectedProperty(),
                bench.texts().language()));
    pause
        .graphicProperty()
        .bind(pause.selectedProperty().map(p -> new FontIcon(p ? Feather.PLAY : Feather.PAUSE)));
    pause.getStyleClass().add("small");
    pause.setSelected(bench.jobs().paused());
    pause.setOnAction(
        e -> {
          if (pause.isSelected()) {
            bench.jobs().pause();
          } else {
            bench.jobs().resume();
          }
        });
    Button clear = Controls.button(bench.texts(), "queue.clear", Feather.X, this::clear);
    clear.getStyleClass().addAll("flat", "small");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header = new HBox(pause, gap, clear);
    header.getStyleClass().add("panel-header");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    Label paused = Controls.label(bench.texts(), "queue.paused", "queue-paused", "small");
    paused.setGraphic(new FontIcon(Feather.PAUSE_CIRCLE));
    paused.setMaxWidth(Double.MAX_VALUE);
    paused.setWrapText(true);
    paused.visibleProperty().bind(pause.selectedProperty());
    paused.managedProperty().bind(paused.visibleProperty());
    setTop(new VBox(header, paused));
    setCenter(scroll);
    bench.story().story().addListener((o, was, is) -> fill(bench.jobs().jobs()));
    listening = bench.jobs().listen(all -> bench.ui().later(() -> fill(all)));
    bench
        .texts()
        .language()
        .addListener(
            (o, was, is) -> {
              rows.clear();
              fill(bench.jobs().jobs());
            });
    fill(bench.jobs().jobs());
  }

  private void clear() {
    for (Job j : bench.jobs().jobs()) {
      if (j.state().over()) {
        bench.jobs().remove(j.id());
      }
    }
  }

  private void fill(List<Job> jobs) {
    pause.setSelected(bench.jobs().paused());
    List<JobRow> shown = rows.of(jobs.stream().map(Job::id).toList());
    for (int i = 0; i < shown.size(); i++) {
      shown.get(i).show(jobs.get(i));
    }
    Rows.into(list.getChildren(), jobs.isEmpty() ? List.of(none) : shown);
  }

  /** The buttons that fit a job's state. */
  private HBox deeds(Job j) {
    HBox box = new HBox(4);
    box.setAlignment(Pos.CENTER_RIGHT);
    switch (j.state()) {
      case WAITING -> {
        box.getChildren().addAll(JobPresenter.of(bench, j.work()).editors(j.id()));
        box.getChildren()
            .addAll(
                icon("queue.priority", Feather.FLAG, () -> prioritise(j.id())),
                icon("queue.up", Feather.ARROW_UP, () -> move(j, -1)),
                icon("queue.down", Feather.ARROW_DOWN, () -> move(j, 1)),
                icon("queue.cancel", Feather.X, () -> bench.jobs().cancel(j.id())));
      }
      case RUNNING ->
          box.getChildren().add(icon("queue.cancel", Feather.X, () -> bench.jobs().cancel(j.id())));
      case FAILED, CANCELLED ->
          box.getChildren()
              .addAll(
                  icon("queue.retry", Feather.REFRESH_CW, () -> bench.jobs().retry(j.id())),
                  icon("queue.remove", Feather.TRASH_2, () -> bench.jobs().remove(j.id())));
      case DONE -> {
        JobPresenter.of(bench, j.work())
            .file()
            .ifPresent(
                f ->
                    box.getChildren()
                        .add(icon("queue.reveal", Feather.FOLDER, () -> reveal.accept(f))));
        box.getChildren()
            .add(icon("queue.remove", Feather.TRASH_2, () -> bench.jobs().remove(j.id())));
      }
    }
    return box;
  }

  private Button icon(String key, Feather icon, Runnable run) {
    Button b = Controls.iconButton(bench.texts(), key, icon, run);
    b.getStyleClass().add("small");
    return b;
  }

  /** Normal, high, low, and normal again. */
  private void prioritise(String id) {
    bench.jobs().jobs().stream()
        .filter(j -> j.id().equals(id))
        .findFirst()
        .ifPresent(
            j ->
                bench
                    .jobs()
                    .prioritise(
                        id,
                        switch (j.priority()) {
                          case NORMAL -> Job.Priority.HIGH;
                          case HIGH -> Job.Priority.LOW;
                          case LOW -> Job.Priority.NORMAL;
                        }));
  }

  private void move(Job j, int by) {
    List<String> ids = bench.jobs().jobs().stream().map(Job::id).toList();
    int at = ids.indexOf(j.id());
    bench.jobs().move(j.id(), Math.clamp(at + by, 0, ids.size() - 1));
  }

  /** A short word for the status bar. */
  public static Label badge(Workbench bench) {
    Label l = new Label();
    l.setId("queue-badge");
    l.getStyleClass().add("small");
    Consumer<List<Job>> show =
        all -> {
          Optional<Job> running =
              all.stream().filter(j -> j.state() == Job.State.RUNNING).findFirst();
          long waiting =
              all.stream().filter(j -> j.pending() && j.state() == Job.State.WAITING).count();
          l.setGraphic(new FontIcon(running.isPresent() ? Feather.LOADER : Feather.LIST));
          l.setText(
              running
                  .map(
                      j ->
                          JobPresenter.of(bench, j.work()).title()
                              + "  ·  "
                              + JobWords.state(bench, j)
                              + (waiting > 0
                                  ? "  ·  " + bench.texts().get("queue.more", waiting)
                                  : ""))
                  .orElse(
                      waiting > 0
                          ? bench.texts().get("queue.waiting", waiting)
                          : bench.texts().get("queue.idle")));
        };
    bench.jobs().listen(all -> bench.ui().later(() -> show.accept(all)));
    bench.texts().language().addListener((o, was, is) -> show.accept(bench.jobs().jobs()));
    show.accept(bench.jobs().jobs());
    return l;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException("the queue would not let go of its listener", e);
    }
  }
}
