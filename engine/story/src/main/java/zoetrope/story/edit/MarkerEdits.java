package zoetrope.story.edit;

import zoetrope.story.timeline.Marker;

/** Edits of the named moments of the film. */
public final class MarkerEdits {
  private MarkerEdits() {}

  /**
   * Adds a marker, or puts it in the place of the one of its id.
   *
   * <pre>
   * before  [ clip ][ clip ]
   * after       v
   *         [ clip ][ clip ]
   * </pre>
   */
  public static Edit put(Marker marker) {
    return new Edit.Change("put-marker", story -> TimelineEdits.put(story, marker));
  }

  /**
   * Moves a marker.
   *
   * <pre>
   *                 to
   * before      v
   * after           v
   * </pre>
   *
   * @param to in ticks of the film, held to its start
   */
  public static Edit move(Marker marker, long to) {
    return put(new Marker(marker.id(), Math.max(0, to), marker.name()));
  }

  /** Names a marker. */
  public static Edit rename(String id, String name) {
    return new Edit.Change(
        "put-marker",
        story ->
            story.timeline().markers().stream()
                .filter(m -> m.id().equals(id))
                .map(m -> new Marker(m.id(), m.at(), name))
                .reduce(story, TimelineEdits::put, (was, is) -> is));
  }
}
