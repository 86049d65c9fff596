package zoetrope.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private final LinkedBlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
  private final List<String> said = new ArrayList<>();
  private final Background background =
      new Background(
          ui::add,
          new Notices() {
            @Override
            public void done(String text) {
              said.add(text);
            }

            @Override
            public void failed(Throwable error) {
              said.add(String.valueOf(error.getMessage()));
            }
          });

  @Test
  void whatIsAskedForAfterClosingIsNotDoneAndNobodyIsTold() {
    background.close();
    Future<?> never = background.run(() -> said.add("work"), v -> said.add("told"));
    assertThat(never.isCancelled()).isTrue();
    assertThat(ui).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void whatWasFinishedBeforeClosingIsNotToldAfterIt() throws Exception {
    background.run(() -> "done", said::add);
    Runnable telling = ui.take();
    background.close();
    telling.run();
    assertThat(said).isEmpty();
  }

  @Test
  void workThatClosingBreaksOffIsNoNotice() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> work =
        background.run(
            () -> {
              begun.countDown();
              Thread.sleep(60_000);
              return "slept";
            },
            said::add);
    begun.await();
    background.close();
    work.get();
    for (Runnable telling = ui.poll(); telling != null; telling = ui.poll()) {
      telling.run();
    }
    assertThat(said).isEmpty();
  }
}
