package zoetrope.diffusion.checkpoint;

import java.nio.file.Path;

/**
 * A checkpoint file that cannot be used; the message names the file, the problem and the remedy.
 */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  public CheckpointException(Path file, String problem, String remedy) {
    super(file + ": " + Quoted.plain(problem) + ". " + remedy);
    this.problem = Quoted.plain(problem);
  }

  public CheckpointException(Path file, String problem, String remedy, Throwable cause) {
    super(file + ": " + Quoted.plain(problem) + ". " + remedy, cause);
    this.problem = Quoted.plain(problem);
  }

  /** What is wrong, without the file and the remedy. */
  public String problem() {
    return problem;
  }
}
