package zoetrope.app.canvas;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import zoetrope.app.warp.Coverage;

/**
 * What is brushed, over the picture. It is drawn in tiles: the toolkit draws a canvas anew as a
 * whole, so that a stroke on one as large as the stage would cost the whole stage in every pulse.
 */
final class RegionLayer extends Region {
  private static final double TILE = 128;

  private final StagePainter painter;
  private double width;
  private double height;

  RegionLayer(StagePainter painter) {
    this.painter = painter;
    setManaged(false);
    setMouseTransparent(true);
  }

  /** Draws all of it at the viewport's size. */
  void paint(Viewport v) {
    if (v.width() != width || v.height() != height) {
      width = v.width();
      height = v.height();
      lay();
    }
    for (Node n : getChildren()) {
      paint((Canvas) n, v);
    }
  }

  private void lay() {
    getChildren().clear();
    for (double y = 0; y < height; y += TILE) {
      for (double x = 0; x < width; x += TILE) {
        Canvas tile = new Canvas(Math.min(TILE, width - x), Math.min(TILE, height - y));
        tile.relocate(x, y);
        getChildren().add(tile);
      }
    }
  }

  /** The same where a stroke just went. */
  void paint(Viewport v, Coverage.Dirty d, int coverWidth, int coverHeight) {
    double x = v.x((d.x() - 2.0) / coverWidth);
    double y = v.y((d.y() - 2.0) / coverHeight);
    double w = v.frameWidth() * (d.width() + 4) / coverWidth;
    double h = v.frameHeight() * (d.height() + 4) / coverHeight;
    for (Node n : getChildren()) {
      if (n.getBoundsInParent().intersects(x, y, w, h)) {
        paint((Canvas) n, v);
      }
    }
  }

  private void paint(Canvas tile, Viewport v) {
    GraphicsContext g = tile.getGraphicsContext2D();
    g.clearRect(0, 0, tile.getWidth(), tile.getHeight());
    g.save();
    g.translate(-tile.getLayoutX(), -tile.getLayoutY());
    painter.regions(g, v);
    g.restore();
  }
}
