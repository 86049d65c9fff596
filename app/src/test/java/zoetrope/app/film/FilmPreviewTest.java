package zoetrope.app.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
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
import zoetrope.core.task.CancelToken;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.film.picture.Canvas;
import zoetrope.film.sound.Mixer;
import zoetrope.film.sound.SoundLengths;
import zoetrope.media.AudioReader;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.media.VideoReader;
import zoetrope.service.export.ExportSettings;
import zoetrope.service.export.FrameSize;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.FilmBinder;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;
import zoetrope.story.timeline.Transition.Kind;

/**
 * What the studio shows and plays is what is exported: a film of every transition, title style,
 * fade and gain, with gaps, two tracks and takes of other shapes, at the film's own size.
 */
@Tag("ui")
class FilmPreviewTest {
  private static final long S = Timeline.TICKS_PER_SECOND;
  private static final FrameRate RATE = FrameRate.of(12);
  private static final StoryFormat FORMAT = new StoryFormat(Aspect.WIDE, 144, RATE);

  @TempDir Path folder;
  private TestBench bench;
  private Path exported;

  @BeforeEach
  void exportTheFilm() throws IOException {
    bench = new TestBench(folder);
    bench.edit(new Edit.ReplaceStory(Story.empty("Film", FORMAT)));
    take("a", 256, 144, 24, 1);
    take("b", 256, 144, 24, 2);
    take("square", 144, 144, 24, 3);
    take("tall", 80, 144, 24, 4);
    bench.edit(new Edit.SetTimeline(timeline()));
    exported = folder.resolve("film.mkv");
    new FilmBinder(store(), Delivery.PLAIN)
        .bind(
            exported,
            new ExportSettings(Encoding.LOSSLESS, FrameSize.STORY),
            (what, done, total) -> {},
            new CancelToken());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private StoryStore store() {
    return bench.bench.story().store();
  }

  private Timeline timeline() throws IOException {
    Track low =
        new Track(
            "v1",
            List.of(
                clip("a", 0, 24, Kind.CUT, 0, 0),
                clip("b", 2, 22, Kind.CROSSFADE, RATE.ticks(7) - 9_000, 0),
                clip("square", 0, 24, Kind.DIP_TO_BLACK, RATE.ticks(9), 0),
                clip("tall", 0, 20, Kind.CROSSFADE, RATE.ticks(4), 0),
                clip("a", 6, 12, Kind.CUT, 0, S / 3),
                clip("b", 0, 12, Kind.DIP_TO_BLACK, RATE.ticks(4), 0),
                clip("a", 0, 12, Kind.DIP_TO_WHITE, RATE.ticks(4), 0),
                clip("b", 0, 12, Kind.WIPE, RATE.ticks(4), 0),
                clip("tall", 0, 12, Kind.WIPE_DOWN, RATE.ticks(4), 0),
                clip("a", 0, 12, Kind.SLIDE, RATE.ticks(4), 0),
                clip("square", 0, 12, Kind.PUSH, RATE.ticks(4), 0),
                clip("b", 0, 12, Kind.IRIS, RATE.ticks(4), 0),
                clip("a", 0, 12, Kind.ZOOM, RATE.ticks(4), 0)));
    Track high =
        new Track(
            "v2",
            List.of(
                clip("square", 0, 10, Kind.CUT, 0, S),
                clip("tall", 0, 10, Kind.CROSSFADE, RATE.ticks(3), 0)));
    return new Timeline(List.of(low, high), titles(), sounds());
  }

  private static Clip clip(String shot, int from, int frames, Kind kind, long ticks, long lead) {
    TimeRange source = new TimeRange(RATE.ticks(from), RATE.ticks(from + frames));
    String id =
        "%s-%d-%d-%s".formatted(shot, from, frames, kind).toLowerCase(java.util.Locale.ROOT);
    return new Clip(id.replace('_', '-'), shot, source, new Transition(kind, ticks), lead);
  }

  private static List<Title> titles() {
    List<Title> out = new ArrayList<>();
    for (Title.Style style : Title.Style.values()) {
      for (Title.Position position : Title.Position.values()) {
        int n = out.size();
        TimeRange place = new TimeRange(n * S * 2 / 3, n * S * 2 / 3 + S + n * 7_000L);
        out.add(new Title("title-" + n, "Fox " + n + " 早晨", place, position, style));
      }
    }
    TimeRange late = new TimeRange(7 * S, 60 * S);
    out.add(new Title("late", "The end", late, Title.Position.TOP, Title.Style.HEADLINE));
    return out;
  }

  private List<AudioClip> sounds() throws IOException {
    MediaRef low = sound("low.wav", 20, i -> .5 * Math.sin(i * .015));
    MediaRef high = sound("high.wav", 2, i -> .3 * Math.sin(i * .11));
    return List.of(
        new AudioClip("low", low, new TimeRange(0, 20 * S), S / 7, -3, S / 2, 2 * S),
        new AudioClip("high", high, new TimeRange(S + 11, 5 * S), 0, 4.5, S / 4, S),
        new AudioClip("again", high, new TimeRange(6 * S, 7 * S), S / 2, -9, 0, 0));
  }

  private MediaRef sound(String name, int seconds, IntToDoubleFunction wave) throws IOException {
    byte[] samples = new byte[2 * seconds * 48_000];
    for (int i = 0; i < samples.length / 2; i++) {
      int v = (int) Math.round(32_767 * wave.applyAsDouble(i));
      samples[2 * i] = (byte) v;
      samples[2 * i + 1] = (byte) (v >> 8);
    }
    Path file = folder.resolve(name);
    AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return store().media().put(file);
  }

  /** A shot with a take whose every frame differs from the others. */
  private void take(String id, int width, int height, int frames, int seed) {
    byte[] rgb = new byte[3 * width * height * frames];
    for (int f = 0, i = 0; f < frames; f++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          rgb[i++] = (byte) (x * seed + 5 * f);
          rgb[i++] = (byte) (y + 40 * seed - 3 * f);
          rgb[i++] = (byte) ((x ^ y) + 9 * f);
        }
      }
    }
    Path file = folder.resolve(id + ".mkv");
    ClipWriter.write(file, Encoding.LOSSLESS, width, height, RATE.numerator(), rgb);
    Shot shot =
        new Shot(
            id,
            id,
            "a picture",
            "",
            frames,
            new FrameSource.None(),
            new FrameSource.None(),
            List.of(),
            MotionPlan.NONE,
            ShotSettings.defaults(id));
    bench.edit(new Edit.PutShot(shot));
    Map<String, MediaRef> files = Map.of("clip", store().takeFiles().put(file));
    store().addTake(new Take("take-" + id, id, 1, shot, Map.of(), files, Instant.EPOCH, false));
    bench.edit(new Edit.PickTake(id, "take-" + id));
  }

  @Test
  void eachPreviewedFrameIsTheExportedOne() {
    FilmPreview preview = TestBench.onFx(() -> new FilmPreview(bench.bench, () -> {}));
    Canvas canvas = new Canvas(FORMAT.width(), FORMAT.height());
    long frames = store().story().length().frames();
    int n = 0;
    try (VideoReader film = VideoReader.open(exported)) {
      for (Optional<byte[]> f = film.next(); f.isPresent(); f = film.next(), n++) {
        byte[] wanted = f.get();
        long middle = (RATE.ticks(n) + RATE.ticks(n + 1)) / 2;
        int apart = Integer.MAX_VALUE;
        for (int tries = 0; apart > 2 && tries < 30; tries++) {
          TestBench.fx(() -> preview.draw(middle, canvas));
          apart = furthest(wanted, canvas.rgb());
          if (apart > 2) {
            TestBench.settle(); // takes are decoded and titles painted in the background
          }
        }
        assertThat(apart).as("frame " + n).isLessThanOrEqualTo(2);
      }
    }
    assertThat(n).isEqualTo((int) frames).isGreaterThan(90);
  }

  private static int furthest(byte[] a, byte[] b) {
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs((a[i] & 255) - (b[i] & 255)));
    }
    return most;
  }

  /** The export is brought to a loudness by one gain, which the studio does not have. */
  @Test
  void whatIsPlayedIsWhatIsExportedButForTheLoudness() {
    float[] film = new float[2 * 60 * SoundCue.RATE];
    try (AudioReader r = AudioReader.open(exported)) {
      film = Arrays.copyOf(film, r.read(film));
    }
    Story story = store().story();
    float[] played = new float[film.length];
    try (Mixer mixer =
        Mixer.open(
            new FilmEvaluator(story.timeline(), FORMAT.fps()),
            bench.bench.story()::file,
            new SoundLengths())) {
      float[] some = new float[2 * 2048];
      for (int at = 0; at < played.length; at += some.length) {
        mixer.read(some);
        System.arraycopy(some, 0, played, at, Math.min(some.length, played.length - at));
      }
    }
    double gain = gain(film, played);
    double apart = 0;
    double loudest = 0;
    for (int i = 0; i < film.length; i++) {
      apart = Math.max(apart, Math.abs(film[i] - gain * played[i]));
      loudest = Math.max(loudest, Math.abs(film[i]));
    }
    assertThat((long) film.length / 2)
        .isEqualTo(story.length().frames() * SoundCue.RATE / RATE.numerator());
    assertThat(loudest).isBetween(.1, .8);
    assertThat(apart).isLessThan(1e-4);
  }

  /** The gain that brings one sound nearest to another. */
  private static double gain(float[] to, float[] from) {
    double both = 0;
    double own = 0;
    for (int i = 0; i < to.length; i++) {
      both += (double) to[i] * from[i];
      own += (double) from[i] * from[i];
    }
    return both / own;
  }
}
