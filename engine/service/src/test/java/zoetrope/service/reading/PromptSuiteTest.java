package zoetrope.service.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.PromptReading.Aspect;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.service.Installation;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.reading.ShotReading.Painted;
import zoetrope.service.reading.ShotReading.Words;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.Timeline;

/** How many of a suite of prompts are painted as their creators expect, or told not to be. */
@Tag("slow")
class PromptSuiteTest {
  private static final Installation HOME = new Installation(Path.of("../.."));
  private static final double LEAST = .95;

  @TempDir Path folder;

  private static List<String> rows() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PromptSuiteTest.class.getResourceAsStream("/prompt-suite.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Story story(String prompt) {
    return story(prompt, StockCast.ON);
  }

  private static Story story(String prompt, StockCast stock) {
    Shot shot =
        new Shot(
            "s",
            "s",
            prompt,
            "",
            48,
            new FrameSource.None(),
            new FrameSource.None(),
            List.of(),
            MotionPlan.NONE,
            ShotSettings.defaults("s"),
            stock);
    return new Story(
        "suite",
        new StoryFormat(zoetrope.story.document.Aspect.WIDE, 720, FrameRate.of(24)),
        List.of(),
        List.of(shot),
        Map.of(),
        Timeline.EMPTY);
  }

  @Test
  void whatIsCastIsToldAndWhatIsTakenOutIsToldToBeMissing() {
    String prompt = "a red sports car races a dragon through Tokyo";
    try (ShotReader reader =
        ModelShotReader.open(HOME, new ModelLibrary(HOME, folder.resolve("library")))) {
      ShotReading r = read(reader, story(prompt));
      assertThat(r.cast())
          .extracting(ShotReading.Player::name, p -> p.requested().getFirst().text())
          .containsExactly(tuple("racing car", "sports car"), tuple("dragon", "dragon"));
      assertThat(left(r)).containsExactly("red unknown", "races outside-world");
      String car = r.cast().getFirst().stock();
      assertThat(left(read(reader, story(prompt, StockCast.ON.without(car)))))
          .containsExactly("red sports car no-character", "races outside-world");
      assertThat(read(reader, story(prompt, StockCast.OFF)).cast()).isEmpty();
    }
  }

  private static ShotReading read(ShotReader reader, Story story) {
    return reader.read(story, story.shots().getFirst()).orElseThrow();
  }

  private static List<String> left(ShotReading r) {
    return r.unpainted().stream().map(u -> u.words().text() + " " + u.reason()).toList();
  }

  @Test
  void mostPromptsArePaintedAsExpectedOrToldOf() {
    List<String> rows = rows();
    List<String> missed = new ArrayList<>();
    try (ShotReader reader =
        ModelShotReader.open(HOME, new ModelLibrary(HOME, folder.resolve("library")))) {
      for (String row : rows) {
        Story story = story(row.split(" \\| ")[0]);
        ShotReading r = read(reader, story);
        List<String> wrong = new Row(row, r).wrong();
        if (!wrong.isEmpty()) {
          missed.add(row + "\n    " + wrong + "\n    " + r);
        }
      }
    }
    double share = 1 - (double) missed.size() / rows.size();
    System.out.printf(
        Locale.ROOT,
        "prompt suite: %.1f %% of %d%n%s%n",
        100 * share,
        rows.size(),
        String.join("\n", missed));
    assertThat(rows).hasSize(80);
    assertThat(share).as(String.join("\n", missed)).isGreaterThanOrEqualTo(LEAST);
  }

  /** A row of the suite and what the model makes of it. */
  private record Row(String prompt, List<String> cells, ShotReading reading, BitSet told) {
    Row(String row, ShotReading r) {
      this(row.split(" \\| ")[0], List.of(row.split(" \\| ")), r, told(r));
    }

    /** The characters of the prompt that are told of. */
    private static BitSet told(ShotReading r) {
      BitSet out = new BitSet();
      Stream<Words> left = r.unpainted().stream().map(ShotReading.Unpainted::words);
      Stream<Words> near =
          r.painted().stream()
              .filter(p -> p.on(Basis.NEAREST) || p.on(Basis.PARTLY) || p.on(Basis.GUESSED))
              .flatMap(p -> p.requested().stream());
      Stream<Words> cast = r.cast().stream().flatMap(p -> p.requested().stream());
      Stream.of(left, near, cast).flatMap(s -> s).forEach(w -> out.set(w.start(), w.end()));
      return out;
    }

    List<String> wrong() {
      List<String> out = new ArrayList<>();
      check(out, cells.get(1), List.of(Aspect.PLACE));
      check(out, cells.get(2), List.of(Aspect.LIGHT));
      check(out, cells.get(3), List.of(Aspect.WEATHER));
      check(out, cells.get(4), List.of());
      check(out, cells.get(5), List.of(Aspect.CAMERA, Aspect.FRAMING));
      check(out, cells.get(6), List.of());
      return out;
    }

    private void check(List<String> out, String cell, List<Aspect> aspects) {
      for (String wish : cell.split("\\+")) {
        if (!met(wish, aspects)) {
          out.add(wish + " " + aspects);
        }
      }
    }

    private boolean met(String wish, List<Aspect> aspects) {
      List<Painted> all = aspects.stream().flatMap(a -> reading.of(a).stream()).toList();
      return switch (wish.charAt(0)) {
        case '*' -> true;
        case '-' -> all.stream().allMatch(p -> p.on(Basis.USUAL) || p.on(Basis.GUESSED));
        case '!' -> told(wish.substring(1));
        case '^' ->
            all.stream().allMatch(p -> !p.value().equals(wish.substring(1)) || p.on(Basis.GUESSED));
        default -> all.stream().anyMatch(p -> p.value().equals(wish.replace('_', '-')));
      };
    }

    private boolean told(String words) {
      int at = prompt.toLowerCase(Locale.ROOT).indexOf(words.toLowerCase(Locale.ROOT));
      assertThat(at).as(words).isNotNegative();
      for (int i = at; i < at + words.length(); i++) {
        if (!told.get(i) && prompt.charAt(i) != ' ') {
          return false;
        }
      }
      return true;
    }
  }
}
