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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.core.task.CancelToken;
import zoetrope.media.Encoding;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.engine.LocalEngine;
import zoetrope.service.engine.StoryRunner;
import zoetrope.service.jobs.Job;
import zoetrope.service.jobs.JobProgress;
import zoetrope.service.jobs.Work;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.FrameRate;

/** A film of one second, written with each preset and read back by FFmpeg. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresetFilmsTest {
  private static final int FRAMES = 12;

  private static final StoryFormat STORY = new StoryFormat(Aspect.WIDE, 720, FrameRate.of(12));

  /**
   * What FFmpeg calls a film.
   *
   * @param sound empty for none
   */
  private record Kind(String container, String video, String sound) {}

  private static final Map<Encoding, Kind> KINDS =
      Map.of(
          Encoding.MP4, new Kind("mov,mp4,m4a,3gp,3g2,mj2", "h264", "aac"),
          Encoding.WEBM, new Kind("matroska,webm", "vp9", "opus"),
          Encoding.PRORES, new Kind("mov,mp4,m4a,3gp,3g2,mj2", "prores", "pcm_s16le"),
          Encoding.LOSSLESS, new Kind("matroska,webm", "ffv1", "flac"),
          Encoding.GIF, new Kind("gif", "gif", ""),
          Encoding.PNG_SEQUENCE, new Kind("png_pipe", "png", ""));

  private static final JobProgress UNHEARD =
      new JobProgress() {
        @Override
        public void step(int done, int total) {}

        @Override
        public void preview(Bitmap picture) {}
      };

  private TinyStudio studio;
  private Path story;

  static List<ExportPreset> presets() {
    return ExportPresets.all();
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

  @ParameterizedTest
  @MethodSource("presets")
  void theFilmIsOfThePresetsKindAndTheSameFromTheCommandLineAndTheQueue(ExportPreset preset)
      throws IOException {
    ExportSettings settings = preset.settings();
    String ending = settings.folder() ? "" : "." + settings.encoding().extension();
    Path film = studio.file(preset.name() + ending);
    run("render", story.toString(), "-o", film.toString(), "--preset", preset.name());
    List<Path> files = files(film);
    assertThat(files).hasSize(settings.folder() ? FRAMES : 1);
    read(files.getFirst(), settings);
    Path queued = studio.file("queued-" + preset.name() + ending);
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

  private static void read(Path file, ExportSettings settings) throws IOException {
    Kind kind = KINDS.get(settings.encoding());
    FrameSize.Pixels frame = settings.frame(STORY);
    boolean silent = settings.limits().contains(ExportLimit.SILENT);
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      assertThat(grabber.getFormat()).isEqualTo(kind.container());
      assertThat(grabber.getVideoCodecName()).isEqualTo(kind.video());
      assertThat(grabber.getAudioChannels()).isEqualTo(silent ? 0 : 2);
      assertThat(silent ? "" : grabber.getAudioCodecName()).isEqualTo(kind.sound());
      assertThat(grabber.getImageWidth()).isEqualTo(frame.width());
      assertThat(grabber.getImageHeight()).isEqualTo(frame.height());
      int frames = 0;
      while (grabber.grabImage() != null) {
        frames++;
      }
      assertThat(frames).isEqualTo(settings.folder() ? 1 : FRAMES);
    }
  }
}
