package zoetrope.story.timeline;

import java.util.List;
import java.util.stream.Stream;
import zoetrope.story.Identifiers;

/**
 * The whole film in time.
 *
 * @param tracks pictures, the lowest first
 */
public record Timeline(
    List<Track> tracks, List<Title> titles, List<AudioClip> audio, List<Marker> markers) {
  /**
   * The one rate of all ticks. It is a multiple of 24000/1001, 30000/1001, 24, 25, 30, 50, 60 and
   * 120 frames a second and of 48 kHz, so that their boundaries are whole ticks.
   */
  public static final int TICKS_PER_SECOND = 240_000;

  /** A film of no length. */
  public static final Timeline EMPTY = new Timeline(List.of(), List.of(), List.of());

  /** A timeline without markers. */
  public Timeline(List<Track> tracks, List<Title> titles, List<AudioClip> audio) {
    this(tracks, titles, audio, List.of());
  }

  public Timeline {
    tracks = List.copyOf(tracks);
    titles = List.copyOf(titles);
    audio = List.copyOf(audio);
    markers = List.copyOf(markers);
    Identifiers.requireUnique("tracks", tracks.stream().map(Track::id).toList());
    Identifiers.requireUnique(
        "timeline",
        Stream.of(
                tracks.stream().flatMap(track -> track.clips().stream()).map(Clip::id),
                titles.stream().map(Title::id),
                audio.stream().map(AudioClip::id),
                markers.stream().map(Marker::id))
            .flatMap(ids -> ids)
            .toList());
  }
}
