package zoetrope.app.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zoetrope.app.text.Texts;
import zoetrope.story.document.Aspect;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.document.Story;
import zoetrope.story.document.StoryDraft;
import zoetrope.story.document.StoryFormat;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.store.StoryStore;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** What a new story begins with. */
public enum Template {
  AD(Aspect.WIDE, 720, 3),
  VERTICAL(Aspect.TALL, 1280, 2),
  STORYBOARD(Aspect.WIDE, 720, 6);

  private static final int RATE = 24;
  private static final long FADE = Timeline.TICKS_PER_SECOND / 2;

  private final Aspect aspect;
  private final int height;
  private final int shots;

  Template(Aspect aspect, int height, int shots) {
    this.aspect = aspect;
    this.height = height;
    this.shots = shots;
  }

  int shots() {
    return shots;
  }

  String key() {
    return "start.template." + name();
  }

  /** Makes a story folder of a name that is free; takes its time, off the FX thread. */
  public Path create(Path folder, String title, Texts texts) throws IOException {
    Files.createDirectories(folder);
    String plain = title.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", " ").strip();
    String name = plain.isEmpty() || plain.startsWith(".") ? "Story" : plain;
    Path free = folder.resolve(name + StoryStore.FOLDER_SUFFIX);
    for (int i = 2; Files.exists(free); i++) {
      free = folder.resolve(name + " " + i + StoryStore.FOLDER_SUFFIX);
    }
    StoryStore.create(free, new StoryDraft(story(title, texts), Map.of())).close();
    return free;
  }

  private Story story(String title, Texts texts) {
    StoryFormat format = new StoryFormat(aspect, height, FrameRate.of(RATE));
    List<Shot> all = new ArrayList<>();
    List<Clip> clips = new ArrayList<>();
    long length = format.fps().ticks(2 * RATE);
    for (int i = 1; i <= shots; i++) {
      String id = "shot-" + i;
      all.add(shot(id, texts.get("start.shot", i), texts.get(key() + ".prompt." + i)));
      boolean fades = this == AD && i > 1;
      Transition entry = fades ? new Transition(Transition.Kind.CROSSFADE, FADE) : Transition.CUT;
      clips.add(new Clip("clip-" + i, id, new TimeRange(0, length), entry, 0));
    }
    Track track = new Track("v1", clips);
    List<Title> titles =
        this == STORYBOARD
            ? List.of()
            : List.of(
                new Title(
                    "title-1",
                    title,
                    new TimeRange(FADE / 2, 2 * length / 2),
                    Title.Position.TOP,
                    Title.Style.HEADLINE));
    return new Story(
        title, format, List.of(), all, Map.of(), new Timeline(List.of(track), titles, List.of()));
  }

  private static Shot shot(String id, String name, String prompt) {
    return new Shot(
        id,
        name,
        prompt,
        "",
        2 * RATE,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        ShotSettings.defaults(id).withTakes(2),
        StockCast.ON);
  }
}
