package zoetrope.story.edit;

import zoetrope.story.document.Story;
import zoetrope.story.timeline.AudioClip;
import zoetrope.story.timeline.TimeRange;

/**
 * Edits of the film's sounds. Each starts from the sound as it was when a gesture began, so that
 * where a drag went on its way leaves no trace. Fades that no longer fit are shortened. Times are
 * ticks of the film.
 */
public final class SoundEdits {
  private SoundEdits() {}

  /**
   * Adds a sound on a lane of its own, or puts it in the place of the one of its id (overwrite).
   *
   * <pre>
   * before  [ clip ][ clip ]
   * after   [ clip ][ clip ]
   *         [   sound   ]
   * </pre>
   */
  public static Edit put(AudioClip sound) {
    return new Edit.Change("put-sound", story -> TimelineEdits.put(story, sound));
  }

  /**
   * Moves a sound as a whole.
   *
   * <pre>
   *                to
   * before  [ sound ]
   * after          [ sound ]
   * </pre>
   */
  public static Edit move(AudioClip sound, long to) {
    return placed(sound, _ -> TitleEdits.moved(sound.place(), to));
  }

  /**
   * Lets a sound start later, or earlier as far as its file has it; what is heard at any time stays
   * what it was.
   *
   * <pre>
   *            to
   * before  [abcdefg]
   * after      [defg]
   * </pre>
   */
  public static Edit trimHead(AudioClip sound, long to) {
    long earliest = Math.max(0, sound.place().start() - sound.sourceStart());
    return new Edit.Change(
        "put-sound",
        story -> {
          TimeRange place =
              TitleEdits.headTrimmed(
                  sound.place(), Math.max(earliest, to), TimelineEdits.frame(story));
          long later = place.start() - sound.place().start();
          return put(story, sound, place, sound.sourceStart() + later);
        });
  }

  /**
   * Lets a sound end at another time, at least a frame after it starts.
   *
   * <pre>
   *             to
   * before  [abcdefg]
   * after   [abcd]
   * </pre>
   */
  public static Edit trimTail(AudioClip sound, long to) {
    return placed(
        sound, story -> TitleEdits.tailTrimmed(sound.place(), to, TimelineEdits.frame(story)));
  }

  /**
   * Sets how loud a sound is and how it fades.
   *
   * <pre>
   * before  [=============]
   * after   [/===========\]
   * </pre>
   *
   * @param gainDb decibels
   */
  public static Edit levels(String id, double gainDb, long fadeIn, long fadeOut) {
    return new Edit.Change(
        "set-levels",
        story ->
            story.timeline().sound(id).stream()
                .map(a -> fitted(a, a.place(), a.sourceStart(), gainDb, fadeIn, fadeOut))
                .reduce(story, TimelineEdits::put, (was, is) -> is));
  }

  /** Where a sound is to lie. */
  @FunctionalInterface
  private interface Place {
    TimeRange in(Story story);
  }

  private static Edit placed(AudioClip a, Place place) {
    return new Edit.Change("put-sound", story -> put(story, a, place.in(story), a.sourceStart()));
  }

  private static Story put(Story story, AudioClip a, TimeRange place, long source) {
    return TimelineEdits.put(story, fitted(a, place, source, a.gainDb(), a.fadeIn(), a.fadeOut()));
  }

  private static AudioClip fitted(
      AudioClip a, TimeRange place, long source, double gainDb, long fadeIn, long fadeOut) {
    long in = Math.min(fadeIn, place.duration());
    long out = Math.min(fadeOut, place.duration() - in);
    return new AudioClip(a.id(), a.media(), place, source, gainDb, in, out);
  }
}
