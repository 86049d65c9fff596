package zoetrope.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zoetrope.app.TestBench;

@Tag("ui")
class EachPulseTest {
  @Test
  void manyAsksInOnePulseDrawOnceAndLayNothingOut() {
    TestBench.startToolkit();
    AtomicInteger drawn = new AtomicInteger();
    AtomicInteger laid = new AtomicInteger();
    Region node = new Region();
    EachPulse pulse = new EachPulse(node, drawn::incrementAndGet);
    StackPane around =
        new StackPane(node) {
          @Override
          protected void layoutChildren() {
            laid.incrementAndGet();
            super.layoutChildren();
          }
        };
    TestBench.fx(pulse::ask);
    assertThat(drawn).as("in no window").hasValue(0);
    Stage stage = TestBench.show(around, 200, 100, true);
    TestBench.settle();
    laid.set(0);
    TestBench.fx(
        () -> {
          pulse.ask();
          pulse.ask();
          pulse.ask();
        });
    TestBench.settle();
    assertThat(drawn).hasValue(1);
    TestBench.fx(pulse::ask);
    TestBench.settle();
    assertThat(drawn).hasValue(2);
    assertThat(laid).hasValue(0);
    TestBench.fx(stage::hide);
  }

  @Test
  void newWordsOfAStillLabelLayNothingOut() {
    TestBench.startToolkit();
    AtomicInteger laid = new AtomicInteger();
    StillLabel label = TestBench.onFx(() -> new StillLabel(100));
    StackPane around =
        new StackPane(label) {
          @Override
          protected void layoutChildren() {
            laid.incrementAndGet();
            super.layoutChildren();
          }
        };
    Stage stage = TestBench.show(around, 200, 100, true);
    TestBench.settle();
    laid.set(0);
    TestBench.fx(() -> label.label().setText("0:01.25 / 1:40.00"));
    TestBench.settle();
    assertThat(laid).hasValue(0);
    assertThat(label.label().getWidth()).isEqualTo(100);
    TestBench.fx(stage::hide);
  }
}
