package zoetrope.film.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.Clip;
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
 * crossfade      |---- clip before ----|        opacity of the later: 1/(n+1) .. n/(n+1)
 *                            |---- clip ----
 * dip to black   |---- clip before ----|---- clip ----   brightness 1 .. 0 .. 1
 * </pre>
 */
public final class FilmEvaluator {
  /** Titles fade in and out over this many seconds, or half of their own length if that is less. */
  private static final double TITLE_FADE = 0.25;

  private final FrameRate rate;
  private final FilmLength length;
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Words> titles;
  private final List<AudioClip> sounds;

  /** A clip on the frames of the film; lengths of crossfade and half dips in frames, 0 for none. */
  private record Picture(Clip clip, long start, long end, long fade, long dipIn, long dipOut) {
    double opacity(long f) {
      return f < start + fade ? (f - start + 1.0) / (fade + 1) : 1;
    }

    double brightness(long f) {
      double in = dipIn == 0 ? 1 : (f - start + 0.5) / dipIn;
      double out = dipOut == 0 ? 1 : (end - f - 0.5) / dipOut;
      return Math.min(1, Math.min(in, out));
    }
  }

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
    OptionalLong endBefore = OptionalLong.empty();
    for (int i = 0; i < places.size(); i++) {
      Clip clip = track.clips().get(i);
      long start = rate.frameAt(places.get(i).start());
      long end = rate.frameAt(places.get(i).end());
      // Not the transition's own length: that may round to a frame more than the two clips share.
      boolean fades = clip.entry().kind() == Transition.Kind.CROSSFADE;
      long fade = fades ? Math.max(0, endBefore.orElse(start) - start) : 0;
      boolean last = i + 1 == places.size();
      long dipOut = last ? 0 : halfDip(track.clips().get(i + 1).entry());
      pictures.add(new Picture(clip, start, end, fade, halfDip(clip.entry()), dipOut));
      endBefore = OptionalLong.of(end);
    }
  }

  private long halfDip(Transition entry) {
    return entry.kind() == Transition.Kind.DIP_TO_BLACK
        ? Math.max(1, rate.frameAt(entry.duration()) / 2)
        : 0;
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
    for (Picture p : pictures) {
      if (frame >= p.start() && frame < p.end()) {
        double shown = rate.rate().seconds(frame - p.start());
        layers.add(
            new Layer(
                p.clip(), p.clip().takeSeconds(shown), p.opacity(frame), p.brightness(frame)));
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
