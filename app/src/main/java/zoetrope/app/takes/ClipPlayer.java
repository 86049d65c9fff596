package zoetrope.app.takes;

import java.nio.file.Path;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.TakeFrames;

/** Shows one clip in a view: a frame at a time, or playing round and round. */
final class ClipPlayer {
  private final Workbench bench;
  private final Path file;
  private final ImageView view;
  private final DoubleProperty seconds = new SimpleDoubleProperty();
  private Optional<TakeFrames.Clip> clip = Optional.empty();
  private WritableImage picture = new WritableImage(1, 1);
  private long began;
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          began = began == 0 ? now : began;
          seconds.set((now - began) / 1e9);
        }
      };

  ClipPlayer(Workbench bench, Path file, ImageView view) {
    this.bench = bench;
    this.file = file;
    this.view = view;
    seconds.addListener((o, was, is) -> draw());
  }

  /** Decodes the clip and shows its frame of the moment. */
  void load() {
    bench
        .frames()
        .load(file)
        .whenComplete(
            (c, e) ->
                bench
                    .ui()
                    .later(
                        () -> {
                          clip = Optional.ofNullable(c);
                          draw();
                        }));
  }

  /** The time that is shown; goes round at the clip's end. */
  DoubleProperty seconds() {
    return seconds;
  }

  /** How long the clip is; 0 while it is not decoded. */
  double length() {
    return clip.map(c -> c.frames() / c.rate()).orElse(0.0);
  }

  void play() {
    load();
    began = 0;
    timer.start();
  }

  void stop() {
    timer.stop();
    seconds.set(0);
  }

  private void draw() {
    clip.ifPresent(
        c -> {
          double t = length() > 0 ? seconds.get() % length() : 0;
          Bitmap b = c.at(t);
          if ((int) picture.getWidth() != b.width() || (int) picture.getHeight() != b.height()) {
            picture = new WritableImage(b.width(), b.height());
          }
          Pictures.copy(b, picture);
          if (view.getImage() != picture) {
            view.setImage(picture);
          }
        });
  }
}
