package zoetrope.app.film;

import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.input.KeyCode;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.Workbench;
import zoetrope.story.timeline.Timeline;

/**
 * Moves the play head: forwards with sound, whose clock leads, or at any speed in silence. J, K and
 * L as on editing desks. Whoever made it closes it.
 */
public final class Transport implements AutoCloseable {
  private static final double FASTEST = 8;

  private final StoryModel story;
  private final Speaker speaker;
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private double speed;
  private long since;
  private long from;
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          tick(now);
        }
      };

  public Transport(Workbench bench) {
    story = bench.story();
    speaker = new Speaker(bench);
  }

  public ReadOnlyBooleanProperty playing() {
    return playing.getReadOnlyProperty();
  }

  /** Plays or stops; from the film's end it plays from its begin. */
  public void toggle() {
    if (speed != 0) {
      stop();
    } else {
      run(1);
    }
  }

  /** Plays at a speed; below 0 backwards. */
  void run(double at) {
    stop();
    long end = story.story().get().timeline().end();
    if (end == 0) {
      return;
    }
    if (at > 0 && story.playhead().get() >= end - frame()) {
      story.playhead().set(0);
    }
    speed = at;
    since = System.nanoTime();
    from = story.playhead().get();
    if (at == 1) {
      speaker.play(story.story().get().timeline(), from);
    }
    playing.set(true);
    timer.start();
  }

  public void stop() {
    timer.stop();
    speaker.stop();
    speed = 0;
    playing.set(false);
  }

  private long frame() {
    return story.story().get().format().fps().ticks(1);
  }

  private void tick(long now) {
    double seconds = speaker.seconds().orElse((now - since) / 1e9) * speed;
    long at = from + Math.round(seconds * Timeline.TICKS_PER_SECOND);
    long end = story.story().get().timeline().end();
    if (at >= end || at < 0) {
      story.playhead().set(Math.clamp(at, 0, Math.max(0, end - frame())));
      stop();
    } else {
      story.playhead().set(at);
    }
  }

  /** Stops and goes to a time. */
  public void go(long ticks) {
    stop();
    long end = Math.max(0, story.story().get().timeline().end() - frame());
    var fps = story.story().get().format().fps();
    story.playhead().set(fps.ticks(fps.frameAt(Math.clamp(ticks, 0, end))));
  }

  /** Goes some frames further, or back. */
  public void step(long frames) {
    go(story.playhead().get() + frames * frame());
  }

  /** Does what a key stands for; false where it stands for nothing. */
  public boolean key(KeyCode code, boolean shift) {
    switch (code) {
      case SPACE -> toggle();
      case K -> stop();
      case L -> run(speed >= 1 ? Math.min(FASTEST, speed * 2) : 1);
      case J -> run(speed <= -1 ? Math.max(-FASTEST, speed * 2) : -1);
      case LEFT -> step(shift ? -10 : -1);
      case RIGHT -> step(shift ? 10 : 1);
      case HOME -> go(0);
      case END -> go(Long.MAX_VALUE);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    stop();
    speaker.close();
  }
}
