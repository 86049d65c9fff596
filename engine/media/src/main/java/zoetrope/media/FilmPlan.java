package zoetrope.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A film to assemble; all times are frames of the film, ranges half-open.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param rateNumerator frames a second, numerator
 * @param rateDenominator frames a second, denominator
 * @param length frames
 * @param clips by start
 * @param loudness integrated loudness aimed at, LUFS (EBU R 128 asks -23, streaming services about
 *     -16)
 * @param label small words that stay in a corner from the first frame to the last
 */
public record FilmPlan(
    int width,
    int height,
    int rateNumerator,
    int rateDenominator,
    int length,
    List<Clip> clips,
    List<Title> titles,
    List<Sound> sounds,
    double loudness,
    Optional<Label> label) {
  /** A film without a label. */
  public FilmPlan(
      int width,
      int height,
      int rateNumerator,
      int rateDenominator,
      int length,
      List<Clip> clips,
      List<Title> titles,
      List<Sound> sounds,
      double loudness) {
    this(
        width,
        height,
        rateNumerator,
        rateDenominator,
        length,
        clips,
        titles,
        sounds,
        loudness,
        Optional.empty());
  }

  public FilmPlan {
    clips = List.copyOf(clips);
    titles = List.copyOf(titles);
    sounds = List.copyOf(sounds);
    if (width % 2 != 0
        || height % 2 != 0
        || length < 1
        || rateNumerator < 1
        || rateDenominator < 1) {
      throw new IllegalArgumentException(
          "a film needs an even size, a rate and at least one frame");
    }
  }

  /** How a clip begins. */
  public enum Entry {
    CUT,
    /** The clip fades in over the one before, which runs on below it. */
    CROSSFADE,
    /** The clip before darkens, then this one brightens, half the time each. */
    DIP_TO_BLACK
  }

  /**
   * A clip in its place.
   *
   * @param sourceStart seconds into the file
   * @param start first frame
   * @param end frame after the last
   * @param entryFrames length of the entry
   * @param fit how it goes into a film of another shape
   */
  public record Clip(
      Path file, double sourceStart, int start, int end, Entry entry, int entryFrames, Fit fit) {
    /** With black bars where the film has another shape. */
    public Clip(Path file, double sourceStart, int start, int end, Entry entry, int entryFrames) {
      this(file, sourceStart, start, end, entry, entryFrames, Fit.CONTAIN);
    }
  }

  /** Where a title stands. */
  public enum Place {
    TOP,
    CENTER,
    BOTTOM
  }

  /** How a title is set. */
  public enum Style {
    HEADLINE,
    CAPTION,
    BAND
  }

  /** Where a label stands. */
  public enum Corner {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT
  }

  /** Small words on a dark ground, such as "AI-generated". */
  public record Label(String text, Corner corner) {}

  /** Words over the picture; they fade in and out over a quarter of a second. */
  public record Title(String text, int start, int end, Place place, Style style) {}

  /**
   * Sound in its place.
   *
   * @param start seconds into the film
   * @param end seconds into the film
   * @param sourceStart seconds into the file
   * @param gain decibels
   * @param fadeIn seconds
   * @param fadeOut seconds
   */
  public record Sound(
      Path file,
      double start,
      double end,
      double sourceStart,
      double gain,
      double fadeIn,
      double fadeOut) {}

  /** Seconds. */
  public double seconds() {
    return (double) length * rateDenominator / rateNumerator;
  }
}
