package zoetrope.film.sound;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zoetrope.film.evaluate.SoundCue;
import zoetrope.media.AudioReader;
import zoetrope.story.timeline.AudioClip;

/**
 * How long the files of sounds are. Counting takes a decoding of the file, so that a count is kept;
 * files of a story never change, since their names follow from their contents.
 */
public final class SoundLengths {
  /**
   * @param counted samples
   * @param whole whether that is all of the file
   */
  private record Count(long counted, boolean whole) {}

  private final Map<Path, Count> known = new ConcurrentHashMap<>();

  /** How many samples a file has, or as many as a sound needs of it where it has more. */
  public long of(AudioClip sound, Path file) {
    long needed = SoundCue.samples(sound.sourceStart() + sound.place().duration()) + 1;
    Count count = known.get(file);
    if (count == null || !count.whole() && count.counted() < needed) {
      long counted = AudioReader.samples(file, needed);
      count = new Count(counted, counted < needed);
      known.put(file, count);
    }
    return count.counted();
  }
}
