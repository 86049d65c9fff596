package zoetrope.story.timeline;

import zoetrope.story.Identifiers;
import zoetrope.story.InvalidStoryException;
import zoetrope.story.MediaRef;

/**
 * A piece of sound.
 *
 * @param place where it is heard; silence follows where the file is shorter
 * @param sourceStart where in the file it begins, in ticks
 * @param gainDb gain in decibels, -60 to 24
 * @param fadeIn ticks, and with {@code fadeOut} no longer than the place
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
}
