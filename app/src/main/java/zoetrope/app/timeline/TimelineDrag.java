package zoetrope.app.timeline;

import java.util.Set;
import java.util.UUID;
import zoetrope.story.edit.ClipEdits;
import zoetrope.story.edit.Edit;
import zoetrope.story.edit.MarkerEdits;
import zoetrope.story.edit.SoundEdits;
import zoetrope.story.edit.TitleEdits;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Marker;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Title;

/**
 * A drag of one thing on the timeline, from how it was when it was pressed. It snaps, and all its
 * moves are one step of undo.
 */
final class TimelineDrag {
  private final TimelineModel model;
  private final Lanes.Hit held;
  private final Object atPress;
  private final String gesture = "timeline-" + UUID.randomUUID();

  TimelineDrag(TimelineModel model, Lanes.Hit held) {
    this.model = model;
    this.held = held;
    atPress =
        model
            .pictures()
            .clip(held.id())
            .<Object>map(c -> c)
            .or(() -> model.timeline().title(held.id()))
            .or(() -> model.timeline().sound(held.id()))
            .or(() -> model.timeline().marker(held.id()))
            .orElse("");
  }

  /**
   * Moves what is held.
   *
   * @param by how far the pointer is from where it was pressed, in ticks
   * @param at where it is
   */
  void to(long by, long at) {
    switch (atPress) {
      case Clip c when held.part() == Lanes.Part.BODY ->
          apply(ClipEdits.rearrange(c.id(), place(c, at)));
      case Clip c -> apply(trimmed(c, by));
      case Title t -> apply(moved(t, by));
      case AudioClip a -> apply(moved(a, by));
      case Marker m -> apply(MarkerEdits.move(m, snapped(m.id(), m.at() + by)));
      default -> {}
    }
  }

  private void apply(Edit edit) {
    model.story().apply(edit, gesture);
  }

  /** How many of the other clips are before a time, counted by their middles. */
  private int place(Clip c, long at) {
    int before = 0;
    for (Clip other : model.pictures().clips()) {
      TimeRange p = model.pictures().placement(other.id()).orElseThrow();
      if (!other.id().equals(c.id()) && at > (p.start() + p.end()) / 2) {
        before++;
      }
    }
    return before;
  }

  private Edit trimmed(Clip c, long by) {
    if (held.part() == Lanes.Part.START) {
      return ClipEdits.rippleHead(c.id(), model.onFrame(Math.max(0, c.takeTicks(by))));
    }
    long start = model.pictures().placement(c.id()).map(TimeRange::start).orElse(0L);
    long end = model.snapping().trim(Math.max(0, start + c.duration() + by));
    return ClipEdits.rippleTail(c.id(), c.takeTicks(end - start));
  }

  private long snapped(String id, long ticks) {
    return model.snapping().time(Math.max(0, ticks), Set.of(id));
  }

  private long begun(String id, TimeRange place, long by) {
    return model.snapping().begin(Math.max(0, place.start() + by), place.duration(), Set.of(id));
  }

  private Edit moved(Title t, long by) {
    TimeRange p = t.place();
    return switch (held.part()) {
      case BODY -> TitleEdits.move(t, begun(t.id(), p, by));
      case START -> TitleEdits.trimHead(t, snapped(t.id(), p.start() + by));
      case END -> TitleEdits.trimTail(t, snapped(t.id(), p.end() + by));
    };
  }

  private Edit moved(AudioClip a, long by) {
    TimeRange p = a.place();
    return switch (held.part()) {
      case BODY -> SoundEdits.move(a, begun(a.id(), p, by));
      case START -> SoundEdits.trimHead(a, snapped(a.id(), p.start() + by));
      case END -> SoundEdits.trimTail(a, snapped(a.id(), p.end() + by));
    };
  }
}
