package zoetrope.service;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;

/** Waits for what other threads and processes do. */
public final class Eventually {
  private static final Duration SOON = Duration.ofSeconds(10);

  private Eventually() {}

  /** Until something is so, within ten seconds. */
  public static void until(BooleanSupplier is) {
    until("it to be so", SOON, is);
  }

  /** Until something is so; after {@code most} the test fails and names it. */
  public static void until(String what, Duration most, BooleanSupplier is) {
    within(most, what).pollInterval(Duration.ofMillis(2)).until(is::getAsBoolean);
  }

  /** What a question, that may be a dear one, is answered with once the answer will do. */
  public static <T> T get(String what, Duration most, Callable<T> question, Predicate<T> enough) {
    return within(most, what).pollInterval(Duration.ofMillis(50)).until(question, enough);
  }

  private static ConditionFactory within(Duration most, String what) {
    return await(what).atMost(most).pollDelay(Duration.ZERO).pollInSameThread();
  }
}
