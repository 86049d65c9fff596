package zoetrope.app.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import zoetrope.story.timeline.Timeline;

/** Where things on the timeline snap while they are dragged: edges, markers and the play head. */
final class Snapping {
  private final TimelineModel model;
  private final BooleanProperty on = new SimpleBooleanProperty(true);
  private final ObjectProperty<Optional<Long>> at = new SimpleObjectProperty<>(Optional.empty());

  Snapping(TimelineModel model) {
    this.model = model;
  }

  BooleanProperty on() {
    return on;
  }

  /** Where something snapped just now; shown as a line until the drag ends. */
  ObjectProperty<Optional<Long>> at() {
    return at;
  }

  /** A time, or what it is so near to that it snaps there. */
  long time(long ticks, Set<String> but) {
    Optional<Long> edge = near(ticks, edges(but, true));
    at.set(edge);
    return edge.orElseGet(() -> model.onFrame(ticks));
  }

  /** Where a thing begins that is dragged to a time: either of its ends snaps, the nearer one. */
  long begin(long start, long duration, Set<String> but) {
    List<Long> edges = edges(but, true);
    Optional<Long> head = near(start, edges);
    Optional<Long> tail = near(start + duration, edges).filter(e -> e >= duration);
    long byHead = head.map(e -> Math.abs(e - start)).orElse(Long.MAX_VALUE);
    long byTail = tail.map(e -> Math.abs(e - start - duration)).orElse(Long.MAX_VALUE);
    at.set(byHead <= byTail ? head : tail);
    return byHead <= byTail
        ? head.orElseGet(() -> model.onFrame(start))
        : tail.map(e -> e - duration).orElse(start);
  }

  /**
   * Where a clip's end may snap while it is trimmed: clips behind it move along, all else stays.
   */
  long trim(long end) {
    Optional<Long> edge = near(end, edges(Set.of(), false));
    at.set(edge);
    return edge.orElseGet(() -> model.onFrame(end));
  }

  private Optional<Long> near(long ticks, List<Long> edges) {
    long reach = (long) (8 / model.scale().get() * Timeline.TICKS_PER_SECOND);
    return edges.stream()
        .filter(e -> on.get() && Math.abs(e - ticks) <= reach)
        .min(Comparator.comparingLong(e -> Math.abs(e - ticks)));
  }

  private List<Long> edges(Set<String> but, boolean clips) {
    List<Long> edges = new ArrayList<>(List.of(0L, model.story().playhead().get()));
    if (clips) {
      model.pictures().placements().forEach(p -> edges.addAll(List.of(p.start(), p.end())));
    }
    model.timeline().titles().stream()
        .filter(v -> !but.contains(v.id()))
        .forEach(v -> edges.addAll(List.of(v.place().start(), v.place().end())));
    model.timeline().audio().stream()
        .filter(v -> !but.contains(v.id()))
        .forEach(v -> edges.addAll(List.of(v.place().start(), v.place().end())));
    model.timeline().markers().stream()
        .filter(v -> !but.contains(v.id()))
        .forEach(v -> edges.add(v.at()));
    return edges;
  }
}
