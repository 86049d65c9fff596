package zoetrope.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.media.MediaFormat;
import zoetrope.media.VideoReader;
import zoetrope.service.TinyStudio;
import zoetrope.service.export.ExportPresets;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.Work;
import zoetrope.service.render.RenderException;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

class StoryRunnerTest {
  @TempDir Path folder;
  private StoryStore store;
  private StoryRunner runner;
  private final List<Double> parts = new ArrayList<>();
  private final List<Bitmap> previews = new ArrayList<>();
  private final JobProgress heard =
      new JobProgress() {
        @Override
        public void step(int done, int total) {
          parts.add((double) done / total);
        }

        @Override
        public void preview(Bitmap picture) {
          previews.add(picture);
        }
      };

  @BeforeEach
  void open() throws Exception {
    TinyStudio tiny = new TinyStudio(folder);
    Path text = tiny.story("two.yaml", "");
    store =
        StoryStore.create(
            folder.resolve("Two.zoetrope"), new StoryYaml(MediaFormat::media).read(text));
    runner = new StoryRunner(store, new LocalEngine(tiny.home(), store));
  }

  @AfterEach
  void close() {
    runner.close();
    store.close();
  }

  private static Job job(Work work) {
    return new Job("job-7", work);
  }

  private static Work export(Path film, String preset) {
    return new Work.Export(film, ExportPresets.named(preset).orElseThrow().settings());
  }

  private void run(Work work) {
    runner.run(job(work), heard, new CancelToken());
  }

  @Test
  void takesAreMadeWithPreviewsAndAPickThatIsThereStays() {
    run(new Work.Generate("one", 2, 40));
    assertThat(store.takes("one")).extracting(t -> t.seed()).containsExactly(40L, 41L);
    assertThat(parts).isSorted().endsWith(1.0);
    assertThat(previews).isNotEmpty();
    String first = store.story().pick("one").orElseThrow();
    run(new Work.Generate("one", 1, 50));
    assertThat(store.story().pick("one")).contains(first);
    assertThat(store.takes("one")).hasSize(3);
  }

  @Test
  void aFilmOfAnotherShapeGetsBars() {
    Path film = folder.resolve("film.mp4");
    Work export = export(film, "vertical");
    assertThatThrownBy(() -> run(export))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("'one' has no picked take");
    run(new Work.Generate("one", 1, 1));
    run(new Work.Generate("two", 1, 1));
    parts.clear();
    run(export);
    assertThat(parts).isSorted().endsWith(1.0);
    try (VideoReader r = VideoReader.open(film)) {
      assertThat(r.width()).isEqualTo(1080);
      assertThat(r.height()).isEqualTo(1920);
      byte[] rgb = {};
      for (int i = 0; i < 14; i++) {
        rgb = r.next().orElseThrow();
      }
      assertThat(brightness(rgb, 600)).as("the bar above").isLessThan(24);
      assertThat(brightness(rgb, 960)).as("the picture").isGreaterThan(40);
      assertThat(brightness(rgb, 1320)).as("the bar below").isLessThan(24);
    }
  }

  private static int brightness(byte[] rgb, int row) {
    int max = 0;
    for (int i = row * 1080 * 3; i < (row + 1) * 1080 * 3; i++) {
      max = Math.max(max, rgb[i] & 255);
    }
    return max;
  }

  @Test
  void cancelledFilmsLeaveNoFile() {
    run(new Work.Generate("one", 1, 1));
    run(new Work.Generate("two", 1, 1));
    Path film = folder.resolve("film.webm");
    CancelToken cancel = new CancelToken();
    cancel.cancel();
    assertThatThrownBy(() -> runner.run(job(export(film, "webm")), heard, cancel))
        .isInstanceOf(CancelledException.class);
    assertThat(Files.exists(film)).isFalse();
  }

  @Test
  void whatIsMissingIsSaidInWords() {
    assertThatThrownBy(() -> run(new Work.Generate("gone", 1, 1)))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("no longer in the story");
  }
}
