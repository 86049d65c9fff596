package zoetrope.diffusion.model.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Cameras;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.PromptReading;
import zoetrope.diffusion.PromptReading.Aspect;
import zoetrope.diffusion.PromptReading.Basis;
import zoetrope.diffusion.PromptReading.Choice;
import zoetrope.diffusion.PromptReading.Reason;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/** What a prompt asks for is painted as it says, or it is said that it is not. */
class PromptTableTest {
  private static final Path WEIGHTS = Path.of("../../assets/starter/weights");
  private static StarterModel model;

  @BeforeAll
  static void open() {
    model = StarterModel.open("starter", WEIGHTS, Runtime.cpu(), Precision.INT8, Optional.empty());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static List<String> lines(String resource) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PromptTableTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<String> rows() {
    return lines("/prompts.txt").stream();
  }

  static ShotRequest shot(
      String prompt, boolean cast, Optional<RgbaImage> first, Optional<CameraTransform> camera) {
    Moving somebody =
        new Moving.Character(new RgbaImage(1, 1, new byte[4]), .4, MotionPath.at(.5, .5));
    return new ShotRequest(
        prompt,
        "",
        FrameShape.LANDSCAPE,
        24,
        first,
        Optional.empty(),
        false,
        cast ? List.of(somebody) : List.of(),
        List.of(),
        camera,
        1,
        16,
        2,
        1,
        1);
  }

  private static PromptReading read(String prompt, String... cast) {
    ShotRequest shot = shot(prompt, cast.length > 0, Optional.empty(), Optional.empty());
    return read(shot, cast);
  }

  private static PromptReading read(ShotRequest shot, String... cast) {
    return model.reader().orElseThrow().read(shot, List.of(cast), new CancelToken());
  }

  private static String said(PromptReading r, Aspect aspect) {
    List<Choice> all = r.choices().stream().filter(c -> c.aspect() == aspect).toList();
    return all.isEmpty()
        ? "-"
        : all.stream().map(PromptTableTest::said).collect(Collectors.joining("+"));
  }

  private static String said(Choice c) {
    return switch (c.basis()) {
      case REQUESTED -> c.value() + "!";
      case NEAREST -> c.value() + "~";
      case PARTLY -> c.value() + "/";
      default -> c.aspect() == Aspect.PLACE ? "?" : ".";
    };
  }

  private static String unpainted(PromptReading r) {
    String all =
        r.unpainted().stream()
            .map(u -> u.words().text() + "=" + u.reason().name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "-" : all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isPaintedAsAskedOrAnnounced(String row) {
    List<String> cells = List.of(row.split(" \\| "));
    String[] cast = cells.get(1).equals("-") ? new String[0] : new String[] {cells.get(1)};
    PromptReading r = read(cells.getFirst(), cast);
    List<String> got = new ArrayList<>(cells.subList(0, 2));
    Stream.of(Aspect.values()).map(a -> said(r, a)).forEach(got::add);
    got.add(unpainted(r));
    assertThat(String.join(" | ", got)).isEqualTo(row);
  }

  @Test
  void theTableHasHalfOfItsPromptsFromOutsideTheWorldAndBothLanguages() {
    List<String> rows = rows().toList();
    assertThat(rows).hasSizeGreaterThan(100);
    assertThat(rows.stream().filter(r -> !r.endsWith("| -")))
        .hasSizeGreaterThan(rows.size() / 2 - 1);
    assertThat(rows.stream().filter(r -> r.matches(".*\\p{IsHan}.*"))).hasSizeGreaterThan(40);
  }

  /** Rows of {@code captions.py OUT 400 77}: what the model was trained on is in the word list. */
  @Test
  void whatTheModelWasTrainedOnIsUnderstood() {
    for (String line : lines("/captions.tsv")) {
      String[] c = line.split("\t", -1);
      PromptReading r = read(c[0]);
      named(r, Aspect.PLACE, c[1], c[0]);
      named(r, Aspect.LIGHT, c[2], c[0]);
      named(r, Aspect.WEATHER, c[3], c[0]);
      named(r, Aspect.MOOD, c[4], c[0]);
      named(r, Aspect.CAMERA, c[5].replace("static", "still"), c[0]);
    }
  }

  /** A value of a caption is what is painted; in space and under water much is not shown. */
  private static void named(PromptReading r, Aspect aspect, String value, String caption) {
    boolean hidden = r.unpainted().stream().anyMatch(u -> u.reason() == Reason.NOT_IN_PLACE);
    if (!value.equals("-") && !hidden) {
      assertThat(r.choices())
          .as(caption)
          .anyMatch(
              c ->
                  c.aspect() == aspect
                      && c.value().equals(value)
                      && (c.basis() == Basis.REQUESTED || c.basis() == Basis.PARTLY));
    }
  }

  @ParameterizedTest
  @MethodSource
  void wordsOfNoCameraMoveNothing(String prompt) {
    assertThat(read(prompt).choices())
        .filteredOn(c -> c.aspect() == Aspect.CAMERA)
        .singleElement()
        .matches(c -> c.value().equals("still"));
  }

  /** All of these the prior alone takes for a move. */
  static Stream<String> wordsOfNoCameraMoveNothing() {
    return Stream.of(
        "close-up of a cat on a sofa",
        "close-up",
        "a beach, no zoom",
        "a woman cooking in a kitchen",
        "pancakes on a table",
        "草地，不要推近",
        "asdf qwerty");
  }

  @Test
  void whatIsReadOfAPromptIsWhatIsPainted() {
    String prompt = "a red sports car drifting through neon Tokyo at night in the rain";
    StarterReader reader = (StarterReader) model.reader().orElseThrow();
    Scene scene = reader.scene(vector(prompt), reader.words(prompt));
    assertThat(read(prompt).choices())
        .filteredOn(c -> List.of(Aspect.PLACE, Aspect.LIGHT, Aspect.WEATHER).contains(c.aspect()))
        .extracting(Choice::value)
        .containsExactly(
            World.name(scene.place().value()),
            World.name(scene.light().value()),
            World.name(scene.weather().value()));
    assertThat(scene.code(1)[World.index(World.Place.CITY) * ScenePrior.LAYOUTS + 1]).isEqualTo(1);
  }

  private static float[] vector(String prompt) {
    try (var encoder = new zoetrope.diffusion.text.PromptEncoder(Runtime.cpu())) {
      return encoder.encode(prompt, new CancelToken());
    }
  }

  @Test
  void wordsAreToldWithTheirPlaceInThePrompt() {
    String prompt = "a red sports car on the beach，下雨";
    PromptReading r = read(prompt);
    assertThat(r.unpainted())
        .extracting(u -> prompt.substring(u.words().start(), u.words().end()))
        .containsExactly("red sports car", "下雨");
  }

  @Test
  void aFirstFrameDecidesWhatIsSeenAndTheWordsMayDescribeIt() {
    RgbaImage picture = new RgbaImage(1, 1, new byte[4]);
    PromptReading r =
        read(
            shot(
                "a dragon over snowy mountains at night, dancing, zoom in",
                false,
                Optional.of(picture),
                Optional.empty()));
    assertThat(r.choices())
        .extracting(Choice::basis)
        .containsExactly(Basis.FIRST_FRAME, Basis.REQUESTED);
    assertThat(unpainted(r))
        .isEqualTo(
            "dragon=first_frame_decides; snowy mountains=first_frame_decides;"
                + " at night=first_frame_decides; dancing=outside_world");
  }

  @Test
  void aDrawnCameraGoesBeforeTheWords() {
    PromptReading r =
        read(
            shot(
                "a meadow, zoom in", false, Optional.empty(), Optional.of(Cameras.move(.2, 0, 1))));
    assertThat(r.choices())
        .filteredOn(c -> c.aspect() == Aspect.CAMERA)
        .extracting(Choice::basis)
        .containsExactly(Basis.SETTINGS);
    assertThat(unpainted(r)).isEqualTo("zoom in=settings_decide");
    assertThat(r.complete()).isFalse();
  }

  @Test
  void aCharacterIsMeantByAnyOfItsWords() {
    assertThat(unpainted(read("the penguin walks over a meadow", "pip", "Pip", "a little penguin")))
        .isEqualTo("-");
    assertThat(unpainted(read("Pip and a dragon on the beach", "pip", "Pip", "a little penguin")))
        .isEqualTo("dragon=no_character");
    assertThat(unpainted(read("小企鹅和龙在海滩上", "一只小企鹅"))).isEqualTo("龙=no_character");
  }

  /** The evaluation's own phrases (zoetrope.service.eval.Case) keep their places. */
  @Test
  void phrasesThatNoCaptionHasKeepTheirPlaces() {
    String[][] phrases = {
      {"meadow", "strolling over lush hills of grass dotted with blossoms", "在青翠的山坡草地上玩耍"},
      {"beach", "by the ocean, small waves rolling onto the sand", "在海滨的沙滩上"},
      {"city", "on an avenue lined with high-rise buildings", "在城里的高楼大厦之间"},
      {"forest", "deep in a wood of fir and spruce", "在幽静的松林里"},
      {"desert", "crossing the dry desert, cacti and dunes everywhere", "在沙漠的沙丘上"},
      {"mountains", "high up among snow-capped alpine mountains", "在白雪皑皑的高山上"},
      {"room", "at home in the lounge, a window in the wall", "在家里的房间中"},
      {
        "underwater", "swimming far below the surface of the sea, seaweed and bubbles", "在海底的水草之间游动"
      },
      {"space", "on a moon far away, planets and stars in the sky", "在外太空的月球上"},
      {"park", "in a city garden in October, trees all orange and red", "在秋叶飘落的公园里"},
    };
    for (String[] p : phrases) {
      for (String text : List.of(p[1], p[2])) {
        assertThat(read(text).choices().getFirst().value()).as(text).isEqualTo(p[0]);
      }
    }
  }
}
