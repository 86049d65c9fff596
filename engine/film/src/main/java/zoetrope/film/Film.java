package zoetrope.film;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import zoetrope.film.evaluate.FilmEvaluator;
import zoetrope.film.picture.CornerLabel;
import zoetrope.media.sound.LoudnessTarget;
import zoetrope.story.MediaRef;

/**
 * A film to export.
 *
 * @param content what it shows and lets be heard
 * @param width pixels, even; takes of another shape get black bars
 * @param height pixels, even
 * @param takes the file of each shot's take, by shot
 * @param sounds the file of each sound
 * @param loudness how loud it is to be
 * @param label stays in a corner from the first frame to the last
 */
public record Film(
    FilmEvaluator content,
    int width,
    int height,
    Map<String, Path> takes,
    Map<MediaRef, Path> sounds,
    LoudnessTarget loudness,
    Optional<CornerLabel> label) {
  public Film {
    takes = Map.copyOf(takes);
    sounds = Map.copyOf(sounds);
    if (width % 2 != 0 || height % 2 != 0 || content.length().isEmpty()) {
      throw new IllegalArgumentException("a film needs an even size and at least one frame");
    }
  }
}
