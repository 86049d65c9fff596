package zoetrope.diffusion.checkpoint.decode;

/**
 * A file that is not what its format says. The message is the problem alone: whoever knows the
 * file's name adds it and what helps.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String problem) {
    super(problem);
  }
}
