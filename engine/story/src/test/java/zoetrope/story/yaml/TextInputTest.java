package zoetrope.story.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.story.Samples;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.FrameRate;

/** What people and programs write where the form is loose: numbers, JSON, odd characters. */
class TextInputTest {
  private static final String STORY =
      """
      title: T
      format: {aspect: "16:9", fps: 12, height: 144}
      shots:
        - {id: a, prompt: a hill, duration: 4f, steps: 1, seed: 5}
      """;

  private static final String JSON =
      """
      {"title": "A \\/ B", "format": {"aspect": "16:9", "fps": 12.0, "height": 144},
       "shots": [{"id": "a", "prompt": "caf\\u00e9 \\ud83e\\udd8a", "duration": "4f",
         "steps": 1e0, "seed": 9007199254740993}]}
      """;

  @TempDir Path folder;

  private Story read(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new StoryYaml(Samples::media).read(file).story();
  }

  private List<ImportProblem> problems(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return catchThrowableOfType(
            StoryImportException.class, () -> new StoryYaml(Samples::media).read(file))
        .problems();
  }

  private List<ImportProblem> problems(String text) throws IOException {
    return problems("story.yaml", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"story.json", "STORY.JSON", "story.yaml", "story.txt"})
  void jsonIsReadAsJsonWhateverItsName(String name) throws IOException {
    Story story = read(name, JSON);
    assertThat(story.title()).isEqualTo("A / B");
    assertThat(story.format().fps()).isEqualTo(FrameRate.of(12));
    assertThat(story.shots().getFirst().prompt()).isEqualTo("café 🦊");
    assertThat(story.shots().getFirst().settings().seed().value()).isEqualTo(9007199254740993L);
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    assertThat(read("story.json", "\ufeff" + JSON).title()).isEqualTo("A / B");
    assertThat(read("story.yaml", "\ufeff" + STORY).title()).isEqualTo("T");
  }

  @Test
  void aMistakeInJsonIsToldWithItsPlace() throws IOException {
    ImportProblem broken = problems("story.json", JSON.replace("12.0,", "12.0")).getFirst();
    assertThat(broken.line()).isEqualTo(1);
    assertThat(broken.message()).startsWith("is no JSON");
    ImportProblem wrong = problems("story.json", JSON.replace("1e0", "1.5")).getFirst();
    assertThat(wrong.line()).isEqualTo(3);
    assertThat(wrong.column()).isEqualTo(13);
    assertThat(wrong.field()).isEqualTo("shots[0].steps");
    assertThat(problems("story.json", JSON + "{}").getFirst().message()).contains("is no JSON");
    assertThat(problems("story.json", "").getFirst().message()).contains("is no JSON");
    assertThat(problems("story.json", "[".repeat(100_000)).getFirst().message())
        .contains("is no JSON");
    assertThat(
            problems("story.json", JSON.replace("\"steps\"", "\"seed\": 1, \"seed\"")).getFirst())
        .extracting(ImportProblem::message)
        .isEqualTo("is given twice; remove one");
  }

  /** A mapping in braces that is no JSON is YAML still. */
  @Test
  void bracesAloneMakeNoJson() throws IOException {
    assertThat(
            read(
                    "story.yaml",
                    "{title: T, format: {aspect: '16:9', fps: 12, height: 144}, # a comment\n"
                        + " shots: [{id: a, prompt: a hill, duration: 4f}]}")
                .title())
        .isEqualTo("T");
  }

  @ParameterizedTest
  @CsvSource({
    "fps: 12, fps: 24.0",
    "steps: 1, steps: 24.0",
    "steps: 1, steps: 2.4e1",
    "height: 144, height: 144.",
    "steps: 1, guidance: 1e0",
    "duration: 4f, duration: 8.0"
  })
  void aWholeNumberMayHaveAPoint(String was, String is) throws IOException {
    assertThat(read("story.yaml", STORY.replace(was, is)).shots()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
    "9223372036854775808, -9223372036854775808",
    "1234567890123456789, 1234567890123456789"
  })
  void seedsHave64BitsWithOrWithoutASign(String written, long value) throws IOException {
    Story story = read("story.yaml", STORY.replace("seed: 5", "seed: " + written));
    assertThat(story.shots().getFirst().settings().seed().value()).isEqualTo(value);
  }

