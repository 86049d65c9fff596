package zoetrope.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zoetrope.core.text.Placeholders;

/**
 * A picture, clip or film that cannot be read or written; the message names the file, the problem
 * and the remedy in English, and the parts let it be told in other languages.
 */
public final class MediaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final MediaProblem problem;
  private final MediaRemedy remedy;
  private final transient List<String> facts;

  /**
   * @param facts for the places in the problem's words
   */
  public MediaException(Path file, MediaProblem problem, MediaRemedy remedy, Object... facts) {
    this(null, file, problem, remedy, facts);
  }

  public MediaException(
      @Nullable Throwable cause,
      Path file,
      MediaProblem problem,
      MediaRemedy remedy,
      Object... facts) {
    super(
        file
            + ": "
            + Placeholders.filled(problem.pattern(), words(facts))
            + ". "
            + remedy.pattern(),
        cause);
    this.file = file;
    this.problem = problem;
    this.remedy = remedy;
    this.facts = words(facts);
  }

  private static List<String> words(Object... facts) {
    return Arrays.stream(facts).map(String::valueOf).toList();
  }

  public Path file() {
    return file;
  }

  public MediaProblem problem() {
    return problem;
  }

  public MediaRemedy remedy() {
    return remedy;
  }

  /** For the places in the problem's words. */
  public List<String> facts() {
    return facts;
  }
}
