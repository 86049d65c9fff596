package zoetrope.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.ModelProfile;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.models.ModelProfile.Answer;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.service.reading.ModelShotReader;
import zoetrope.service.reading.ShotReader;
import zoetrope.service.reading.ShotReading;
import zoetrope.service.reading.ShotReading.Painted;
import zoetrope.service.reading.ShotReading.Player;
import zoetrope.service.reading.ShotReading.Unpainted;
import zoetrope.service.reading.ShotReading.Words;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StockCast;
import zoetrope.story.edit.ShotEdits;

/** Under the prompt stands what will be painted of it, and what will not. */
@Tag("ui")
class PromptNoteTest {
  private static final String TOKYO = "a red sports car in Tokyo, in the rain";
  private static final ShotReading READ =
      new ShotReading(
          List.of(
              new Painted("place", "city", "nearest", List.of(new Words(20, 25, "Tokyo")), .9),
              new Painted("light", "day", "usual", List.of(), .9),
              new Painted("weather", "rain", "partly", List.of(), .9),
              new Painted("mood", "plain", "usual", List.of(), .9),
              new Painted("camera", "still", "usual", List.of(), 1)),
          List.of(),
          List.of(
              new Unpainted(new Words(2, 16, "red sports car"), "no-character"),
              new Unpainted(new Words(34, 38, "rain"), "sky-only")),
          false);

  @TempDir Path folder;
  private TestBench b;
  private Stage stage;
  private PromptNote note;

  @BeforeEach
  void open() throws Exception {
    b = new TestBench(folder);
    b.reader.known.put(TOKYO, READ);
    ModelProfile starter =
        InspectorTest.profile(
            "starter",
            Map.of(Wish.TEXT, new Answer(true, Optional.of("KNOWN_WORDS"))),
            new ModelProfile.Advice(12, 16, 2, false, true),
            List.of());
    ModelProfile wan =
        InspectorTest.profile("wan", Map.of(), new Advice(16, 50, 6, false, false), List.of());
    TestBench.fx(() -> b.models.set(List.of(starter, wan)));
    note = TestBench.onFx(() -> new PromptNote(b.bench));
    stage = TestBench.show(note, 340, 300, true);
  }

  @AfterEach
  void close() throws Exception {
    TestBench.fx(stage::hide);
    b.close();
  }

  private void write(String prompt) {
    TestBench.fx(() -> b.bench.story().editShot(s -> s.withPrompt(prompt)));
  }

  private Node line(String id) {
    return Optional.ofNullable(note.lookup("#" + id)).orElseThrow();
  }

  private String text(String id) {
    return TestBench.onFx(
        () -> line(id).isVisible() && note.isVisible() ? ((Labeled) line(id)).getText() : "");
  }

  /** Readings come after a pause in writing, from another thread. */
  private void until(String id, String text) {
    for (int i = 0; i < 100 && !text(id).equals(text); i++) {
      TestBench.settle();
    }
    assertThat(text(id)).isEqualTo(text);
  }

  @Test
  void whatIsWrittenIsReadAndToldInTheLanguageOfTheStudio() {
    write(TOKYO);
    until("inspector-painted", "Will paint: a city (for “Tokyo”), by day, under a rainy sky.");
    assertThat(text("inspector-unpainted"))
        .isEqualTo(
            "No character in the shot for: red sports car."
                + " Painted as a sky only, nothing falls: rain.");
    TestBench.fx(() -> b.bench.texts().language().set(Texts.Language.CHINESE));
    until("inspector-painted", "将画出：城市（最接近“Tokyo”），白天，雨天的天色。");
    assertThat(text("inspector-unpainted"))
        .isEqualTo("镜头中没有对应的角色：red sports car。 只画天色，没有雨雪落下：rain。");
  }

  @Test
  void aPromptIsReadWhenTheWriterPauses() {
    for (int i = 1; i <= TOKYO.length(); i++) {
      write(TOKYO.substring(0, i));
    }
    until("inspector-painted", "Will paint: a city (for “Tokyo”), by day, under a rainy sky.");
    assertThat(b.reader.read).hasSizeLessThan(TOKYO.length() / 2).endsWith(TOKYO);
  }

  @Test
  void aModelThatUnderstandsTextHasNoNoteAndIsNotAsked() {
    write(TOKYO);
    until("inspector-painted", "Will paint: a city (for “Tokyo”), by day, under a rainy sky.");
    b.reader.read.clear();
    TestBench.fx(() -> b.bench.story().editShot(s -> ShotEdits.model(s, "wan")));
    until("inspector-painted", "");
    assertThat(TestBench.onFx(note::isManaged)).isFalse();
    assertThat(b.reader.read).isEmpty();
  }

