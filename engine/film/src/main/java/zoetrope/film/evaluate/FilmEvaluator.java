package zoetrope.film.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.FrameRate;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Title;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/**
 * What the film of a timeline shows at each of its frames and lets be heard at each sample. The
 * studio's preview and the export both ask here, so that they cannot differ.
 *
 * <pre>
 * crossfade      |---- clip before ----|        opacity of the later: 1/(n+1) .. n/(n+1);
 *                                              of other kinds its shape by the same shares
 *                            |---- clip ----
 * dip            |---- clip before ----|---- clip ----   brightness 1 .. 0 .. 1
 * </pre>
 */
public final class FilmEvaluator {
  /** Titles fade in and out over this many seconds, or half of their own length if that is less. */
  private static final double TITLE_FADE = 0.25;

  private final FrameRate rate;
  private final FilmLength length;
  private final List<Placed> pictures = new ArrayList<>();
  private final List<Words> titles;
  private final List<AudioClip> sounds;

  /** A title on the frames of the film. */
  private record Words(Title title, long start, long end, double fade) {
    double opacity(long f) {
      return Math.min(1, Math.min((f - start + 1) / fade, (end - f) / fade));
    }
  }

  public FilmEvaluator(Timeline timeline, FrameRate rate) {
    this.rate = rate;
    length = FilmLength.of(timeline, rate);
    timeline.tracks().forEach(this::place);
    titles = timeline.titles().stream().flatMap(title -> place(title).stream()).toList();
    sounds = timeline.audio();
  }

  private void place(Track track) {
    List<TimeRange> places = track.placements();
    for (int i = 0; i < places.size(); i++) {
      long start = rate.frameAt(places.get(i).start());
      long end = rate.frameAt(places.get(i).end());
      boolean last = i + 1 == places.size();
      Placed.Joint in = i == 0 ? Placed.Joint.CUT : joint(track, places, i);
      Placed.Joint out = last ? Placed.Joint.CUT : joint(track, places, i + 1);
      pictures.add(new Placed(track.clips().get(i), start, end, in, out));
    }
  }

  /** How a clip follows the one before it. */
  private Placed.Joint joint(Track track, List<TimeRange> places, int i) {
    Transition entry = track.clips().get(i).entry();
    if (entry.kind().dips()) {
      return new Placed.Joint(entry.kind(), Math.max(1, rate.frameAt(entry.duration()) / 2));
    }
    // Not the transition's own length: that may round to a frame more than the two clips share.
    long shared = rate.frameAt(places.get(i - 1).end()) - rate.frameAt(places.get(i).start());
    return new Placed.Joint(entry.kind(), entry.kind().overlaps() ? Math.max(0, shared) : 0);
  }

  private Optional<Words> place(Title title) {
    return title.place().before(length.end()).map(seen -> words(title, seen));
  }

  private Words words(Title title, TimeRange seen) {
    long start = rate.frameAt(seen.start());
    long end = rate.frameAt(seen.end());
    double most = TITLE_FADE * rate.numerator() / rate.denominator();
    return new Words(title, start, end, Math.max(1, Math.min(most, (end - start) / 2.0)));
  }

  /** How long the film is. */
  public FilmLength length() {
    return length;
  }

  /** How long the film is, in samples a side. */
  public long samples() {
    double seconds = rate.rate().seconds(length.frames());
    return Math.round(seconds * SoundCue.RATE);
  }

  /** What the film shows at a time in ticks: the frame that began last. */
  public FilmFrame atTime(long ticks) {
    return at(rate.frameShownAt(ticks));
  }

  /** What a frame of the film shows; nothing before the first and after the last. */
  public FilmFrame at(long frame) {
    List<Layer> layers = new ArrayList<>();
    for (Placed p : pictures) {
      if (p.shows(frame)) {
        layers.add(p.layer(frame, rate.rate().seconds(frame - p.start())));
      }
    }
    List<TitleLayer> words = new ArrayList<>();
    for (Words w : titles) {
      if (frame >= w.start() && frame < w.end()) {
        words.add(new TitleLayer(w.title(), w.opacity(frame)));
      }
    }
    return new FilmFrame(layers, words);
  }

  /** Whether a clip begins at a frame of the film. */
  public boolean cutAt(long frame) {
    return pictures.stream().anyMatch(p -> p.start() == frame);
  }

  /** Every sound of the timeline, heard or not. */
  public List<AudioClip> sounds() {
    return sounds;
  }

  /**
   * Where and how loud a sound is heard; empty where the film or its file is over before.
   *
   * @param fileSamples how long the sound's file is, in samples a side
   */
  public Optional<SoundCue> cue(AudioClip sound, long fileSamples) {
    return sound
        .heard(length, SoundCue.ticks(fileSamples))
        .map(heard -> SoundCue.of(sound, heard, before(sound), after(sound).isPresent()));
  }

  /** The sound that a sound goes on, cut in two where nothing is to be heard of the cut. */
  private Optional<AudioClip> before(AudioClip sound) {
    return sounds.stream().filter(other -> other.goesOnIn(sound)).findFirst();
  }

  private Optional<AudioClip> after(AudioClip sound) {
    return sounds.stream().filter(sound::goesOnIn).findFirst();
  }
}
