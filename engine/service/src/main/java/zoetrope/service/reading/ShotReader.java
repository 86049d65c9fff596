package zoetrope.service.reading;

import java.util.Optional;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;

/** Says what a shot's model makes of its prompt. From any thread; whoever made it closes it. */
public interface ShotReader extends AutoCloseable {
  /**
   * Reads a shot's prompt; a tenth of a second at most, but for the first, which loads a text
   * encoder.
   *
   * @return empty where the model understands text, or is not installed, or is damaged, which is
   *     told when it is used
   */
  Optional<ShotReading> read(Story story, Shot shot);

  @Override
  void close();
}