  /** What the studio itself writes for the starter model, it understands. */
  @Test
  void theMenusWordsAndTheTemplatesPromptsAreUnderstoodInBothLanguages() {
    Installation home = new Installation(Path.of(System.getProperty("zoetrope.home", "..")));
    Shot shot = b.bench.story().shot().get().orElseThrow();
    try (ShotReader reader =
        ModelShotReader.open(home, new ModelLibrary(home, folder.resolve("library")))) {
      for (Texts.Language language : Texts.Language.values()) {
        Texts texts = new Texts(language);
        List<String> places = offered(texts, "place").toList();
        String place =
            ", " + texts.get("inspector.helper.place.1"); // a meadow, where all can be seen
        Stream<String> written =
            Stream.concat(
                offered(texts, "light|weather|lens|camera").map(words -> words + place),
                Stream.concat(places.stream(), texts(texts, "start\\.template\\.\\w+\\.prompt.*")));
        for (String words : written.toList()) {
          Shot asked = shot.withPrompt(words);
          assertThat(reader.read(b.bench.story().story().get(), asked).orElseThrow().unpainted())
              .as(words)
              .allMatch(u -> u.reason().equals("sky-only"));
        }
      }
    }
  }

  private static Stream<String> offered(Texts texts, String sorts) {
    return texts(texts, "inspector\\.helper\\.(" + sorts + ")\\.\\d+");
  }

  private static Stream<String> texts(Texts texts, String keys) {
    return texts.keys(Texts.Language.ENGLISH).stream().filter(k -> k.matches(keys)).map(texts::get);
  }

  private static final String CAT = "a cat and a terrier in a forrest";
  private static final ShotReading CAST =
      new ShotReading(
          List.of(new Painted("place", "park", "guessed", List.of(), .4)),
          List.of(
              new Player("cat", "猫", "1f408", "requested", 1, List.of(new Words(2, 5, "cat"))),
              new Player("dog", "狗", "1f415", "nearest", 2, List.of(new Words(12, 19, "terrier")))),
          List.of(new Unpainted(new Words(25, 32, "forrest"), "unknown", List.of("forest"))),
          false);

  private List<String> chips() {
    return TestBench.onFx(
        () ->
            ((Pane) line("inspector-stock"))
                .getChildren().stream().map(c -> ((Labeled) c).getText()).toList());
  }

  @Test
  void whoComesFromTheStockIsAChipThatTakesItOutOfTheShot() {
    b.reader.known.put(CAT, CAST);
    TestBench.fx(() -> b.bench.story().editShot(s -> ShotEdits.stock(s, true)));
    write(CAT);
    until("inspector-unpainted", "Not understood: forrest (did you mean forest?).");
    assertThat(chips()).containsExactly("cat", "2 × dog (for “terrier”)");
    TestBench.fx(() -> b.bench.texts().language().set(Texts.Language.CHINESE));
    assertThat(chips()).containsExactly("猫", "2 × 狗（最接近“terrier”）");
    TestBench.fx(() -> ((Button) ((Pane) line("inspector-stock")).getChildren().getLast()).fire());
    assertThat(shot().stock()).isEqualTo(new StockCast(true, List.of("1f415")));
    TestBench.fx(() -> b.bench.story().undo());
    assertThat(shot().stock()).isEqualTo(StockCast.ON);
  }

  @Test
  void aShotOfBeforeThereWasAStockCastsNobodyUntilItIsTold() {
    write(TOKYO);
    until("inspector-painted", "Will paint: a city (for “Tokyo”), by day, under a rainy sky.");
    CheckBox on = (CheckBox) line("inspector-stock-on");
    assertThat(TestBench.onFx(on::isSelected)).isFalse();
    TestBench.fx(on::fire);
    assertThat(shot().stock()).isEqualTo(StockCast.ON);
    TestBench.fx(on::fire);
    assertThat(shot().stock()).isEqualTo(StockCast.OFF);
  }

  private Shot shot() {
    return TestBench.onFx(() -> b.bench.story().shot().get().orElseThrow());
  }

  @Test
  void everyReasonHasWords() {
    Texts texts = new Texts(Texts.Language.ENGLISH);
    assertThat(ShotReading.reasons())
        .allMatch(r -> !texts.get("inspector.reading.reason." + r, "x").startsWith("inspector."));
  }
}