  @Test
  void whatIsMoreThan64BitsIsOutOfRange() throws IOException {
    for (String field : new String[] {"seed", "steps"}) {
      String text = STORY.replaceFirst(field + ": \\d", field + ": 18446744073709551616");
      assertThat(problems(text).getFirst().message()).contains("out of range");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "29.97, 30000/1001",
    "23.976, 24000/1001",
    "23.98, 24000/1001",
    "59.94, 60000/1001",
    "47.952, 48000/1001",
    "119.88, 120000/1001",
    "'\"29.97\"', 30000/1001",
    "12.5, 25/2",
    "0.5, 1/2"
  })
  void aBrokenRateIsAnsweredWithItsFraction(String rate, String fraction) throws IOException {
    ImportProblem problem = problems(STORY.replace("fps: 12", "fps: " + rate)).getFirst();
    assertThat(problem.field()).isEqualTo("format.fps");
    assertThat(problem.message()).contains("write \"" + fraction + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "fps: 12, fps: 024, octal in YAML, 'makes it 20; write 24'",
    "height: 144, height: 0144, octal in YAML, 'makes it 100; write 144'",
    "steps: 1, steps: 0x10, no decimal number, '0x10'",
    "steps: 1, steps: 1_000, no decimal number, '1_000'",
    "steps: 1, steps: 1:30, no decimal number, '1:30'",
    "steps: 1, guidance: 010, octal in YAML, 'makes it 8; write 10'"
  })
  void otherFormsOfNumbersAreTold(String was, String is, String what, String more)
      throws IOException {
    assertThat(problems(STORY.replace(was, is)).getFirst().message()).contains(what, more);
  }

  @Test
  void aMergeKeyIsToldAndNotTakenForAField() throws IOException {
    String text = STORY.replace("format: {", "format: {<<: {fps: 24}, ");
    ImportProblem problem = problems(text).getFirst();
    assertThat(problem.message()).contains("merge key", "write the fields out");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(10);
    String second = STORY.replace("- {id", "- &base {id") + "  - {<<: *base, id: b}\n";
    assertThat(problems(second)).extracting(ImportProblem::field).containsExactly("shots[1].<<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u200b",
        "\\u2060\\ufeff",
        "  \\u00a0",
        "\\u3164",
        "\\u2800",
        "\\ufe0f",
        "\\u200e"
      })
  void textThatNobodySeesIsEmpty(String escaped) throws IOException {
    ImportProblem problem = problems(STORY.replace("a hill", "\"" + escaped + "\"")).getFirst();
    assertThat(problem.field()).isEqualTo("shots[0].prompt");
    assertThat(problem.message()).contains("is empty");
  }

  /** What joins letters of others is part of them. */
  @Test
  void invisibleCharactersInsideTextStay() throws IOException {
    String family = "👩\u200d🚀 ❤\ufe0f می\u200cخواهم";
    Story story = read("story.yaml", STORY.replace("a hill", family));
    assertThat(story.shots().getFirst().prompt()).isEqualTo(family);
  }

  @Test
  void controlCharactersAreRefusedWithTheirPlace() throws IOException {
    ImportProblem raw = problems(STORY.replace("a hill", "a \u0007hill")).getFirst();
    assertThat(raw.message()).contains("U+0007", "remove it");
    assertThat(raw.line()).isEqualTo(4);
    assertThat(raw.column()).isEqualTo(23);
    ImportProblem escaped = problems(STORY.replace("a hill", "\"a \\x1bhill\"")).getFirst();
    assertThat(escaped.field()).isEqualTo("shots[0].prompt");
    assertThat(escaped.message()).contains("U+001B", "as its character 3");
    ImportProblem json =
        problems("story.json", JSON.replace("caf\\u00e9", "caf\\u0000")).getFirst();
    assertThat(json.field()).isEqualTo("shots[0].prompt");
    assertThat(json.message()).contains("U+0000");
    ImportProblem half =
        problems("story.json", JSON.replace("\\ud83e\\udd8a", "\\ud83e")).getFirst();
    assertThat(half.message()).contains("half a character (U+D83E)");
  }

  @Test
  void linesAndTabsAreText() throws IOException {
    String text = STORY.replace("a hill", "\"a\\thill\\nby the sea\"");
    assertThat(read("story.yaml", text).shots().getFirst().prompt())
        .isEqualTo("a\thill\nby the sea");
  }

  @Test
  void aLinkThatLeadsNowhereAndAFolderAreToldAsWhatTheyAre() throws IOException {
    Files.createSymbolicLink(folder.resolve("hero.png"), folder.resolve("gone.png"));
    Files.createDirectory(folder.resolve("pictures.png"));
    String text = STORY.replace("seed: 5", "seed: 5, first_frame: hero.png");
    assertThat(problems(text).getFirst().message())
        .contains("'hero.png' is a link to", "gone.png", "which is not there");
    assertThat(problems(text.replace("hero.png", "pictures.png")).getFirst().message())
        .contains("'pictures.png' is a folder");
  }
}
