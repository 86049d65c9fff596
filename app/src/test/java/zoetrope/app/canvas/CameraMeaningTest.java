package zoetrope.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import zoetrope.app.warp.MotionPreview;
import zoetrope.core.motion.Ease;
import zoetrope.service.models.ModelProfile.Advice;
import zoetrope.service.studio.Bitmap;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.PathGeometry;
import zoetrope.story.motion.PathPoint;
import zoetrope.story.motion.Point;
import zoetrope.story.motion.RegionMotion;

/**
 * The canvas draws and the preview shows what every model is asked for: the table is the one that
 * the models' conditions are held to.
 */
class CameraMeaningTest {
  private static final String TABLE = "../engine/core/src/test/resources/camera-moves.csv";
  private static final int W = 240;
  private static final int H = 135;

  @ParameterizedTest(name = "pan {0},{1} zoom {2} roll {3} at {4}")
  @CsvFileSource(files = TABLE, numLinesToSkip = 3)
  void theCanvasDrawsTheViewOfTheEnd(
      double panX, double panY, double zoom, double roll, double part, ArgumentsAccessor row) {
    if (part < 1) {
      return; // the canvas shows the end only
    }
    Viewport v = Viewport.fit(800, 600, 16 / 9.0).zoomed(1.5, 100, 200);
    double[][] corners = CameraLayer.corners(v, new CameraMove(panX, panY, zoom, roll));
    assertThat(corners[0][0]).isEqualTo(v.x(row.getDouble(7)), within(1e-5));
    assertThat(corners[0][1]).isEqualTo(v.y(row.getDouble(8)), within(1e-5));
    assertThat(corners[1][0]).isEqualTo(v.x(row.getDouble(9)), within(1e-5));
    assertThat(corners[1][1]).isEqualTo(v.y(row.getDouble(10)), within(1e-5));
  }

  @ParameterizedTest(name = "pan {0},{1} zoom {2} roll {3} at {4}")
  @CsvFileSource(files = TABLE, numLinesToSkip = 3)
  void thePreviewShowsTheView(
      double panX, double panY, double zoom, double roll, double part, ArgumentsAccessor row) {
    CameraMove move = new CameraMove(panX, panY, zoom, roll);
    List<Bitmap> frames =
        new MotionPreview(places(), W, H, List.of(), List.of(), List.of(), move)
            .frames(11, (picture, hole) -> picture); // nothing is lifted off, so there is no hole
    int pixel = frames.get((int) Math.round(10 * part)).argb()[H * 3 / 4 * W + W / 4];
    double u = row.getDouble(11);
    double v = row.getDouble(12);
    if (u > 0 && v > 0 && u < 1 && v < 1) {
      assertThat((pixel >> 16 & 255) / 255.0).isEqualTo(u, within(.015));
      assertThat((pixel >> 8 & 255) / 255.0).isEqualTo(v, within(.015));
    }
  }

  /** Red says how far right a pixel is, green how far down. */
  private static Bitmap places() {
    int[] argb = new int[W * H];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xff000000 | i % W * 255 / (W - 1) << 16 | i / W * 255 / (H - 1) << 8;
    }
    return new Bitmap(W, H, argb);
  }

  @Test
  void theWayIsAsLongAsTheModelMakesItAtThatStrength() {
    Advice shortens = new Advice(12, 16, 2, false, true);
    Advice holds = new Advice(16, 50, 5, false, false);
    assertThat(end(shortens.share(1))).isEqualTo(.8, within(1e-9));
    assertThat(end(shortens.share(.5))).isEqualTo(.5, within(1e-9));
    assertThat(end(holds.share(.5))).isEqualTo(.8, within(1e-9));
    assertThat(end(shortens.share(0))).isEqualTo(.2, within(1e-9));
    assertThat(end(holds.share(0))).isEqualTo(.2, within(1e-9));
  }

  private static double end(double share) {
    RegionMotion.Along way =
        new RegionMotion.Along(
            List.of(new PathPoint(.2, .5, 0), new PathPoint(.8, .5, 1)), Ease.IN_OUT);
    List<Point> at = PathGeometry.positions(way, share, 5);
    return at.getLast().x();
  }
}
