package zoetrope.story.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zoetrope.core.motion.Ease;
import zoetrope.story.MediaRef;
import zoetrope.story.Samples;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Seed;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.MotionRegion;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.RegionArea;
import zoetrope.story.motion.RegionMotion;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Speed;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;

class StoryYamlTest {
  private static final long SECOND = Timeline.TICKS_PER_SECOND;

  @TempDir Path folder;

  @Test
  void everyFieldArrivesInTheStory() throws Exception {
    Story story = Samples.full(folder).story();
    assertThat(story.format().width()).isEqualTo(456);
    Shot beach = story.shot("beach").orElseThrow();
    assertThat(beach.frames()).isEqualTo(24);
    assertThat(beach.settings().seed()).isEqualTo(new Seed(7, true));
    assertThat(beach.settings().steps()).isEqualTo(20);
    assertThat(beach.settings().takes()).isEqualTo(3);
    assertThat(beach.motion().camera()).isEqualTo(new CameraMove(0.1, 0, 1.2, -3, Ease.IN));
    assertThat(beach.motion().regions().getFirst().motion())
        .isEqualTo(
            new RegionMotion.Along(
                List.of(
                    new PathPoint(0.25, 0.7, 0),
                    new PathPoint(0.5, 0.7, 0.5),
                    new PathPoint(0.75, 0.7, 1)),
                Ease.IN_OUT));
    assertThat(beach.motion().regions().get(1).area()).isInstanceOf(RegionArea.Mask.class);
    assertThat(beach.motion().regions().get(2).motion()).isEqualTo(new RegionMotion.Pin());
    Shot hill = story.shot("hill").orElseThrow();
    assertThat(hill.frames()).isEqualTo(30);
    assertThat(hill.firstFrame()).isEqualTo(new FrameSource.PreviousShot());
    assertThat(hill.lastFrame()).isInstanceOf(FrameSource.FromMedia.class);
    assertThat(hill.settings().seed().locked()).isFalse();
  }

  @Test
  void aRegionIsAllThatIsDrawnUnlessItSaysThatItsEdgeIsTheObjects() throws Exception {
    Shot hill = Samples.full(folder).story().shot("hill").orElseThrow();
    RegionArea.Box box = new RegionArea.Box(.1, .1, .2, .2);
    assertThat(hill.motion().regions())
        .extracting(MotionRegion::area)
        .satisfiesExactly(
            area -> assertThat(area).isEqualTo(box),
            area ->
                assertThat(area)
                    .isInstanceOfSatisfying(
                        RegionArea.ObjectUnder.class,
                        o -> assertThat(o.drawn()).containsInstanceOf(RegionArea.Mask.class)),
            area -> assertThat(area).isInstanceOf(RegionArea.Box.class),
            area -> assertThat(area).isEqualTo(new RegionArea.ObjectUnder(box)));
  }

  @Test
  void aPathWithOnePointMeansStayThere() throws Exception {
    Shot hill = Samples.full(folder).story().shot("hill").orElseThrow();
    assertThat(hill.motion().regions().getFirst().motion())
        .isEqualTo(new RegionMotion.Along(List.of(new PathPoint(0.5, 0.5, 0)), Ease.LINEAR));
  }

  @Test
  void shotsFollowOneAnotherAndCrossfadesOverlap() throws Exception {
    Timeline timeline = Samples.full(folder).story().timeline();
    assertThat(timeline.tracks().getFirst().placements())
        .containsExactly(
            new TimeRange(0, 2 * SECOND),
            new TimeRange(3 * SECOND / 2, 4 * SECOND),
            new TimeRange(4 * SECOND, 11 * SECOND / 2));
    Title title = timeline.titles().getFirst();
    assertThat(title.place()).isEqualTo(new TimeRange(SECOND / 2, 5 * SECOND / 2));
    assertThat(timeline.audio().getFirst().place()).isEqualTo(new TimeRange(0, 11 * SECOND / 2));
    assertThat(timeline.audio().getFirst().fadeOut()).isEqualTo(SECOND);
  }

