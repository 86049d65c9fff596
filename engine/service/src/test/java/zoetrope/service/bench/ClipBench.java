package zoetrope.service.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.service.Installation;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;
import zoetrope.service.render.StoryRenderer;
import zoetrope.story.store.StoryStore;

/**
 * One take of a story's first shot by phases, in seconds since the process began: {@code ClipBench
 * STORY int8|fp32 SEED}.
 */
public final class ClipBench {
  private static final int STEPS = 16;

  private ClipBench() {}

  public static void main(String[] args) {
    Installation home = Installation.find();
    Precision precision = Precision.valueOf(args[1].toUpperCase(java.util.Locale.ROOT));
    double[] at = new double[3];
    try (StoryStore story = StoryStore.open(Path.of(args[0]));
        Engine engine = Engine.open(home, precision)) {
      engine
          .renderer(story)
          .shot(
              story.story().shots().getFirst(),
              new StoryRenderer.Options(
                  OptionalInt.of(1),
                  OptionalLong.of(Long.parseLong(args[2])),
                  StoryRenderer.Picking.KEEP),
              new Progress() {
                @Override
                public void take(int index, int count) {
                  at[0] = seconds();
                }

                @Override
                public void step(String what, int done, int total) {
                  at[1] = done == STEPS ? seconds() : at[1];
                  at[2] = done == total ? seconds() : at[2];
                }

                @Override
                public void preview(RgbClip clip) {}
              },
              new CancelToken());
      System.out.printf(
          "story open %.2f s, denoised %.2f s, decoded %.2f s, scored and kept %.2f s%n",
          at[0], at[1], at[2], seconds());
    }
  }

  private static double seconds() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
  }
}
