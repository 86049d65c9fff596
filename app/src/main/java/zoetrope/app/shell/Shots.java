package zoetrope.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.Story;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.store.Edit;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/** Going from shot to shot, and adding one. */
final class Shots {
  private static final int SECONDS = 2;

  private final StoryModel story;
  private final Texts texts;

  Shots(StoryModel story, Texts texts) {
    this.story = story;
    this.texts = texts;
  }

  /** Adds a shot like the selected one after all others, with a clip at the film's end. */
  void add() {
    Story now = story.story().get();
    String id = "shot-" + UUID.randomUUID().toString().substring(0, 8);
    String name = texts.get("shell.shot.new", now.shots().size() + 1);
    long length = (long) SECONDS * Timeline.TICKS_PER_SECOND;
    int frames = (int) now.format().fps().frameAt(length);
    Shot shot =
        story
            .shot()
            .get()
            .map(s -> like(s, id, name))
            .orElseGet(() -> plain(id, name, frames));
    String gesture = "add-" + id;
    if (story.apply(new Edit.PutShot(shot), gesture)) {
      story.apply(new Edit.SetTimeline(appended(story.story().get(), shot)), gesture);
      story.selectedShot().set(java.util.Optional.of(id));
    }
  }

  private Shot plain(String id, String name, int frames) {
    return new Shot(
        id,
        name,
        texts.get("shell.shot.prompt"),
        "",
        frames,
        new FrameSource.None(),
        new FrameSource.None(),
        List.of(),
        MotionPlan.NONE,
        ShotSettings.defaults(id));
  }

  private static Shot like(Shot s, String id, String name) {
    return new Shot(
        id,
        name,
        s.prompt(),
        s.negative(),
        s.frames(),
        new FrameSource.None(),
        new FrameSource.None(),
        s.cast(),
        MotionPlan.NONE,
        s.settings());
  }

  private static Timeline appended(Story story, Shot shot) {
    Timeline t = story.timeline();
    long length = story.format().fps().ticks(shot.frames());
    Clip clip =
        new Clip("clip-" + shot.id(), shot.id(), new TimeRange(0, length), Transition.CUT, 0);
    List<Track> tracks = new ArrayList<>(t.tracks());
    if (tracks.isEmpty()) {
      tracks.add(new Track("v1", List.of(clip)));
    } else {
      List<Clip> clips = new ArrayList<>(tracks.getFirst().clips());
      clips.add(clip);
      tracks.set(0, new Track(tracks.getFirst().id(), clips));
    }
    return new Timeline(tracks, t.titles(), t.audio(), t.markers());
  }

  /** Selects the shot {@code steps} further on, held to the first and last. */
  void go(int steps) {
    List<String> ids = story.story().get().shots().stream().map(Shot::id).toList();
    if (!ids.isEmpty()) {
      int at = story.selectedShot().get().map(ids::indexOf).orElse(0);
      int to = Math.clamp(at + steps, 0, ids.size() - 1);
      story.selectedShot().set(java.util.Optional.of(ids.get(to)));
    }
  }
}
