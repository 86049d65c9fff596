package zoetrope.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.model.TakePace;
import zoetrope.diffusion.card.ModelCard;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.diffusion.family.UnknownFolder;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Answer;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.edit.ShotEdits;

/** The inspector follows the models of this machine and what each can do. */
@Tag("ui")
class InspectorTest {
  @TempDir Path folder;
  private TestBench b;
  private Stage stage;
  private InspectorView view;
  private final Map<String, String> kept = new HashMap<>();
  private int opened;

  static ModelProfile profile(
      String id,
      Map<Wish, Answer> answers,
      Advice advice,
      List<ModelProblem> problems,
      String... loras) {
    Path place = Path.of(id);
    InstalledModel m =
        new InstalledModel(
            id,
            "Model " + id,
            InstalledModel.Origin.IMPORTED,
            new UnknownFolder(new ModelCard("", place, "text", "", List.of(), problems)));
    return new ModelProfile(
        m,
        answers,
        advice,
        java.util.stream.Stream.of(loras).map(l -> new ModelProfile.Laid(Path.of(l), 1)).toList());
  }

  private static ModelProfile starter() {
    return profile("starter", Map.of(), new Advice(12, 16, 2, false, true), List.of());
  }

  private static ModelProfile words(String id) {
    return profile(
        id,
        Map.of(
            Wish.FIRST_FRAME, new Answer(false, Optional.of("NO_FIRST_FRAME")),
            Wish.CHARACTERS, new Answer(false, Optional.of("NO_CHARACTERS"))),
        new Advice(16, 50, 6, false, false),
        List.of());
  }

  @BeforeEach
  void open() throws Exception {
    b = new TestBench(folder);
    TestBench.fx(() -> b.models.set(List.of(starter(), words("wan-text"))));
    view =
        TestBench.onFx(
            () ->
                new InspectorView(
                    b.bench,
                    new SavedPrompts(folder.resolve("prompts.txt")),
                    new TakePace(k -> Optional.ofNullable(kept.get(k)), kept::put),
                    () -> opened++));
    stage = TestBench.show(view, 340, 900, true);
    TestBench.fx(() -> ((TitledPane) find("inspector-advanced")).setExpanded(true));
    TestBench.settle();
  }

  @AfterEach
  void close() throws Exception {
    TestBench.fx(stage::hide);
    b.close();
  }

  private Node find(String id) {
    return Optional.ofNullable(view.lookup("#" + id)).orElseThrow();
  }

  private Shot shot() {
    return b.bench.story().shot().get().orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private void choose(String id) {
    TestBench.fx(
        () -> {
          ComboBox<ModelBox.Choice> box = (ComboBox<ModelBox.Choice>) find("inspector-model");
          box.setValue(
              box.getItems().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow());
        });
    TestBench.settle();
  }

  private ModelBox box() {
    return (ModelBox) find("inspector-model");
  }

  private String reasons() {
    return TestBench.onFx(
        () ->
            find("inspector-unfit").isVisible()
                ? String.join(
                    " ",
                    view.lookupAll("#inspector-unfit .label").stream()
                        .map(n -> ((Labeled) n).getText())
                        .toList())
                : "");
  }

  private boolean canGenerate() {
    return TestBench.onFx(() -> !((ButtonBase) find("inspector-generate")).isDisabled());
  }

  @Test
  void aChosenModelIsAskedAsItAdvises() {
    choose("wan-text");
    assertThat(shot().settings().model()).isEqualTo("wan-text");
    assertThat(shot().settings().steps()).isEqualTo(ShotSettings.AS_ADVISED);
    assertThat(shot().settings().guidance()).isEqualTo(ShotSettings.AS_ADVISED);
    String steps =
        TestBench.onFx(() -> ((Spinner<?>) find("inspector-steps")).getEditor().getText());
    assertThat(steps).isEqualTo("50 (recommended)");
    choose("starter");
    assertThat(shot().settings().steps()).isEqualTo(ShotSettings.EMBEDDED_STEPS);
  }

  @Test
  void whatTheModelCannotDoIsDisabledWithTheReason() {
    choose("wan-text");
    assertThat(TestBench.onFx(() -> find("inspector-first").isDisabled())).isTrue();
    assertThat(TestBench.onFx(() -> find("inspector-identity").isDisabled() || identityOff()))
        .isTrue();
    assertThat(((Label) find("inspector-limits")).getText()).contains("character images");
    assertThat(reasons()).contains("character images");
    assertThat(canGenerate()).isFalse();
    TestBench.fx(() -> b.bench.story().editShot(s -> ShotEdits.cast(s, List.of())));
    TestBench.settle();
    assertThat(reasons()).isEmpty();
    assertThat(canGenerate()).isTrue();
  }

  private boolean identityOff() {
    return view.lookupAll("#inspector-identity .slider").stream().allMatch(Node::isDisabled);
  }

  @Test
  void aModelThatIsMissingIsNamedWithARemedyUntilItIsImported() {
    TestBench.fx(() -> b.bench.story().editShot(s -> ShotEdits.model(s, "gone")));
    TestBench.settle();
    assertThat(TestBench.onFx(() -> box().getValue().name())).isEqualTo("gone (not installed)");
    assertThat(reasons()).contains("gone", "Import or download");
    assertThat(canGenerate()).isFalse();
    TestBench.fx(() -> ((ButtonBase) find("inspector-models")).fire());
    assertThat(opened).isEqualTo(1);
    ModelProfile came =
        profile(
            "gone", Map.of(), new Advice(16, 4, 1, true, false), List.of(), "lightx2v.safetensors");
    TestBench.fx(() -> b.models.set(List.of(starter(), came)));
    TestBench.settle();
    assertThat(TestBench.onFx(() -> box().getValue().name())).isEqualTo("Model gone");
    assertThat(box().getValue().about()).contains("With lightx2v");
    assertThat(reasons()).isEmpty();
    assertThat(canGenerate()).isTrue();
    assertThat(TestBench.onFx(() -> find("inspector-steps").isDisabled())).isTrue();
    assertThat(((Label) find("inspector-limits")).getText()).contains("4 steps");
  }

  @Test
  void anIncompleteModelIsShownAndNotTaken() {
    ModelProfile half =
        profile(
            "half",
            Map.of(),
            new Advice(1, 0, 0, false, false),
            List.of(ModelProblem.unreadable("half: it is cut off")));
    TestBench.fx(() -> b.models.set(List.of(starter(), half)));
    TestBench.settle();
    choose("half");
    assertThat(shot().settings().model()).isEqualTo("starter");
    assertThat(TestBench.onFx(() -> box().getValue().id())).isEqualTo("starter");
  }

  @Test
  void generatingSaysHowLongItWillTakeOnceThatWasMeasured() {
    Label about = (Label) find("inspector-about");
    assertThat(about.getText()).isEmpty();
    kept.put("pace.take.starter", "100");
    TestBench.fx(() -> b.bench.story().editShot(s -> s.withName("Other")));
    TestBench.settle();
    assertThat(about.getText()).isEqualTo("About 40 s on this computer");
  }

  @Test
  void keptPromptsCanBeDeleted() throws Exception {
    SavedPrompts saved = new SavedPrompts(folder.resolve("prompts.txt"));
    saved.add("one  place");
    saved.add("another");
    saved.remove("one place");
    saved.remove("never kept");
    assertThat(saved.all()).containsExactly("another");
    assertThat(Set.copyOf(new SavedPrompts(folder.resolve("prompts.txt")).all()))
        .containsExactly("another");
  }
}
