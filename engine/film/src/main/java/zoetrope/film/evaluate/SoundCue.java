package zoetrope.film.evaluate;

import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;

/**
 * A sound of a film where it is heard, in samples of the film, the end exclusive.
 *
 * @param clip the sound on the timeline
 * @param level what its gain multiplies samples by
 */
public record SoundCue(AudioClip clip, long start, long end, double level) {
  /** Samples a second and side. */
  public static final int RATE = 48_000;

  private static final int TICKS = Timeline.TICKS_PER_SECOND / RATE;

  static SoundCue of(AudioClip clip, TimeRange heard) {
    double level = Math.pow(10, clip.gainDb() / 20);
    return new SoundCue(clip, samples(heard.start()), samples(heard.end()), level);
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

  /** By how much the file's sample is multiplied there: its gain and both fades. */
  public double gain(long sample) {
    return level * fade(sample - start, clip.fadeIn()) * fade(end - sample, clip.fadeOut());
  }

  private static double fade(long samples, long ticks) {
    return ticks == 0 ? 1 : Math.min(1, samples / ((double) ticks / TICKS));
  }
}
