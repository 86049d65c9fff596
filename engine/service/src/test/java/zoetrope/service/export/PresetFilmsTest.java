package zoetrope.service.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.diffusion.runtime.CancelToken;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.engine.LocalEngine;
import zoetrope.service.engine.StoryRunner;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.Work;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.store.StoryStore;

/** A film of one second, written with each preset and read back by FFmpeg. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresetFilmsTest {
  private static final int FRAMES = 12;

  /**
   * What FFmpeg calls a preset's film.
   *
   * @param sound empty for none
   */
  private record Kind(
      String ending, String container, String video, String sound, int width, int height) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "youtube", new Kind(".mp4", "mov,mp4,m4a,3gp,3g2,mj2", "h264", "aac", 1920, 1080),
          "vertical", new Kind(".mp4", "mov,mp4,m4a,3gp,3g2,mj2", "h264", "aac", 1080, 1920),
          "square", new Kind(".mp4", "mov,mp4,m4a,3gp,3g2,mj2", "h264", "aac", 1080, 1080),
          "webm", new Kind(".webm", "matroska,webm", "vp9", "opus", 1280, 720),
          "prores", new Kind(".mov", "mov,mp4,m4a,3gp,3g2,mj2", "prores", "pcm_s16le", 1280, 720),
          "lossless", new Kind(".mkv", "matroska,webm", "ffv1", "flac", 1280, 720),
          "gif", new Kind(".gif", "gif", "gif", "", 640, 360),
          "png", new Kind("", "png_pipe", "png", "", 1280, 720));

  private static final JobProgress UNHEARD =
      new JobProgress() {
        @Override
        public void step(int done, int total) {}

        @Override
        public void preview(Bitmap picture) {}
      };

  private TinyStudio studio;
  private Path story;

  static Stream<String> presets() {
    return ExportPresets.all().stream().map(ExportPreset::name);
  }

  @BeforeAll
  void aStoryOfOneSecond(@TempDir Path folder) throws IOException {
    studio = new TinyStudio(folder);
    Path text =
        Files.writeString(
            studio.file("second.yaml"),
            """
            title: One second
            format: {aspect: "16:9", fps: 12, height: 720}
            shots: [{id: a, prompt: sea, duration: 12f, steps: 1, guidance: 1}]
            """);
    story = studio.file("second.zoetrope");
    run("import", text.toString(), story.toString());
    run("render", story.toString(), "--shot", "1");
  }

  private void run(String... args) {
    Said said = studio.run(args);
    assertThat(said.code()).as(said.err()).isZero();
  }

  @Test
  void everyPresetIsTried() {
    assertThat(presets()).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void theFilmIsOfThePresetsKindAndTheSameFromTheCommandLineAndTheQueue(String preset)
      throws IOException {
    Kind kind = KINDS.get(preset);
    Path film = studio.file(preset + kind.ending());
    run("render", story.toString(), "-o", film.toString(), "--preset", preset);
    List<Path> files = files(film);
    assertThat(files).hasSize(kind.ending().isEmpty() ? FRAMES : 1);
    read(files.getFirst(), kind);
    Path queued = studio.file("queued-" + preset + kind.ending());
    ExportSettings settings = ExportPresets.named(preset).orElseThrow().settings();
    try (StoryStore store = StoryStore.open(story);
        StoryRunner runner = new StoryRunner(store, new LocalEngine(studio.home(), store))) {
      runner.run(new Job("job-1", new Work.Export(queued, settings)), UNHEARD, new CancelToken());
    }
    List<Path> same = files(queued);
    assertThat(same).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      assertThat(same.get(i)).hasSameBinaryContentAs(files.get(i));
    }
  }

  private static List<Path> files(Path film) throws IOException {
    if (!Files.isDirectory(film)) {
      return List.of(film);
    }
    try (Stream<Path> all = Files.list(film)) {
      return all.sorted().toList();
    }
  }

  private static void read(Path file, Kind kind) throws IOException {
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      assertThat(grabber.getFormat()).isEqualTo(kind.container());
      assertThat(grabber.getVideoCodecName()).isEqualTo(kind.video());
      assertThat(grabber.getAudioChannels()).isEqualTo(kind.sound().isEmpty() ? 0 : 2);
      if (!kind.sound().isEmpty()) {
        assertThat(grabber.getAudioCodecName()).isEqualTo(kind.sound());
      }
      assertThat(grabber.getImageWidth()).isEqualTo(kind.width());
      assertThat(grabber.getImageHeight()).isEqualTo(kind.height());
      int frames = 0;
      while (grabber.grabImage() != null) {
        frames++;
      }
      assertThat(frames).isEqualTo(kind.ending().isEmpty() ? 1 : FRAMES);
    }
  }
}
