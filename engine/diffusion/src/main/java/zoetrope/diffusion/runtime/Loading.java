package zoetrope.diffusion.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something slow to load that is being loaded in the background from the moment this is made, so
 * that several such things load at once. Whoever made it closes what was loaded.
 */
public final class Loading<T> implements Supplier<T> {
  private final CompletableFuture<T> result;

  private Loading(CompletableFuture<T> result) {
    this.result = result;
  }

  /** Begins to load. */
  public static <T> Loading<T> begin(Supplier<T> loader) {
    return new Loading<>(CompletableFuture.supplyAsync(loader, Loading::start));
  }

  /** Not in the common pool, which has one thread on two cores and would load one by one. */
  private static void start(Runnable task) {
    Thread.ofPlatform().name("zoetrope-loading").daemon().start(task);
  }

  /** What was loaded, after waiting for it; throws what the loader threw. */
  @Override
  public T get() {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Whether loading ended with an exception; waits for the end. */
  public boolean failed() {
    return result.handle((value, error) -> error != null).join();
  }
}
