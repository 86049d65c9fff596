package zoetrope.story.timeline;

import java.util.stream.LongStream;

/**
 * How long a film is: the one answer for its clock, playing, scrubbing, export and estimates.
 *
 * <p>A film is as long as its pictures, whose crossfades overlap; what else lies beyond their end
 * is cut there. A film without pictures is as long as its titles and sounds.
 *
 * <pre>
 * pictures  [  clip 1  ]             length  |-------------|
 *                    [  clip 2  ]
 * sound     [        music, heard   |  cut   ]
 * </pre>
 *
 * @param frames whole frames; 0 only for a film with nothing in it
 */
public record FilmLength(long frames, FrameRate rate) {

  /** The length of the film that a timeline makes at a rate. */
  public static FilmLength of(Timeline timeline, FrameRate rate) {
    long pictures = last(timeline.tracks().stream().mapToLong(Track::end));
    long titles = last(timeline.titles().stream().mapToLong(title -> title.place().end()));
    long sounds = last(timeline.audio().stream().mapToLong(sound -> sound.place().end()));
    long end = pictures > 0 ? pictures : Math.max(titles, sounds);
    return new FilmLength(end == 0 ? 0 : Math.max(1, rate.frameAt(end)), rate);
  }

  private static long last(LongStream ends) {
    return ends.max().orElse(0);
  }

  /** Whether there is nothing to show or hear. */
  public boolean isEmpty() {
    return frames == 0;
  }

  /** When the film ends, in ticks. */
  public long end() {
    return rate.ticks(frames);
  }

  /** The last frame; the first of a film without any. */
  public long lastFrame() {
    return Math.max(0, frames - 1);
  }

  /** The begin of the frame nearest to a time, in ticks, held within the film. */
  public long onFrame(long ticks) {
    return rate.ticks(Math.clamp(rate.frameAt(Math.clamp(ticks, 0, end())), 0, lastFrame()));
  }

  /**
   * Whether what lies there goes on after the film's end, and so is cut. Less than half a frame is
   * rounding: pictures end on frames, titles and sounds anywhere.
   */
  public boolean cuts(TimeRange place) {
    return place.end() - end() > rate.ticks(1) / 2;
  }
}
