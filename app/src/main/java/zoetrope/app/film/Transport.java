package zoetrope.app.film;

import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.input.KeyCode;
import zoetrope.app.model.StoryModel;
import zoetrope.app.model.Workbench;
import zoetrope.story.document.Story;
import zoetrope.story.timeline.FilmLength;
import zoetrope.story.timeline.FrameRate;
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
  private final ChangeListener<Story> follow = (o, was, is) -> follow();
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
    story.story().addListener(follow);
    speaker.prepare(story.story().get());
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
    FilmLength film = length();
    if (film.isEmpty()) {
      return;
    }
    if (at > 0 && story.playhead().get() >= film.onFrame(film.end())) {
      story.playhead().set(0);
    }
    speed = at;
    since = System.nanoTime();
    from = story.playhead().get();
    if (at == 1) {
      speaker.play(story.story().get(), from);
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

  private FilmLength length() {
    return story.story().get().length();
  }

  /** Follows the story: a film that became shorter takes the play head along. */
  private void follow() {
    speaker.prepare(story.story().get());
    FilmLength film = length();
    if (story.playhead().get() > film.onFrame(film.end())) {
      go(film.end());
    }
  }

  private void tick(long now) {
    double seconds = speaker.seconds().orElse((now - since) / 1e9) * speed;
    long at = from + Math.round(seconds * Timeline.TICKS_PER_SECOND);
    FilmLength film = length();
    if (at >= film.end() || at < 0) {
      story.playhead().set(film.onFrame(at));
      stop();
    } else {
      story.playhead().set(at);
    }
  }

  /** Stops and goes to a time. */
  public void go(long ticks) {
    stop();
    story.playhead().set(length().onFrame(ticks));
  }

  /** Goes some frames further, or back. */
  public void step(long frames) {
    FrameRate fps = story.story().get().format().fps();
    go(fps.ticks(Math.max(0, fps.frameShownAt(story.playhead().get()) + frames)));
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
    story.story().removeListener(follow);
    speaker.close();
  }
}
