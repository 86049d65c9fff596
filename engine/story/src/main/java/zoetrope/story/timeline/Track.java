package zoetrope.story.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;

/** Clips in their order; where each lies on the timeline follows from the ones before it. */
public record Track(String id, List<Clip> clips) {
  public Track {
    Identifiers.require("id", id);
    clips = List.copyOf(clips);
    for (int i = 0; i < clips.size(); i++) {
      long fade = clips.get(i).entry().duration();
      InvalidStoryException.require(
          i > 0 || fade == 0,
          "clips[0].entry",
          "the first clip has none before it; let it enter with a cut");
      InvalidStoryException.require(
          i == 0 || clips.get(i - 1).entry().duration() + fade <= clips.get(i - 1).duration(),
          "clips[" + i + "].entry",
          "the transitions around the clip before are longer than that clip; shorten one");
    }
  }

  /** Where each clip lies on the timeline, in the clips' order; crossfaded neighbours overlap. */
  public List<TimeRange> placements() {
    List<TimeRange> ranges = new ArrayList<>(clips.size());
    long end = 0;
    for (Clip clip : clips) {
      long start = end + clip.lead() - clip.entry().overlap();
      end = start + clip.duration();
      ranges.add(new TimeRange(start, end));
    }
    return List.copyOf(ranges);
  }

  /** The clip of that id, if it is here. */
  public Optional<Clip> clip(String clipId) {
    return clips.stream().filter(c -> c.id().equals(clipId)).findFirst();
  }

  /** Where the clip of that id lies. */
  public Optional<TimeRange> placement(String clipId) {
    return clip(clipId).map(c -> placements().get(clips.indexOf(c)));
  }

  /** The clip that shows at a time; of two that fade into each other the later. */
  public Optional<Clip> at(long ticks) {
    List<TimeRange> places = placements();
    for (int i = places.size() - 1; i >= 0; i--) {
      if (ticks >= places.get(i).start() && ticks < places.get(i).end()) {
        return Optional.of(clips.get(i));
      }
    }
    return Optional.empty();
  }

  /** When the last clip ends, in ticks; 0 for a track without clips. */
  public long end() {
    return clips.isEmpty() ? 0 : placements().getLast().end();
  }
}
