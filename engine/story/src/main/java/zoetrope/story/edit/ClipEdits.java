package zoetrope.story.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/**
 * Edits of the film's clips, which lie on its first picture track. They ripple: what comes after a
 * clip that changes moves with it, so no gap opens. After each of them no transition is longer than
 * what it joins, and the first clip starts with a cut. Times are ticks.
 */
public final class ClipEdits {
  private ClipEdits() {}

  /**
   * Puts the whole of a shot at the end of the film.
   *
   * <pre>
   * before  [  A  ][  B  ]
   * after   [  A  ][  B  ][  shot  ]
   * </pre>
   */
  public static Edit append(String shotId) {
    return new Edit.Change("append-clip", story -> appended(story, shotId));
  }

  static Story appended(Story story, String shotId) {
    List<Clip> clips = new ArrayList<>(clips(story));
    TimeRange whole = new TimeRange(0, length(story, shotId));
    String id = FreshIds.of(story.timeline(), "clip");
    clips.add(new Clip(id, shotId, whole, Transition.CUT, 0));
    return with(story, clips);
  }

  /**
   * Cuts the clip that shows at a time of the film in two; the film looks as it did. Nothing
   * happens where that cannot be: within a transition, or where a piece would be shorter than a
   * frame.
   *
   * <pre>
   *            at
   * before  [  A  |    ][  B  ]
   * after   [  A  ][ A ][  B  ]
   * </pre>
   */
  public static Edit slice(long at) {
    return new Edit.Change("slice-clip", story -> sliced(story, at));
  }

  private static Story sliced(Story story, long at) {
    Track track = story.timeline().pictures();
    Optional<Clip> hit = track.at(at);
    if (hit.isEmpty()) {
      return story;
    }
    Clip clip = hit.get();
    long cut = at - track.placement(clip.id()).orElseThrow().start();
    List<Clip> clips = new ArrayList<>(track.clips());
    int i = clips.indexOf(clip);
    long out = i + 1 < clips.size() ? clips.get(i + 1).entry().duration() : 0;
    if (cut < Math.max(frame(story), clip.entry().duration())
        || clip.duration() - cut < Math.max(frame(story), out)) {
      return story;
    }
    Clip tail = clip.from(cut);
    clips.set(i, clip.until(cut));
    String id = FreshIds.of(story.timeline(), "clip");
    clips.add(i + 1, tail.as(id));
    return with(story, clips);
  }

  /**
   * Lets a clip start elsewhere in its take, at least a frame before it ends there.
   *
   * <pre>
   *            to
   * before  [  A  ][  B  ][  C  ]
   * after   [  A  ][ B ][  C  ]      B without its head
   * </pre>
   *
   * @param to in the take
   */
  public static Edit rippleHead(String clipId, long to) {
    return rippled(
        clipId,
        (story, clip) -> {
          long end = clip.source().end();
          return new TimeRange(Math.clamp(to, 0, Math.max(0, end - least(story, clip))), end);
        });
  }

  /**
   * Lets a clip end elsewhere in its take, at least a frame after it starts there and not after the
   * take's end.
   *
   * <pre>
   *                 to
   * before  [  A  ][  B  ][  C  ]
   * after   [  A  ][ B ][  C  ]      B without its tail
   * </pre>
   *
   * @param to in the take
   */
  public static Edit rippleTail(String clipId, long to) {
    return rippled(
        clipId,
        (story, clip) -> {
          TimeRange source = clip.source();
          long most = Math.max(length(story, clip.shotId()), source.end());
          long least = Math.min(most, source.start() + least(story, clip));
          return new TimeRange(source.start(), Math.clamp(to, least, most));
        });
  }

  /**
   * Lets the clip that shows at a time of the film start there; nothing happens where less than a
   * frame would be left.
   *
   * <pre>
   *            at
   * before  [  A  |    ][  B  ]
   * after   [    ][  B  ]
   * </pre>
   */
  public static Edit rippleHeadAt(long at) {
    return trimmedAt(at, true);
  }

  /**
   * Lets the clip that shows at a time of the film end there; nothing happens where less than a
   * frame would be left.
   *
   * <pre>
   *            at
   * before  [  A  |    ][  B  ]
   * after   [  A  ][  B  ]
   * </pre>
   */
  public static Edit rippleTailAt(long at) {
    return trimmedAt(at, false);
  }

  private static Edit trimmedAt(long at, boolean head) {
    return new Edit.Change(
        "ripple-clip",
        story -> {
          Track track = story.timeline().pictures();
          Optional<Clip> hit = track.at(at);
          if (hit.isEmpty()) {
            return story;
          }
          long cut = at - track.placement(hit.get().id()).orElseThrow().start();
          long left = head ? hit.get().duration() - cut : cut;
          if (left < frame(story)) {
            return story;
          }
          return changed(story, hit.get().id(), c -> head ? c.from(cut) : c.until(cut));
        });
  }

  /** What of its take a clip is to show. */
  @FunctionalInterface
  private interface Piece {
    TimeRange of(Story story, Clip clip);
  }

  private static Edit rippled(String clipId, Piece piece) {
    return new Edit.Change(
        "ripple-clip", story -> changed(story, clipId, c -> c.with(piece.of(story, c))));
  }

