package zoetrope.app.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.story.edit.Edit;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.TimeRange;
import zoetrope.story.timeline.Timeline;
import zoetrope.story.timeline.Track;
import zoetrope.story.timeline.Transition;

/**
 * Measures the studio: {@code app/measure.sh}. Every figure is of the whole window, drawn in
 * software.
 */
public final class Measures {
  private static final int CLIPS = 40;
  private static final int PULSES = 240;

  private Measures() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("zoetrope-measure");
    try (StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1920, 1080)) {
      TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
      b.awaitStory();
      for (int i = 0; i < 20; i++) {
        TestBench.settle();
      }
      System.gc();
      System.out.printf("memory with the sample open: %d MB resident%n", resident());
      brush(b);
      scrub(b);
      System.out.printf("memory at the end: %d MB resident%n", resident());
    }
    System.exit(0);
  }

  private static long resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** From the pointer's event until the scene is laid out and drawn, and from pulse to pulse. */
  private static void brush(StudioBench b) throws Exception {
    TestBench.fx(
        () -> b.screen().bench().story().selectedShot().set(java.util.Optional.of("mountains")));
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("canvas-new-region")).fire());
    TestBench.settle();
    Node stage = TestBench.onFx(() -> StudioBench.find("canvas-stage"));
    List<Double> drawn = new ArrayList<>();
    List<Double> pulses = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    TestBench.fx(
        () -> {
          mouse(stage, MouseEvent.MOUSE_PRESSED, 300, 300);
          new AnimationTimer() {
            private int n;
            private long sent;
            private long last;
            private final Runnable after = () -> drawn.add((System.nanoTime() - sent) / 1e6);

            {
              stage.getScene().addPostLayoutPulseListener(after);
            }

            @Override
            public void handle(long now) {
              long t = System.nanoTime();
              if (last != 0) {
                pulses.add((t - last) / 1e6);
              }
              last = t;
              sent = t;
              mouse(
                  stage,
                  MouseEvent.MOUSE_DRAGGED,
                  400 + 250 * Math.cos(n / 12.0),
                  260 + 120 * Math.sin(n / 9.0));
              if (++n == PULSES) {
                stop();
                stage.getScene().removePostLayoutPulseListener(after);
                mouse(stage, MouseEvent.MOUSE_RELEASED, 400, 260);
                done.countDown();
              }
            }
          }.start();
        });
    done.await(2, TimeUnit.MINUTES);
    System.out.println("brush, event to drawn scene: " + figures(drawn));
    System.out.println("brush, pulse to pulse: " + figures(pulses));
  }

  private static void scrub(StudioBench b) throws Exception {
    var story = b.screen().bench().story();
    var shots = story.store().story().shots();
    var fps = story.store().story().format().fps();
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      var s = shots.get(i % shots.size());
      clips.add(
          new Clip("m" + i, s.id(), new TimeRange(0, fps.ticks(s.frames())), Transition.CUT, 0));
    }
    Timeline t = story.store().story().timeline();
    TestBench.fx(
        () -> {
          story.apply(
              new Edit.SetTimeline(
                  new Timeline(
                      List.of(new Track("v1", clips)), t.titles(), t.audio(), t.markers())));
          b.screen().mainWindow().show(MainWindow.Place.FILM);
        });
    for (int i = 0; i < 20; i++) {
      TestBench.settle();
    }
    long end = story.store().story().length().end();
    List<Double> pulses = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    TestBench.fx(
        () ->
            new AnimationTimer() {
              private int n;
              private long last;

              @Override
              public void handle(long now) {
                long at = System.nanoTime();
                if (last != 0) {
                  pulses.add((at - last) / 1e6);
                }
                last = at;
                story.playhead().set(end * n / PULSES);
                if (++n == PULSES) {
                  stop();
                  done.countDown();
                }
              }
            }.start());
    done.await(2, TimeUnit.MINUTES);
    double mean = pulses.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    System.out.printf(
        "scrubbing %d clips: %.0f frames a second, %s%n", CLIPS, 1000 / mean, figures(pulses));
  }

  private static String figures(List<Double> ms) {
    double[] v = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return "median %.1f ms, 95 %% under %.1f ms, worst %.1f ms (%d)"
        .formatted(
            v[v.length / 2], v[v.length * 95 / 100], Arrays.stream(v).max().orElse(0), v.length);
  }

  private static void mouse(Node n, EventType<MouseEvent> type, double x, double y) {
    var p = n.localToScreen(x, y);
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    Event.fireEvent(
        n,
        new MouseEvent(
            type,
            x,
            y,
            p.getX(),
            p.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            down,
            false,
            false,
            true,
            false,
            true,
            null));
  }
}
