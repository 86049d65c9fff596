package zoetrope.service.process.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Keeps the standard output for the protocol: from then on whatever prints there, Java or native
 * code, prints to the standard error.
 */
public final class Stdout {
  private static final int OUT = 1;
  private static final int ERR = 2;

  private Stdout() {}

  /** The pipe to the studio, which nobody else has. */
  public static OutputStream claim() {
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      // The C runtime's descriptors cannot be swapped beneath Java there; libraries used here
      // print to the standard error by themselves.
      return new FileOutputStream(FileDescriptor.out);
    }
    int copy = call("dup", OUT);
    call("dup2", ERR, OUT);
    try {
      return new FileOutputStream("/dev/fd/" + copy);
    } catch (IOException e) {
      throw new IllegalStateException("the pipe to the studio cannot be kept apart", e);
    }
  }

  /** POSIX dup(2) and dup2(2), which Java has no words for. */
  private static int call(String name, int... descriptors) {
    ValueLayout.OfInt number = ValueLayout.JAVA_INT;
    Linker linker = Linker.nativeLinker();
    var function =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            descriptors.length == 1
                ? FunctionDescriptor.of(number, number)
                : FunctionDescriptor.of(number, number, number));
    try {
      int result =
          descriptors.length == 1
              ? (int) function.invokeExact(descriptors[0])
              : (int) function.invokeExact(descriptors[0], descriptors[1]);
      if (result < 0) {
        throw new IllegalStateException(
            name + " failed; the pipe to the studio cannot be kept apart");
      }
      return result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }
}
