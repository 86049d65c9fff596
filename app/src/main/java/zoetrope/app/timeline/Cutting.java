package zoetrope.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/**
 * Cuts of the first picture track, as functions from one timeline to the next. Times are ticks.
 * What follows a change closes up ("ripple"); transitions that no longer fit are shortened.
 */
public final class Cutting {
  private final Timeline timeline;
  private final List<Clip> clips;

  public Cutting(Timeline timeline) {
    this.timeline = timeline;
    clips = timeline.tracks().isEmpty() ? List.of() : timeline.tracks().getFirst().clips();
  }

  public List<Clip> clips() {
    return clips;
  }

  /** Where each clip lies. */
  public List<TimeRange> places() {
    return timeline.tracks().isEmpty() ? List.of() : timeline.tracks().getFirst().placements();
  }

  Optional<Clip> clip(String id) {
    return clips.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  private int index(String id) {
    return IntStream.range(0, clips.size())
        .filter(i -> clips.get(i).id().equals(id))
        .findFirst()
        .orElse(-1);
  }

  /** The clip that shows at a time; of two that fade into each other the later. */
  public Optional<Clip> at(long ticks) {
    List<TimeRange> places = places();
    for (int i = places.size() - 1; i >= 0; i--) {
      if (ticks >= places.get(i).start() && ticks < places.get(i).end()) {
        return Optional.of(clips.get(i));
      }
    }
    return Optional.empty();
  }

  /** Where a clip lies. */
  public Optional<TimeRange> place(String id) {
    int i = index(id);
    return i < 0 ? Optional.empty() : Optional.of(places().get(i));
  }

  /** A clip with another piece of its take. */
  Timeline trimmed(String id, TimeRange source) {
    return replaced(id, c -> piece(c, source));
  }

  /** Cuts the clip under a time in two; the same timeline where that would leave nothing. */
  Timeline split(long at, long least) {
    Optional<Clip> hit = at(at);
    if (hit.isEmpty()) {
      return timeline;
    }
    Clip c = hit.get();
    TimeRange place = place(c.id()).orElseThrow();
    long cut = c.source().start() + at - place.start();
    if (cut - c.source().start() < least || c.source().end() - cut < least) {
      return timeline;
    }
    List<Clip> out = new ArrayList<>(clips);
    int i = index(c.id());
    TimeRange head = new TimeRange(c.source().start(), cut);
    TimeRange tail = new TimeRange(cut, c.source().end());
    out.set(i, piece(c, head));
    out.add(i + 1, new Clip(fresh("clip"), c.shotId(), tail, Transition.CUT, 0));
    return with(out);
  }

  /** Without a clip. */
  Timeline without(String id) {
    return with(clips.stream().filter(c -> !c.id().equals(id)).toList());
  }

  /** Without any clip of a shot. */
  public Timeline withoutShot(String shotId) {
    return with(clips.stream().filter(c -> !c.shotId().equals(shotId)).toList());
  }

  /** A clip at another place among the others, counted from 0. */
  Timeline moved(String id, int to) {
    int from = index(id);
    if (from < 0) {
      return timeline;
    }
    List<Clip> out = new ArrayList<>(clips);
    Clip c = out.remove(from);
    out.add(Math.clamp(to, 0, out.size()), c);
    return with(out);
  }

  /** A clip that begins otherwise. */
  Timeline entered(String id, Transition entry) {
    return replaced(id, c -> new Clip(c.id(), c.shotId(), c.source(), entry, 0));
  }

  /** The whole of a shot after all others. */
  public Timeline appended(String shotId, long length) {
    List<Clip> out = new ArrayList<>(clips);
    out.add(new Clip(fresh("clip"), shotId, new TimeRange(0, length), Transition.CUT, 0));
    return with(out);
  }

  /** The clips of a shot cut to what a take of a new length has; longer takes show whole. */
  public Timeline relength(String shotId, long was, long is) {
    List<Clip> out =
        clips.stream()
            .map(
                c -> {
                  if (!c.shotId().equals(shotId)) {
                    return c;
                  }
                  long end = c.source().end() == was ? is : Math.min(c.source().end(), is);
                  long start = c.source().start() < end ? c.source().start() : 0;
                  return piece(c, new TimeRange(start, end));
                })
            .toList();
    return with(out);
  }

  /** Another piece of a clip's take; a transition that is longer than it is shortened. */
  private static Clip piece(Clip c, TimeRange source) {
    Transition was = c.entry();
    Transition entry =
        was.duration() > source.duration() ? new Transition(was.kind(), source.duration()) : was;
    return new Clip(c.id(), c.shotId(), source, entry, c.lead());
  }

  private Timeline replaced(String id, java.util.function.UnaryOperator<Clip> change) {
    return with(clips.stream().map(c -> c.id().equals(id) ? change.apply(c) : c).toList());
  }

  private Timeline with(List<Clip> changed) {
    List<Track> tracks = new ArrayList<>(timeline.tracks());
    String name = tracks.isEmpty() ? "v1" : tracks.getFirst().id();
    Track fitted = new Track(name, fitted(changed));
    if (tracks.isEmpty()) {
      tracks.add(fitted);
    } else {
      tracks.set(0, fitted);
    }
    return new Timeline(tracks, timeline.titles(), timeline.audio(), timeline.markers());
  }

  /** The first clip enters with a cut, and no transition is longer than what it joins. */
  private static List<Clip> fitted(List<Clip> changed) {
    List<Clip> out = new ArrayList<>();
    for (Clip c : changed) {
      Transition entry = c.entry();
      if (out.isEmpty()) {
        entry = Transition.CUT;
      } else {
        Clip before = out.getLast();
        long room = before.source().duration() - before.entry().duration();
        long most = Math.min(c.source().duration(), room);
        if (entry.duration() > most) {
          entry = most <= 0 ? Transition.CUT : new Transition(entry.kind(), most);
        }
      }
      out.add(new Clip(c.id(), c.shotId(), c.source(), entry, entry.duration() > 0 ? 0 : c.lead()));
    }
    return out;
  }

  static String fresh(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
