package zoetrope.app.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.story.edit.Edit;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;

@Tag("ui")
class FilmViewTest {
  private static final Title TITLE =
      new Title(
          "t",
          "MMMM",
          new TimeRange(0, 2L * Timeline.TICKS_PER_SECOND),
          Title.Position.CENTER,
          Title.Style.HEADLINE);

  @TempDir Path folder;
  private TestBench bench;
  private Transport transport;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    bench = new TestBench(folder);
    transport = TestBench.onFx(() -> new Transport(bench.bench));
    FilmView view = TestBench.onFx(() -> new FilmView(bench.bench, transport));
    stage = TestBench.show(new BorderPane(view), 480, 300, true);
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

  private void show(Timeline timeline) {
    bench.edit(new Edit.SetTimeline(timeline));
    TestBench.fx(() -> transport.go(Timeline.TICKS_PER_SECOND));
  }

  private String words() {
    return TestBench.onFx(() -> ((Label) stage.getScene().lookup(".film-words")).getText());
  }

  /** The greatest green of the picture that is shown; -1 where there is none. */
  private int brightest() {
    return TestBench.onFx(
        () -> {
          ImageView picture =
              (ImageView) stage.getScene().lookup("#film").lookupAll("ImageView").iterator().next();
          if (!picture.isVisible()) {
            return -1;
          }
          var image = picture.getImage();
          int most = 0;
          for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
              most = Math.max(most, image.getPixelReader().getArgb(x, y) >> 8 & 255);
            }
          }
          return most;
        });
  }

  private void awaitTitle() {
    for (int i = 0; i < 100 && brightest() < 250; i++) {
      TestBench.settle();
    }
    assertThat(brightest()).isGreaterThan(250);
  }

  @Test
  void aFilmOfNothingSaysSo() {
    show(Timeline.EMPTY);
    TestBench.settle();
    assertThat(words()).contains("empty");
    assertThat(brightest()).isEqualTo(-1);
  }

  @Test
  void aFilmOfTitlesAloneShowsThem() {
    show(new Timeline(List.of(), List.of(TITLE), List.of()));
    awaitTitle();
    assertThat(words()).isEmpty();
  }

  @Test
  void aShotWithoutATakeSaysSoBelowItsTitle() {
    Timeline now = bench.bench.story().store().story().timeline();
    show(new Timeline(now.tracks(), List.of(TITLE), List.of()));
    awaitTitle();
    assertThat(words()).contains("Meadow");
  }
}
