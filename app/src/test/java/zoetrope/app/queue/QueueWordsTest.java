package zoetrope.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.film.picture.CornerLabel;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;

/** What the queue says of its jobs: from their work, in the language of the moment. */
@Tag("ui")
class QueueWordsTest {
  private static final ExportSettings GIF = ExportPresets.named("gif").orElseThrow().settings();

  private static final Optional<CornerLabel> AI_GENERATED =
      Optional.of(new CornerLabel("AI-generated", CornerLabel.Corner.BOTTOM_RIGHT));

  @TempDir Path folder;
  private TestBench bench;
  private QueueView view;
  private Label badge;
  private Stage stage;
  private final List<Path> revealed = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    bench = new TestBench(folder);
    bench.jobs.submit(new Work.Generate("one", 3, 7), false);
    bench.jobs.submit(new Work.Export(folder.resolve("film.gif"), GIF), false);
    bench.jobs.submit(new Work.Unknown("narration", "{\"kind\":\"narration\"}"), false);
    view = TestBench.onFx(() -> new QueueView(bench.bench, revealed::add));
    badge = TestBench.onFx(() -> QueueView.badge(bench.bench));
    stage = TestBench.show(view, 500, 600, false);
    TestBench.settle();
  }

  @AfterEach
  void close() {
    TestBench.fx(stage::hide);
    TestBench.fx(view::close);
    bench.close();
  }

  private void set(Job.State state) {
    TestBench.fx(() -> bench.jobs.jobs().forEach(j -> bench.jobs.set(j.in(state))));
    TestBench.settle();
  }

  private String said(String id) {
    return TestBench.onFx(
        () ->
            all(view.lookup("#" + id), new ArrayList<>()).stream()
                .filter(n -> n instanceof Label l && !l.getText().isEmpty())
                .map(n -> ((Label) n).getText())
                .collect(Collectors.joining(" | ")));
  }

  private static List<Node> all(Node n, List<Node> found) {
    if (n.isVisible()) {
      found.add(n);
      if (n instanceof Parent p && !(n instanceof Spinner)) {
        p.getChildrenUnmodifiable().forEach(child -> all(child, found));
      }
    }
    return found;
  }

  @Test
  void aWaitingJobSaysWhatItWillDoInTheLanguageOfTheMoment() {
    assertThat(said("job-1")).contains("Meadow", "Uses the shot as it is");
    assertThat(said("job-2")).contains("Export film.gif", "exports the film as it is");
    assertThat(said("job-3"))
        .contains("Job of a newer version (narration)", "kept for a newer one");
    TestBench.fx(() -> bench.bench.texts().language().set(Texts.Language.CHINESE));
    TestBench.settle();
    assertThat(said("job-2")).contains("film.gif").doesNotContain("Export");
    assertThat(said("job-3")).contains("新版本的任务（narration）");
  }

  @Test
  void whatCanBeChangedAndWhatWasMadeDependsOnTheWork() {
    assertThat(TestBench.onFx(() -> view.lookup("#job-1").lookup(".spinner"))).isNotNull();
    assertThat(TestBench.onFx(() -> view.lookup("#job-2").lookup(".spinner"))).isNull();
    set(Job.State.DONE);
    assertThat(said("job-1")).contains("3 takes");
    String open = bench.bench.texts().get("queue.reveal");
    for (int i = 1; i <= 3; i++) {
      Node row = view.lookup("#job-" + i);
      TestBench.fx(
          () ->
              all(row, new ArrayList<>()).stream()
                  .filter(n -> n instanceof Button b && open.equals(b.getAccessibleText()))
                  .forEach(n -> ((Button) n).fire()));
    }
    assertThat(revealed).containsExactly(folder.resolve("film.gif").toAbsolutePath());
  }

  @Test
  void workOfALaterVersionIsNotWaitedFor() {
    assertThat(badge.getText()).isEqualTo("2 waiting in the queue");
    TestBench.fx(() -> bench.jobs.remove("job-1"));
    TestBench.fx(() -> bench.jobs.remove("job-2"));
    TestBench.settle();
    assertThat(badge.getText()).isEqualTo("Queue is empty");
  }

  @Test
  void theExportDialogShowsEachPresetsLimitsAndSubmitsItsSettings() {
    ExportPace pace = new ExportPace(k -> Optional.empty(), (k, v) -> {});
    ExportDialog dialog = TestBench.onFx(() -> new ExportDialog(bench.bench, pace, stage, folder));
    for (var preset : ExportPresets.all()) {
      TestBench.fx(
          () -> ((ToggleButton) content(dialog).lookup("#export-preset-" + preset.name())).fire());
      String limits =
          TestBench.onFx(() -> ((Label) content(dialog).lookup("#export-limits")).getText());
      preset
          .settings()
          .limits()
          .forEach(
              l ->
                  assertThat(limits)
                      .as(preset.name())
                      .contains(bench.bench.texts().get("export.limit." + l.name())));
      TestBench.fx(
          () -> {
            ((TextField) content(dialog).lookup("#export-file")).setText("/films/a.x");
            ((CheckBox) content(dialog).lookup("#export-label")).setSelected(true);
            dialog.setResult(ButtonType.OK);
            dialog.getOnHidden().handle(null);
          });
      assertThat(bench.jobs.list.getLast().work())
          .isEqualTo(
              new Work.Export(Path.of("/films/a.x"), preset.settings().labelled(AI_GENERATED)));
    }
  }

  /** What the dialog shows between its header and its buttons, found before it has a skin. */
  private static Node content(ExportDialog dialog) {
    Node content = dialog.getDialogPane().getContent();
    return content instanceof ScrollPane scrolling ? scrolling.getContent() : content;
  }
}
