package zoetrope.app.shell;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import zoetrope.app.model.StoryModel;
import zoetrope.app.text.Texts;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.Shot;
import zoetrope.story.document.ShotSettings;
import zoetrope.story.document.StockCast;
import zoetrope.story.document.Story;
import zoetrope.story.edit.ShotEdits;
import zoetrope.story.motion.MotionPlan;
import zoetrope.story.timeline.Timeline;

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
            .map(s -> ShotEdits.like(s, id, name))
            .orElseGet(() -> plain(id, name, frames));
    append(shot);
  }

  private void append(Shot shot) {
    if (story.apply(ShotEdits.add(shot))) {
      story.selectedShot().set(Optional.of(shot.id()));
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
        ShotSettings.defaults(id).withTakes(2),
        StockCast.ON);
  }

  /** Copies the selected shot, motion and all, to the end. */
  void duplicate() {
    story
        .shot()
        .get()
        .ifPresent(
            s -> {
              String id = "shot-" + UUID.randomUUID().toString().substring(0, 8);
              String name = texts.get("shell.shot.copy", s.name());
              append(ShotEdits.copy(s, id, name));
            });
  }

  /** Removes the selected shot and its clips; undo brings both back. */
  void remove() {
    story.shot().get().map(Shot::id).map(ShotEdits::remove).ifPresent(story::apply);
  }

  /** Selects the shot {@code steps} further on, held to the first and last. */
  void go(int steps) {
    List<String> ids = story.story().get().shots().stream().map(Shot::id).toList();
    if (!ids.isEmpty()) {
      int at = story.selectedShot().get().map(ids::indexOf).orElse(0);
      int to = Math.clamp(at + steps, 0, ids.size() - 1);
      story.selectedShot().set(Optional.of(ids.get(to)));
    }
  }
}
