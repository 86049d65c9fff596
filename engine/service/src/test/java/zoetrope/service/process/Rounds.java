package zoetrope.service.process;

import java.util.Random;

/**
 * How often a test of random moments is repeated: a few times as a rule, {@code
 * -Dzoetrope.rounds=N} times where it is asked for; {@code -Dzoetrope.seed=S} repeats a run.
 */
record Rounds(int count, Random random) {
  static Rounds of(String what, int few) {
    int count = Integer.getInteger("zoetrope.rounds", few);
    long seed = Long.getLong("zoetrope.seed", System.nanoTime());
    System.out.printf("%s: %d rounds, -Dzoetrope.seed=%d%n", what, count, seed);
    return new Rounds(count, new Random(seed));
  }

  /** Long runs say how far they are. */
  void progress(int round, int hit) {
    if (round % 10 == 0) {
      System.out.printf("round %d of %d, %d of them hit%n", round, count, hit);
    }
  }

  static void report(String what, Object... figures) {
    System.out.println("fault table: " + what.formatted(figures));
  }
}
