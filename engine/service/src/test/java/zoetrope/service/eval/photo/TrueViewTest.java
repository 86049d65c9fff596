package zoetrope.service.eval.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.geometry.Affine;
import zoetrope.core.image.RgbaImage;

/** What films are held against: waves whose value between pixels is known. */
class TrueViewTest {
  private static final int W = 160;
  private static final int H = 90;

  @Test
  void aPhotoOfTheFramesSizeIsItself() {
    RgbaImage photo = waves(W, H);
    assertThat(TrueView.whole(photo, W, H).bytes()).isEqualTo(rgb(photo));
  }

  @Test
  void aPhotoOfAnotherShapeIsCutAtItsLongerSides() {
    Frame tall = TrueView.whole(waves(320, 400), W, H);
    double worst = 0;
    for (int y = 4; y < H - 4; y++) {
      for (int x = 4; x < W - 4; x++) {
        double is = tall.rgb()[3 * (y * W + x)];
        worst = Math.max(worst, Math.abs(is - wave(2 * x + .5, 2 * y + .5 + 110)));
      }
    }
    assertThat(worst).isLessThan(4);
  }

  @Test
  void aCloserViewShowsWhatLiesBetweenThePixels() {
    CameraTransform camera = new CameraTransform(.1, 0, 1.6, 0, (double) W / H);
    Affine view = camera.toSource(1);
    Frame close = TrueView.of(waves(2 * W, 2 * H), view, W, H);
    double worst = 0;
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        double u = view.x((x + .5) / W, (y + .5) / H) * 2 * W - .5;
        double v = view.y((x + .5) / W, (y + .5) / H) * 2 * H - .5;
        worst = Math.max(worst, Math.abs(close.rgb()[3 * (y * W + x)] - wave(u, v)));
      }
    }
    assertThat(worst).isLessThan(3);
  }

  @Test
  void whatIsSeeThroughLiesOnMidGreyAsInFilms() {
    Frame shown = TrueView.whole(new RgbaImage(8, 8, new byte[256]), 16, 9);
    for (float v : shown.rgb()) {
      assertThat(v).isCloseTo(127.5f, within(.01f));
    }
  }

  @Test
  void aTurnedViewIsRefused() {
    Affine turned = new CameraTransform(0, 0, 1, 30, 1).toSource(1);
    assertThatThrownBy(() -> TrueView.of(waves(W, H), turned, W, H))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double wave(double x, double y) {
    return 128 + 50 * Math.sin(x / 3) + 50 * Math.cos(y / 4);
  }

  static RgbaImage waves(int width, int height) {
    byte[] out = new byte[3 * width * height];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.round(wave(i / 3 % width, i / 3 / width));
    }
    return RgbaImage.ofRgb(width, height, out);
  }

  private static byte[] rgb(RgbaImage p) {
    byte[] out = new byte[3 * p.width() * p.height()];
    for (int i = 0; i < out.length; i++) {
      out[i] = p.rgba()[i / 3 * 4 + i % 3];
    }
    return out;
  }
}
