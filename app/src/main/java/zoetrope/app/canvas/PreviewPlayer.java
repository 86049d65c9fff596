package zoetrope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import zoetrope.app.model.Background;
import zoetrope.service.studio.Bitmap;

/** The motion preview that plays: soon with quick frames, then with better ones in their place. */
final class PreviewPlayer {
  /**
   * A motion preview's frames.
   *
   * @param better makes them again with a better fill behind what moves, which takes a second or
   *     more; empty where these are the best
   */
  record Preview(List<Bitmap> frames, Optional<Callable<List<Bitmap>>> better) {
    Preview {
      frames = List.copyOf(frames);
    }
  }

  private final Background background;
  private final ReadOnlyObjectWrapper<List<Bitmap>> frames = new ReadOnlyObjectWrapper<>(List.of());
  private Optional<Future<?>> work = Optional.empty();

  /** Counts previews that began or ended: what an earlier one made is not shown any more. */
  private int number;

  PreviewPlayer(Background background) {
    this.background = background;
  }

  /** The frames while they play, else none. */
  ReadOnlyObjectProperty<List<Bitmap>> frames() {
    return frames.getReadOnlyProperty();
  }

  /** Whether a preview plays or is being made. */
  boolean plays() {
    return work.isPresent() || !frames.get().isEmpty();
  }

  /** Plays another preview. */
  void start(Callable<Preview> quick) {
    stop();
    run(quick, this::show);
  }

  private void show(Preview quick) {
    frames.set(quick.frames());
    quick.better().ifPresent(better -> run(better, frames::set));
  }

  private <T> void run(Callable<T> making, Consumer<T> then) {
    int mine = number;
    work =
        Optional.of(
            background.run(
                making,
                made -> {
                  if (mine == number) {
                    work = Optional.empty();
                    then.accept(made);
                  }
                }));
  }

  void stop() {
    number++;
    work.ifPresent(f -> f.cancel(true));
    work = Optional.empty();
    frames.set(List.of());
  }
}
