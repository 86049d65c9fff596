package zoetrope.film.evaluate;

import java.util.Optional;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;

/**
 * A sound of a film where it is heard, in samples of the film, the end exclusive. Where it is cut,
 * at either end, it is faded over {@value #SOFT} samples, since a wave that breaks off clicks.
 *
 * <pre>
 *   gain    ____________                  one sound in two pieces:   ___________
 *          /            \                                    _______/
 *         /              \                                  /       :
 *    SOFT or fade-in      SOFT or fade-out            start         the second's gain in SOFT
 * </pre>
 *
 * @param clip the sound on the timeline
 * @param level what its gain multiplies samples by
 * @param from the level that it begins with: 0, or that of the piece that it goes on
 * @param goesOn whether another piece goes on where it ends
 */
public record SoundCue(
    AudioClip clip, long start, long end, double level, double from, boolean goesOn) {
  /** Samples a second and side. */
  public static final int RATE = 48_000;

  /** The shortest fade, 5 ms in samples. */
  public static final int SOFT = RATE / 200;

  private static final int TICKS = Timeline.TICKS_PER_SECOND / RATE;

  static SoundCue of(AudioClip clip, TimeRange heard, Optional<AudioClip> before, boolean goesOn) {
    double level = level(clip);
    return new SoundCue(
        clip,
        samples(heard.start()),
        samples(heard.end()),
        level,
        before.map(SoundCue::level).orElse(0.0),
        goesOn && heard.end() == clip.place().end());
  }

  private static double level(AudioClip clip) {
    return Math.pow(10, clip.gainDb() / 20);
  }

  /** The sample nearest to a time in ticks. */
  public static long samples(long ticks) {
    return Math.floorDiv(ticks + TICKS / 2, TICKS);
  }

  /** A number of samples in ticks; exact. */
  static long ticks(long samples) {
    return samples * TICKS;
  }

  /** The sample of the sound's file that is heard at a sample of the film. */
  public long sourceAt(long sample) {
    return samples(clip.sourceStart()) + sample - start;
  }

  /** By how much the file's sample is multiplied there: its gain, both fades, soft cuts. */
  public double gain(long sample) {
    double begun = from + (level - from) * Math.min(1, (sample - start) / (double) SOFT);
    double ending = goesOn ? 1 : Math.min(1, (end - sample) / (double) SOFT);
    return begun
        * ending
        * fade(sample - start, clip.fadeIn())
        * fade(end - sample, clip.fadeOut());
  }

  private static double fade(long samples, long ticks) {
    return ticks == 0 ? 1 : Math.min(1, samples / ((double) ticks / TICKS));
  }
}
