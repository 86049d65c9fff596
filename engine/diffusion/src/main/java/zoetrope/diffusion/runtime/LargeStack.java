package zoetrope.diffusion.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Calls ONNX Runtime where it recurses deeply: over graphs, as deep as they are. On the usual stack
 * of a Java thread, of one megabyte, it would overflow, which ends the process without a word.
 */
final class LargeStack {
  private static final long BYTES = 256L << 20;

  private LargeStack() {}

  /** A call of ONNX Runtime. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws OrtException;
  }

  /** Waits for the call even when interrupted: what it uses must outlive it. */
  static <T> T call(Call<T> call) throws OrtException {
    FutureTask<T> task = new FutureTask<>(call::run);
    Thread.ofPlatform().name("zoetrope-load").stackSize(BYTES).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case OrtException refused -> throw refused;
        case RuntimeException mistake -> throw mistake;
        case Error fatal -> throw fatal;
        default -> throw new InferenceException("loading the model failed", e.getCause());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
