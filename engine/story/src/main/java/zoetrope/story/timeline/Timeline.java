package zoetrope.story.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final String FIRST_TRACK = "v1";

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

  /** The track that the film's pictures are cut on: the lowest; one without clips for none. */
  public Track pictures() {
    return tracks.isEmpty() ? new Track(FIRST_TRACK, List.of()) : tracks.getFirst();
  }

  /** The same with other clips in the place of {@link #pictures}. */
  public Timeline withPictures(Track pictures) {
    List<Track> out = new ArrayList<>(tracks);
    if (out.isEmpty()) {
      out.add(pictures);
    } else {
      out.set(0, pictures);
    }
    return new Timeline(out, titles, audio, markers);
  }

  /** The title of that id, if there is one. */
  public Optional<Title> title(String id) {
    return titles.stream().filter(v -> v.id().equals(id)).findFirst();
  }

  /** The sound of that id, if there is one. */
  public Optional<AudioClip> sound(String id) {
    return audio.stream().filter(v -> v.id().equals(id)).findFirst();
  }

  /** The marker of that id, if there is one. */
  public Optional<Marker> marker(String id) {
    return markers.stream().filter(v -> v.id().equals(id)).findFirst();
  }
}
