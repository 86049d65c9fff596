package zoetrope.media;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    super(file + ": " + said(problem, facts) + ". " + remedy.pattern(), cause);
    this.file = file;
    this.problem = problem;
    this.remedy = remedy;
    this.facts = java.util.Arrays.stream(facts).map(String::valueOf).toList();
  }

  private static String said(MediaProblem problem, Object... facts) {
    String words = problem.pattern();
    for (int i = 0; i < facts.length; i++) {
      words = words.replace("{" + i + "}", String.valueOf(facts[i]));
    }
    return words;
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
