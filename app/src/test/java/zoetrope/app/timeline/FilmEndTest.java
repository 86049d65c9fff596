package zoetrope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.command.Keymap;
import zoetrope.app.film.Transport;
import zoetrope.story.MediaRef;
import zoetrope.story.edit.ClipEdits;
import zoetrope.story.edit.SoundEdits;
import zoetrope.story.edit.TitleEdits;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Transition;

/** Twelve seconds of music and a late title under two clips of two seconds that crossfade. */
@Tag("ui")
class FilmEndTest {
  private static final long S = Timeline.TICKS_PER_SECOND;
  private static final long END = 7 * S / 2;
  private static final long LAST = END - FrameRate.of(24).ticks(1);

  @TempDir Path folder;
  private TestBench bench;
  private Transport transport;
  private TimelineView view;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    bench = new TestBench(folder);
    Path wav = folder.resolve("music.wav");
    try (AudioInputStream in =
        new AudioInputStream(
            new java.io.ByteArrayInputStream(new byte[12 * 8000 * 2]),
            new AudioFormat(8000, 16, 1, true, false),
            12 * 8000)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
    }
    assertThat(Files.size(wav)).isGreaterThan(100);
    MediaRef music = bench.bench.story().store().media().put(wav);
    overhang(music);
    transport = TestBench.onFx(() -> new Transport(bench.bench));
    view =
        TestBench.onFx(
            () ->
                new TimelineView(
                    bench.bench, transport, new Keymap(k -> Optional.empty(), (k, v) -> {})));
    stage = TestBench.show(new BorderPane(view), 1200, 320, true);
    TestBench.settle();
  }

  private void overhang(MediaRef music) {
    bench.edit(ClipEdits.transition("c2", new Transition(Transition.Kind.CROSSFADE, S / 2)));
    bench.edit(
        TitleEdits.put(
            new Title(
                "t",
                "The end",
                new TimeRange(3 * S, 6 * S),
                Title.Position.TOP,
                Title.Style.CAPTION)));
    bench.edit(SoundEdits.put(new AudioClip("m", music, new TimeRange(0, 12 * S), 0, 0, 0, 2 * S)));
  }

  @AfterEach
  void close() {
    TestBench.fx(
        () -> {
          transport.close();
          stage.close();
        });
    bench.close();
  }

  private long playhead() {
    return TestBench.onFx(() -> bench.bench.story().playhead().get());
  }

  private Optional<Node> find(String id) {
    return TestBench.onFx(() -> Optional.ofNullable(stage.getScene().lookup("#" + id)));
  }

  @Test
  void theClockShowsTheLengthThatIsExported() {
    Label clock = (Label) find("timeline-clock").orElseThrow();
    assertThat(TestBench.<String>onFx(clock::getText)).isEqualTo("0:00.00 / 0:03.50");
  }

  @Test
  void scrubbingAndTheEndKeyReachTheLastFrameAndNoFurther() {
    Node canvas = TestBench.onFx(() -> stage.getScene().lookup("#timeline-lanes Canvas"));
    assertThat(canvas).isNotNull();
    TestBench.fx(() -> press(canvas, canvas.getLayoutBounds().getWidth() - 40, 12));
    assertThat(playhead()).isEqualTo(LAST);
    TestBench.fx(() -> transport.key(KeyCode.HOME, false));
    assertThat(playhead()).isZero();
    TestBench.fx(() -> transport.key(KeyCode.END, false));
    assertThat(playhead()).isEqualTo(LAST);
    TestBench.fx(() -> transport.key(KeyCode.RIGHT, false));
    assertThat(playhead()).isEqualTo(LAST);
  }

  @Test
  void aFilmThatBecomesShorterTakesThePlayHeadAlong() {
    TestBench.fx(() -> transport.go(END));
    bench.edit(ClipEdits.rippleDelete("c2"));
    assertThat(playhead()).isEqualTo(2 * S - FrameRate.of(24).ticks(1));
  }

  @Test
  void whatTheEndOfTheFilmCutsSaysSo() {
    assertThat(find("timeline-cut")).as("nothing is chosen").isEmpty();
    TestBench.fx(() -> view.model().choose(Optional.of("m")));
    assertThat(find("timeline-cut")).isPresent();
    TestBench.fx(() -> view.model().choose(Optional.of("t")));
    assertThat(find("timeline-cut")).isPresent();
    Title title = bench.bench.story().store().story().timeline().titles().getFirst();
    bench.edit(TitleEdits.trimTail(title, END));
    assertThat(find("timeline-cut")).isEmpty();
  }

  @Test
  void theFadeOutLiesWhereTheMusicIsLastHeard() {
    AudioClip music = bench.bench.story().store().story().timeline().audio().getFirst();
    assertThat(TestBench.<Optional<TimeRange>>onFx(() -> view.model().heard(music)))
        .contains(new TimeRange(0, END));
    assertThat(TestBench.<Integer>onFx(() -> view.model().cut().size())).isEqualTo(2);
    TestBench.shoot(stage, Path.of("target/shots/film-end.png"));
  }

  private static void press(Node n, double x, double y) {
    var p = n.localToScreen(x, y);
    Event.fireEvent(
        n,
        new MouseEvent(
            MouseEvent.MOUSE_PRESSED,
            x,
            y,
            p.getX(),
            p.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            true,
            null));
  }
}
