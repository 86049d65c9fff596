package zoetrope.app.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.Work;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;

/** Rows of the queue stay where they are while their jobs go on. */
@Tag("ui")
class QueueRowsTest {
  @TempDir Path folder;
  private TestBench b;
  private QueueView view;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    b = new TestBench(folder);
    b.jobs.submit(new Work.Generate("one", 3, 7), false);
    b.jobs.submit(new Work.Generate("two", 1, 8), false);
    view = TestBench.onFx(() -> new QueueView(b.bench, p -> {}));
    stage = TestBench.show(view, 500, 600, false);
    TestBench.settle();
  }

  @AfterEach
  void close() {
    TestBench.fx(stage::hide);
    TestBench.fx(view::close);
    b.close();
  }

  private Job job(int i) {
    return b.jobs.jobs().get(i);
  }

  private Node find(String id) {
    return TestBench.onFx(() -> Optional.ofNullable(view.lookup("#" + id)).orElseThrow());
  }

  @Test
  void aRowStaysInItsPlaceWhileItsJobGoesOnSoThatAPressOnCancelIsNotLost() {
    TestBench.fx(() -> b.jobs.set(job(0).in(Job.State.RUNNING)));
    TestBench.settle();
    Node row = find("job-1");
    List<String> moves = new ArrayList<>();
    TestBench.fx(
        () ->
            row.getParent()
                .getChildrenUnmodifiable()
                .addListener((ListChangeListener<Node>) c -> moves.add(c.toString())));
    for (int i = 1; i < 10; i++) {
      double part = i / 10.0;
      TestBench.fx(() -> b.jobs.set(job(0).at(part, Optional.of(Duration.ofSeconds(9)))));
    }
    TestBench.settle();
    assertThat(moves).isEmpty();
    TestBench.fx(() -> b.jobs.move("job-2", 0));
    TestBench.settle();
    assertThat(find("job-1")).isSameAs(row);
  }

  @Test
  void aJobThatIsDoneShowsWhatCameOfIt() throws Exception {
    ImageView picture = (ImageView) find("job-1-picture");
    assertThat(picture.getImage()).as("nothing has come yet").isNull();
    Path png = folder.resolve("poster.png");
    b.bench.bitmaps().write(new Bitmap(4, 4, new int[16]), png);
    MediaRef poster = b.bench.story().store().takeFiles().put(png);
    Take take =
        new Take(
            "t1",
            "one",
            7,
            b.bench.story().story().get().shot("one").orElseThrow(),
            Map.of(),
            Map.of("poster", poster),
            Instant.EPOCH,
            false);
    b.bench.story().store().addTake(take);
    b.edit(new Edit.PickTake("one", "t1"));
    TestBench.fx(() -> b.jobs.set(job(0).in(Job.State.DONE)));
    for (int i = 0; i < 50 && TestBench.onFx(() -> picture.getImage() == null); i++) {
      TestBench.settle();
    }
    assertThat(picture.getImage()).isNotNull();
  }
}
