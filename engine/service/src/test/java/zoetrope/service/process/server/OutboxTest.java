package zoetrope.service.process.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.image.RgbClip;
import zoetrope.service.process.protocol.Message;
import zoetrope.service.process.protocol.PreviewFile;
import zoetrope.service.process.protocol.StudioApi;

/** Back-pressure: a studio that does not read holds nothing up, and sees the newest afterwards. */
class OutboxTest {
  @TempDir Path folder;
  private final CountDownLatch reads = new CountDownLatch(1);
  private final List<Message.Step> steps = new CopyOnWriteArrayList<>();
  private final List<Message.Preview> previews = new CopyOnWriteArrayList<>();
  private final List<Message.Log> lines = new CopyOnWriteArrayList<>();

  private final StudioApi slow =
      new StudioApi() {
        @Override
        public void progress(Message.Step step) {
          try {
            reads.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          steps.add(step);
        }

        @Override
        public void preview(Message.Preview preview) {
          previews.add(preview);
        }

        @Override
        public void log(Message.Log log) {
          lines.add(log);
        }
      };

  private static RgbClip picture(int red) {
    return new RgbClip(1, 1, 1, new byte[] {(byte) red, 0, 0});
  }

  @Test
  void nothingWaitsForASlowReaderAndTheNewestArrives() {
    PreviewFile file = PreviewFile.in(folder);
    try (Outbox box = new Outbox(slow, file, Duration.ofMillis(1))) {
      box.open();
      for (int i = 1; i <= 10_000; i++) {
        box.step(new Message.Step(1, "shot one", i, 10_000));
        box.preview(1, picture(i % 100));
        box.log(new Message.Log("INFO", "line " + i));
      }
      reads.countDown();
      box.flush();
      // What was sent before is sent whole before this returns.
      assertThat(steps.getLast().done()).isEqualTo(10_000);
    }
    assertThat(steps.size()).isLessThan(10);
    assertThat(previews.size()).isBetween(1, 10);
    assertThat(lines.size()).isLessThan(1_000);
    assertThat(lines.getLast().text()).isEqualTo("line 10000");
    assertThat(file.read().orElseThrow().rgb()[0]).isEqualTo((byte) 0);
  }
}
