package zoetrope.service.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import zoetrope.media.ClipWriter;
import zoetrope.media.Encoding;
import zoetrope.story.MediaRef;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.document.Take;
import zoetrope.story.edit.Edit;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Transition;

/** A story in a folder whose takes are painted by the test, so that its film needs no model. */
public final class FilmStory implements AutoCloseable {
  public static final long S = Timeline.TICKS_PER_SECOND;
  public static final int FPS = 12;
  public static final StoryFormat FORMAT =
      new StoryFormat(Aspect.WIDE, 144, FrameRate.of(FPS)); // 256 x 144

  private final Path folder;
  public final StoryStore store;

  public FilmStory(Path folder) {
    this.folder = folder;
    store =
        StoryStore.create(
            folder.resolve("Film.zoetrope"), new StoryDraft(Story.empty("Film", FORMAT), Map.of()));
  }

  /** A shot with a take of one grey. */
  public void grey(String id, int frames, int level) {
    byte[] rgb = new byte[frames * FORMAT.width() * FORMAT.height() * 3];
    java.util.Arrays.fill(rgb, (byte) level);
    shot(id, FORMAT.width(), FORMAT.height(), rgb);
  }

  /** A shot with a take of packed frames. */
  public void shot(String id, int width, int height, byte[] rgb) {
    int frames = rgb.length / (width * height * 3);
    Path file = folder.resolve(id + ".mkv");
    ClipWriter.write(file, Encoding.LOSSLESS, width, height, FPS, rgb);
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
    store.apply(new Edit.PutShot(shot));
    MediaRef clip = store.takeFiles().put(file);
    Map<String, MediaRef> files = Map.of("clip", clip);
    store.addTake(new Take("take-" + id, id, 1, shot, Map.of(), files, Instant.EPOCH, false));
    store.apply(new Edit.PickTake(id, "take-" + id));
  }

  /** A sound of both sides alike. */
  public MediaRef sound(String name, double seconds, IntToDoubleFunction wave) {
    int n = (int) (seconds * 48_000);
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * n).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 2 * n);
    wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(48_000).putInt(96_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(2 * n);
    IntStream.range(0, n)
        .forEach(i -> wav.putShort((short) Math.round(32_767 * wave.applyAsDouble(i))));
    try {
      return store.media().put(Files.write(folder.resolve(name), wav.array()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static IntToDoubleFunction sine(double hertz, double level) {
    return i -> level * Math.sin(2 * Math.PI * hertz * i / 48_000);
  }

  /** The whole of a shot's take. */
  public Clip clip(String shot, Transition entry) {
    long length = FORMAT.fps().ticks(store.story().shot(shot).orElseThrow().frames());
    return new Clip("clip-" + shot, shot, new TimeRange(0, length), entry, 0);
  }

  public void timeline(Timeline timeline) {
    store.apply(new Edit.SetTimeline(timeline));
  }

  @Override
  public void close() {
    store.close();
  }
}