  @Test
  void mediaAreNamedByTheirContentAndFoundBesideTheText() throws Exception {
    var draft = Samples.full(folder);
    MediaRef fox = draft.story().character("fox").orElseThrow().images().getFirst();
    assertThat(fox.extension()).isEqualTo("png");
    assertThat(draft.media()).hasSize(3);
    assertThat(draft.media().get(fox)).isEqualTo(folder.toAbsolutePath().resolve("fox.png"));
  }

  /** In the wrong text, § marks where the mistake is to be found; it is not part of the text. */
  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title: The fox and the sea | §titel: x | titel | is no field here; use one of characters, format, shots, timeline, title
          height: 256 | height: §257 | format.height | odd
          height: 256 | height: §tall | format.height | must be a whole number
          fps: 12 | fps: §0 | format.fps | positive
          fps: 12 | fps: §fast | format.fps | must be a whole number
          fps: 12 | fps: 12, §fps: 12 | format.fps | is given twice
          "16:9" | §16:9 | format.aspect | put it in quotes
          "16:9" | §"4:3" | format.aspect | must be one of
          [fox.png] | [§cat.png] | characters[0].images[0] | there is no file 'cat.png'
          [fox.png] | §[] | characters[0].images | 0 is out of range
          id: fox\\n | id: §fox fox\\n | characters[0].id | is no id
          duration: 2s | duration: §long | shots[0].duration | must be a time
          duration: 2s | duration: §0 | shots[0].duration | out of range
          duration: 2s | duration: §99999s | shots[0].duration | out of range
          at: [0.2, 0.7]} | at: [0.2, 0.7]}, {id: §cat} | shots[0].characters[1].id | there is no character 'cat'
          size: 0.4 | size: §40 | shots[0].characters[0].size | out of range
          at: [0.2, 0.7] | at: §[0.2, 7] | shots[0].characters[0].at | y: 7 is out of range
          at: [0.2, 0.7] | at: §[0.2] | shots[0].characters[0].at | 2 numbers
          {character: fox, path | §{character: fox, mask: fox.png, path | shots[0].motion.regions[0] | exactly one
          {character: fox, path | {character: §cat, path | shots[0].motion.regions[0].character | cat
          {pin: { | {ease: §in, pin: { | shots[0].motion.regions[2].ease | does not go with pin
          ease: in-out | ease: §slowly | shots[0].motion.regions[0].ease | linear, in, out, in-out
          y: 0.1, t: 1 | y: 0.1, t: §0 | shots[0].motion.regions[1].path[1].t | times must rise
          {x: 0.6, y: 0.1, t: 1} | §{x: 0.6, y: 0.1} | shots[0].motion.regions[1].path[1].t | is missing
          [[0.5, 0.5]] | §[[0.5, 0.5], {x: 0, y: 0, t: 1}] | shots[1].motion.regions[0].path | mixes points
          box: [0, 0.8, 1, 0.2] | box: §[0, 0.8, 1, 0.5] | shots[0].motion.regions[2].pin.box | within
          zoom: 1.2 | zoom: §100 | shots[0].motion.camera.zoom | out of range
          roll: -3 | §rol: -3 | shots[0].motion.camera.rol | use one of ease, pan, roll, zoom
          ease: in} | ease: §fast} | shots[0].motion.camera.ease | linear, in, out, in-out
          steps: 20 | steps: §201 | shots[0].steps | use 0 to 200
          steps: 20 | steps: §99999999999 | shots[0].steps | out of range
          guidance: 2.5 | guidance: §.nan | shots[0].guidance | must be a number
          first_frame: previous | first_frame: §[1] | shots[1].first_frame | must be text
          negative: people | first_frame: §previous | shots[0].first_frame | the first shot has none before it
          into: hill | into: §beach | timeline.transitions[0].into | first shot
          into: hill | into: §hall | timeline.transitions[0].into | there is no shot 'hall'
          kind: crossfade | kind: §blur | timeline.transitions[0].kind | cut, crossfade, dip-to-black
          {into: hill, kind: crossfade, duration: 500ms} | §{into: hill, kind: crossfade, duration: 3s} | timeline.transitions[0] | longer than
          {into: night | §{into: hill | timeline.transitions[1] | two transitions
          {text: "Fox", at: 0.5s | §{text: "Fox", at: 5s | timeline.titles[0] | film ends at 5.500s
          gain_db: -6 | gain_db: §99 | timeline.audio[0].gain_db | out of range
          music.ogg | §gone.ogg | timeline.audio[0].file | gone.ogg
          id: hill | id: §beach | shots[1].id | 'beach' occurs twice
          """)
  void aMistakeIsToldWithItsPlaceAndRemedy(String right, String wrong, String field, String message)
      throws Exception {
    assertThat(Samples.FULL).contains(unescape(right));
    String marked = Samples.FULL.replace(unescape(right), unescape(wrong));
    String before = marked.substring(0, marked.indexOf('§'));
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    Path file = Samples.write(folder, marked.replace("§", ""));
    StoryImportException error =
        catchThrowableOfType(
            StoryImportException.class, () -> new StoryYaml(Samples::media).read(file));
    String place = "%s:%d:%d: %s: ".formatted(file, line, column, field);
    assertThat(error.problems().stream().map(ImportProblem::toString).toList())
        .anyMatch(
            problem -> problem.startsWith(place) && problem.contains(message), place + message);
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n");
  }

  @Test
  void allMistakesAreToldAtOnceInTheOrderOfTheirLines() throws Exception {
    String yaml =
        Samples.FULL
            .replace("steps: 20", "steps: 201")
            .replace("zoom: 1.2", "zoom: x")
            .replace("id: hill", "di: hill");
    Path file = Samples.write(folder, yaml);
    StoryImportException error =
        catchThrowableOfType(
            StoryImportException.class, () -> new StoryYaml(Samples::media).read(file));
    assertThat(error.problems()).extracting(ImportProblem::line).contains(20, 28).isSorted();
    assertThat(error.problems().size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aPromptOfTenThousandCharactersIsToldItsLimit() throws Exception {
    Path file = Samples.write(folder, Samples.FULL.replace("a green hill", "x".repeat(10_000)));
    assertThatThrownBy(() -> new StoryYaml(Samples::media).read(file))
        .isInstanceOf(StoryImportException.class)
        .hasMessageContaining("shots[1].prompt: has 10,000 characters; the limit is 2,000");
  }

  @Test
  void brokenTextIsNoStory() throws Exception {
    assertProblem("title: [", 1);
    assertProblem("", 0);
    assertProblem("just words", 1);
    assertProblem("a: 1\n\tb: 2", 2);
    Files.write(folder.resolve("story.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> new StoryYaml(Samples::media).read(folder.resolve("story.yaml")))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> new StoryYaml(Samples::media).read(folder.resolve("none.yaml")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void speedsAndRampsAreThoseOfTheirShotsClips() throws Exception {
    String speeds = "speeds: [{shot: beach, speed: 2}, {shot: night, from: 0.5}]\n  transitions:";
    Path file = Samples.write(folder, Samples.FULL.replace("transitions:", speeds));
    Track film = new StoryYaml(Samples::media).read(file).story().timeline().pictures();
    assertThat(film.clips())
        .extracting(Clip::speed)
        .containsExactly(Speed.of(2), Speed.NORMAL, new Speed(.5, 1));
    for (String wrong :
        List.of(
            "{shot: beach}",
            "{shot: beach, speed: 0}",
            "{shot: sea, speed: 2}",
            "{shot: beach, speed: 2, to: 3}",
            "{shot: beach, speed: 2}, {shot: beach, speed: 3}")) {
      assertProblem(
          Samples.FULL.replace("transitions:", "speeds: [" + wrong + "]\n  transitions:"), 36);
    }
  }

  private void assertProblem(String yaml, int line) throws Exception {
    Path file = Files.writeString(folder.resolve("story.yaml"), yaml);
    StoryImportException error =
        catchThrowableOfType(
            StoryImportException.class, () -> new StoryYaml(Samples::media).read(file));
    assertThat(error.problems().getFirst().line()).as(yaml).isGreaterThanOrEqualTo(line);
  }
}