  /**
   * Shows an earlier or later piece of a clip's take in the same place of the film, as far as the
   * take has it.
   *
   * <pre>
   * take         abcdefgh
   * before  [ A ][ cde ][ C ]
   * after   [ A ][ def ][ C ]        a frame later
   * </pre>
   *
   * @param by later where it is positive
   */
  public static Edit slip(String clipId, long by) {
    return new Edit.Change(
        "slip-clip",
        story ->
            changed(
                story,
                clipId,
                c -> {
                  long length = c.source().duration();
                  long most = Math.max(c.source().start(), length(story, c.shotId()) - length);
                  long start = Math.clamp(c.source().start() + by, 0, most);
                  return c.with(new TimeRange(start, start + length));
                }));
  }

  /**
   * Takes a clip out; what follows closes up.
   *
   * <pre>
   * before  [  A  ][  B  ][  C  ]
   * after   [  A  ][  C  ]
   * </pre>
   */
  public static Edit rippleDelete(String clipId) {
    return new Edit.Change(
        "ripple-delete",
        story -> with(story, clips(story).stream().filter(c -> !c.id().equals(clipId)).toList()));
  }

  /** Takes all clips of a shot out. */
  static Story withoutShot(Story story, String shotId) {
    return with(story, clips(story).stream().filter(c -> !c.shotId().equals(shotId)).toList());
  }

  /**
   * Gives a clip another place among the others.
   *
   * <pre>
   * before  [  A  ][  B  ][  C  ]
   * after   [  C  ][  A  ][  B  ]    C at index 0
   * </pre>
   *
   * @param index counted from 0, held to what there is
   */
  public static Edit rearrange(String clipId, int index) {
    return new Edit.Change(
        "rearrange-clip",
        story -> {
          List<Clip> clips = new ArrayList<>(clips(story));
          Optional<Clip> moved = story.timeline().pictures().clip(clipId);
          moved.ifPresent(
              c -> {
                clips.remove(c);
                clips.add(Math.clamp(index, 0, clips.size()), c);
              });
          return with(story, clips);
        });
  }

  /**
   * Lets a clip follow the one before it by a transition. A crossfade has both overlap, so the film
   * gets shorter by it.
   *
   * <pre>
   * before  [  A  ][  B  ]
   * after   [  A  ]
   *             [  B  ]              crossfade into B
   * </pre>
   */
  public static Edit transition(String clipId, Transition entry) {
    return new Edit.Change(
        "set-transition",
        story -> changed(story, clipId, c -> c.with(entry.atMost(c.duration()), 0)));
  }

  /** Changes a clip's own affairs, such as its speed; what follows moves along. */
  public static Edit change(String clipId, UnaryOperator<Clip> change) {
    return new Edit.Change("change-clip", story -> changed(story, clipId, change));
  }

  /**
   * Fits the clips of a shot to a take of another length: a clip that showed the take to its end
   * does so again, others keep their piece as far as the new take has it.
   *
   * <pre>
   * take     |---------|          |------|
   * before   [ A1 ][ A2 ]
   * after                         [ A1 ][A2]
   * </pre>
   *
   * @param was the take's length so far
   * @param is its length now, at least one
   */
  static Story refitted(Story story, String shotId, long was, long is) {
    return with(
        story,
        clips(story).stream()
            .map(c -> c.shotId().equals(shotId) ? c.with(refitted(c.source(), was, is)) : c)
            .toList());
  }

  private static TimeRange refitted(TimeRange source, long was, long is) {
    long end = source.end() == was ? is : Math.min(source.end(), is);
    return new TimeRange(source.start() < end ? source.start() : 0, end);
  }

  private static List<Clip> clips(Story story) {
    return story.timeline().pictures().clips();
  }

  private static long frame(Story story) {
    return story.format().fps().ticks(1);
  }

  private static long length(Story story, String shotId) {
    return story.shot(shotId).map(Shot::frames).map(n -> story.format().fps().ticks(n)).orElse(1L);
  }

  /** Of its take, what a clip plays in a frame of the film at the least. */
  private static long least(Story story, Clip c) {
    return c.taken(frame(story));
  }

  private static Story changed(Story story, String clipId, UnaryOperator<Clip> change) {
    return with(
        story,
        clips(story).stream().map(c -> c.id().equals(clipId) ? change.apply(c) : c).toList());
  }

  private static Story with(Story story, List<Clip> clips) {
    Track track = new Track(story.timeline().pictures().id(), joined(clips));
    return new Edit.SetTimeline(story.timeline().withPictures(track)).applyTo(story);
  }

  /** The first clip starts with a cut, and no transition is longer than what it joins. */
  private static List<Clip> joined(List<Clip> clips) {
    List<Clip> out = new ArrayList<>();
    for (Clip c : clips) {
      Transition entry = Transition.CUT;
      if (!out.isEmpty()) {
        Clip before = out.getLast();
        long room = before.duration() - before.entry().duration();
        entry = c.entry().atMost(Math.min(c.duration(), room));
      }
      out.add(c.with(entry, entry.duration() > 0 ? 0 : c.lead()));
    }
    return out;
  }
}
