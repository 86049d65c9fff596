package zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import zoetrope.core.geometry.Affine;
import zoetrope.core.motion.Ease;

class CameraTransformTest {
  private static final double ASPECT = 16 / 9.0;
  private static final Offset<Double> EXACTLY = within(1e-12);

  @ParameterizedTest(name = "pan {0},{1} zoom {2} roll {3} at {4}")
  @CsvFileSource(resources = "/camera-moves.csv", numLinesToSkip = 3)
  void theViewTravelsOverTheFirstFrame(
      double panX, double panY, double zoom, double roll, double part, ArgumentsAccessor row) {
    Affine source = new CameraTransform(panX, panY, zoom, roll, ASPECT).toSource(part);
    double[][] shown = {{.5, .5}, {0, 0}, {1, 0}, {.25, .75}};
    for (int i = 0; i < shown.length; i++) {
      double x = shown[i][0];
      double y = shown[i][1];
      assertThat(source.x(x, y)).isEqualTo(row.getDouble(5 + 2 * i), within(1e-8));
      assertThat(source.y(x, y)).isEqualTo(row.getDouble(6 + 2 * i), within(1e-8));
    }
  }

  @Test
  void whatIsSeenIsWhereItCameFrom() {
    CameraTransform c = new CameraTransform(.3, -.2, 1.7, 25, ASPECT);
    Affine view = c.toView(.6);
    Affine source = c.toSource(.6);
    assertThat(view.x(source.x(.1, .8), source.y(.1, .8))).isEqualTo(.1, EXACTLY);
    assertThat(view.y(source.x(.1, .8), source.y(.1, .8))).isEqualTo(.8, EXACTLY);
  }

  @Test
  void pixelsGoTheSameWay() {
    CameraTransform c = new CameraTransform(.3, -.2, 1.7, 25, 2);
    Affine source = c.toSource(.6);
    Affine pixels = source.inPixels(200, 100);
    assertThat(pixels.x(30, 70)).isEqualTo(200 * source.x(.15, .7), within(1e-9));
    assertThat(pixels.y(30, 70)).isEqualTo(100 * source.y(.15, .7), within(1e-9));
  }

  @Test
  void aClipMadePieceByPieceMovesAsIfMadeAtOnce() {
    CameraTransform whole = new CameraTransform(.3, -.2, 1.7, 25, ASPECT);
    CameraTransform second = whole.between(.4, .9);
    Affine begin = whole.toSource(.4);
    for (double inside : new double[] {0, .25, 1}) {
      Affine piece = second.toSource(inside);
      Affine direct = whole.toSource(.4 + .5 * inside);
      double x = piece.x(.2, .9);
      double y = piece.y(.2, .9);
      assertThat(begin.x(x, y)).isEqualTo(direct.x(.2, .9), within(1e-9));
      assertThat(begin.y(x, y)).isEqualTo(direct.y(.2, .9), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(Ease.class)
  void anEaseChangesWhenTheViewIsWhereAndNotWhere(Ease ease) {
    CameraTransform even = new CameraTransform(.3, -.2, 1.7, 25, ASPECT);
    CameraTransform eased = new CameraTransform(.3, -.2, 1.7, 25, ASPECT, ease);
    for (double part : new double[] {0, .2, .5, .9, 1}) {
      assertThat(eased.toSource(part)).isEqualTo(even.toSource(ease.at(part)));
      assertThat(eased.over(1).pose(part)).isEqualTo(even.over(1).pose(ease.at(part)));
      assertThat(eased.scaled(.5, .5, 0).pose(part))
          .isEqualTo(even.scaled(.5, .5, 0).pose(ease.at(part)));
    }
  }

  @Test
  void aViewOfNoSizeIsRefused() {
    assertThatThrownBy(() -> new CameraTransform(0, 0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CameraTransform(0, 0, 1, 0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
