package zoetrope.story.timeline;

import java.util.Optional;
import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;

/**
 * A piece of sound.
 *
 * @param place where it is heard; silence follows where the file is shorter
 * @param sourceStart where in the file it begins, in ticks
 * @param gainDb gain in decibels, -60 to 24
 * @param fadeIn ticks from where it begins; with {@code fadeOut} no longer than the place
 * @param fadeOut ticks up to where it is last heard, see {@link #heard}
 */
public record AudioClip(
    String id,
    MediaRef media,
    TimeRange place,
    long sourceStart,
    double gainDb,
    long fadeIn,
    long fadeOut) {
  public AudioClip {
    Identifiers.require("id", id);
    InvalidStoryException.require(sourceStart >= 0, "source_start", "is before zero");
    InvalidStoryException.requireRange("gain_db", gainDb, -60, 24);
    InvalidStoryException.require(fadeIn >= 0, "fade_in", "is below zero");
    InvalidStoryException.require(fadeOut >= 0, "fade_out", "is below zero");
    InvalidStoryException.require(
        fadeIn + fadeOut <= place.duration(),
        "fade_out",
        "both fades together are longer than the sound; shorten one");
  }

  /**
   * Where it is heard in a film: from the start of its place until the place, the film or the file
   * ends, whichever is first. Empty where that leaves nothing. The fade-out ends where this does.
   *
   * @param film how long the film is
   * @param fileEnd how long the file's sound is, in ticks
   */
  public Optional<TimeRange> heard(FilmLength film, long fileEnd) {
    long left = Math.min(place.duration(), fileEnd - sourceStart);
    return place.before(film.end()).flatMap(range -> range.before(place.start() + left));
  }

  /**
   * Whether another sound is the next piece of the same file, begun where this ends, with no fade
   * between: one sound, cut in two.
   */
  public boolean goesOnIn(AudioClip next) {
    return media.equals(next.media)
        && place.end() == next.place.start()
        && sourceStart + place.duration() == next.sourceStart
        && fadeOut == 0
        && next.fadeIn == 0;
  }
}
