package zoetrope.service.process.protocol;

import java.util.Locale;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import zoetrope.core.task.CancelledException;
import zoetrope.service.jobs.EngineLostException;
import zoetrope.service.render.Failures;
import zoetrope.service.render.RenderException;

/** How errors cross the pipe: the message is made for users on the side that failed. */
public final class Problem {
  /** The two sides do not fit. */
  public static final int MISMATCH = -32010;

  /** Nothing is wrong with the program; the message says what is and what helps. */
  public static final int EXPECTED = -32011;

  /** The memory did not suffice; the engine had better end. */
  public static final int MEMORY = -32012;

  /** The program's own mistake. */
  public static final int MISTAKE = -32013;

  /** As asked; the number is the Language Server Protocol's RequestCancelled. */
  public static final int CANCELLED = -32800;

  private Problem() {}

  /** In the engine: what to answer. */
  public static ResponseErrorException of(Throwable e) {
    int code =
        e instanceof CancelledException
            ? CANCELLED
            : ranOut(e) ? MEMORY : Failures.expected(e) ? EXPECTED : MISTAKE;
    String words =
        code == MEMORY
            ? "the engine ran out of memory; close other programs, or make the shot shorter"
            : Failures.words(e);
    return new ResponseErrorException(new ResponseError(code, words, null));
  }

  /** Native libraries have no type of error for it. */
  private static boolean ranOut(Throwable e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return e instanceof OutOfMemoryError
        || text.contains("bad alloc")
        || text.contains("bad_alloc")
        || text.contains("failed to allocate memory");
  }

  /** In the studio: what to throw. */
  public static RuntimeException thrown(ResponseError error) {
    return switch (error.getCode()) {
      case CANCELLED -> new CancelledException();
      case MEMORY -> new EngineLostException(error.getMessage());
      default -> new RenderException(error.getMessage());
    };
  }
}
