package zoetrope.story;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zoetrope.core.text.Placeholders;

/**
 * An error of the story that a user can understand: the message names the place, the problem and
 * the remedy in English; where it is a folder or a file that is at fault, the parts let it be told
 * in other languages.
 */
public class StoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Optional<Told> told;

  /**
   * The parts of the message.
   *
   * @param facts for the places in the problem's words
   */
  public record Told(Path place, StoryProblem problem, List<String> facts) {
    public Told {
      facts = List.copyOf(facts);
    }

    private String english() {
      return place + ": " + Placeholders.filled(problem.pattern(), facts);
    }
  }

  public StoryException(String message) {
    super(message);
    told = Optional.empty();
  }

  /**
   * @param facts for the places in the problem's words
   */
  public StoryException(
      @Nullable Throwable cause, Path place, StoryProblem problem, Object... facts) {
    this(cause, new Told(place, problem, Arrays.stream(facts).map(String::valueOf).toList()));
  }

  private StoryException(@Nullable Throwable cause, Told told) {
    super(told.english(), cause);
    this.told = Optional.of(told);
  }

  /** The message's parts; empty where no folder or file is at fault. */
  public Optional<Told> told() {
    return told;
  }
}
