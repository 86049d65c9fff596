package zoetrope.diffusion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.motion.MotionPath;

/**
 * Every model follows the camera as the canvas draws it: the table is the one that the studio's
 * canvas and preview are held to.
 */
class CameraMeaningTest {
  private static final int W = 160;
  private static final int H = 90;
  private static final String TABLE = "../core/src/test/resources/camera-moves.csv";

  private static CameraTransform move(double panX, double panY, double zoom, double roll) {
    return new CameraTransform(panX, panY, zoom, roll, (double) W / H);
  }

  @ParameterizedTest(name = "pan {0},{1} zoom {2} roll {3} at {4}")
  @CsvFileSource(files = TABLE, numLinesToSkip = 3)
  void pointsLieWhereTheViewShowsThem(
      double panX, double panY, double zoom, double roll, double part, ArgumentsAccessor row) {
    CameraField field = new CameraField(move(panX, panY, zoom, roll), W, H);
    MotionPath.Point p = field.origin(.25 * W, .75 * H, part);
    assertThat(p.x()).isEqualTo(W * row.getDouble(11), within(1e-6));
    assertThat(p.y()).isEqualTo(H * row.getDouble(12), within(1e-6));
    MotionPath.Point seen = field.at(W * row.getDouble(11), H * row.getDouble(12), part);
    assertThat(seen.x()).isEqualTo(.25 * W, within(1e-6));
    assertThat(seen.y()).isEqualTo(.75 * H, within(1e-6));
  }

  @ParameterizedTest(name = "pan {0},{1} zoom {2} roll {3} at {4}")
  @CsvFileSource(files = TABLE, numLinesToSkip = 3)
  void aDraggedPictureShowsWhatTheViewShows(
      double panX, double panY, double zoom, double roll, double part, ArgumentsAccessor row) {
    Layer carried = new CameraField(move(panX, panY, zoom, roll), W, H).carried(places(), 0, part);
    double u = row.getDouble(11);
    double v = row.getDouble(12);
    int i = (H * 3 / 4 * W + W / 4) * 4;
    if (u < 0 || v < 0 || u > 1 || v > 1) {
      assertThat(carried.v()[i + 3]).as("beyond the picture").isZero();
    } else {
      // The middle of the pixel lies half a pixel on.
      assertThat(carried.v()[i]).isEqualTo((float) u, within(.02f));
      assertThat(carried.v()[i + 1]).isEqualTo((float) v, within(.02f));
    }
  }

  /** Red says how far right a pixel is, green how far down. */
  private static Layer places() {
    Layer out = Layer.empty(W, H);
    for (int i = 0; i < W * H; i++) {
      out.v()[4 * i] = (i % W + .5f) / W;
      out.v()[4 * i + 1] = (i / W + .5f) / H;
      out.v()[4 * i + 3] = 1;
    }
    return out;
  }
}
