package zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import zoetrope.core.image.Mask;
import zoetrope.core.image.RgbaImage;

/** What a brush or a box finds in pictures whose objects are known. */
class BrushedObjectTest {
  private static final int W = 320;
  private static final int H = 180;
  private static final int RED = 0xd02818;

  @Test
  void aSloppyStrokeBecomesTheObjectUnderIt() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask stroke = mask((x, y) -> Math.hypot(x - 165, y - 94) < 50 ? 1 : 0);
    Mask found = BrushedObject.under(picture, W, H, stroke);
    Mask truth = mask((x, y) -> disc(x, y, 44) ? 1 : 0);
    assertThat(overlap(stroke, truth)).as("of the stroke").isLessThan(.85);
    assertThat(overlap(found, truth)).isGreaterThan(.95);
  }

  @Test
  void aBoxBecomesTheObjectInIt() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask box = mask((x, y) -> Math.abs(x - 160) < 55 && Math.abs(y - 90) < 55 ? 1 : 0);
    Mask truth = mask((x, y) -> disc(x, y, 44) ? 1 : 0);
    assertThat(overlap(BrushedObject.under(picture, W, H, box), truth)).isGreaterThan(.95);
  }

  @Test
  void aBoxBecomesWhatIsInFocusInItWhereColoursDoNotTell() {
    RgbaImage picture =
        picture(4 * W, 4 * H, (x, y) -> body(x, y) ? RED : blurred(x, y, wings(x, y) ? 40 : 0));
    Mask box = mask((x, y) -> Math.abs(x - 160) < 66 && Math.abs(y - 90) < 40 ? 1 : 0);
    Mask found = BrushedObject.under(picture, 4 * W, 4 * H, box);
    int both = 0;
    int any = 0;
    for (int i = 0; i < found.cover().length; i++) {
      boolean is = wings(i % (4 * W), i / (4 * W)) || body(i % (4 * W), i / (4 * W));
      boolean has = found.cover()[i] > .5f;
      both += is && has ? 1 : 0;
      any += is || has ? 1 : 0;
    }
    assertThat((double) both / any).as("and not the box, of which it is a third").isGreaterThan(.8);
  }

  private static boolean body(int x, int y) {
    return Math.abs(x - 640) < 8 && Math.abs(y - 360) < 80;
  }

  /** Clear ones: what is behind them is seen through fine veins. */
  private static boolean wings(int x, int y) {
    return Math.abs(x - 640) < 200 && Math.abs(Math.abs(y - 360) - 40) < 30;
  }

  private static int blurred(int x, int y, int veins) {
    double leaf = Math.sin(x / 37.0) * Math.cos(y / 29.0) + Math.sin((x + 2 * y) / 53.0);
    int v = (int) (100 + 30 * leaf) + (x / 2 + y / 3) % 3 * veins / 2 - veins / 2;
    return (v / 2) << 16 | v << 8 | (v / 4);
  }

  @Test
  void whatTheStrokeMissesByALittleBelongsToTheObject() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask stroke = mask((x, y) -> Math.hypot(x - 160, y - 90) < 42 ? 1 : 0);
    Mask truth = mask((x, y) -> disc(x, y, 44) ? 1 : 0);
    assertThat(overlap(BrushedObject.under(picture, W, H, stroke), truth)).isGreaterThan(.95);
  }

  @Test
  void whatIsErasedStaysOut() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask left = mask((x, y) -> Math.hypot(x - 160, y - 90) < 50 && x < 160 ? 1 : 0);
    Mask found = BrushedObject.under(picture, W, H, left);
    assertThat(found.cover()[90 * W + 140]).isGreaterThan(.9f);
    assertThat(found.cover()[90 * W + 180]).isZero();
  }

  @Test
  void whatWasMarkedByHandIsCertainWhateverItLooksLike() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask stroke = mask((x, y) -> Math.hypot(x - 160, y - 90) < 60 ? 1 : 0);
    byte[] marks = new byte[4 * W * H];
    for (int i = 0; i < W * H; i++) {
      boolean in = Math.hypot(i % W - 160, i / W - 144) < 4;
      boolean out = Math.hypot(i % W - 160, i / W - 90) < 4;
      java.util.Arrays.fill(marks, 4 * i, 4 * i + 3, (byte) (in ? 255 : 0));
      marks[4 * i + 3] = (byte) (in || out ? 255 : 0);
    }
    Mask alone = BrushedObject.under(picture, W, H, stroke);
    assertThat(alone.cover()[144 * W + 160]).as("leaves under the stroke").isLessThan(.1f);
    Mask found = BrushedObject.under(picture, W, H, stroke, new RgbaImage(W, H, marks));
    assertThat(found.cover()[144 * W + 160]).isEqualTo(1f);
    assertThat(found.cover()[90 * W + 160]).isZero();
    assertThat(overlap(found, mask((x, y) -> disc(x, y, 44) ? 1 : 0))).isGreaterThan(.93);
  }

  @Test
  void anEdgeThatIsSoftInThePictureIsSoftInTheCover() {
    RgbaImage picture =
        picture(
            (x, y) -> {
              double in = Math.clamp((48 - Math.hypot(x - 160, y - 90)) / 8, 0, 1);
              return mixed(0x30a040, RED, in);
            });
    Mask stroke = mask((x, y) -> Math.hypot(x - 160, y - 90) < 58 ? 1 : 0);
    Mask found = BrushedObject.under(picture, W, H, stroke);
    long soft = 0;
    for (float v : found.cover()) {
      soft += v > .1f && v < .9f ? 1 : 0;
    }
    assertThat(soft).isGreaterThan(400);
  }

  @Test
  void whereNothingStandsOutAllThatWasDrawnIsMeant() {
    RgbaImage plain = picture((x, y) -> 0x808080);
    Mask stroke = mask((x, y) -> Math.hypot(x - 160, y - 90) < 50 ? 1 : 0);
    Mask found = BrushedObject.under(plain, W, H, stroke);
    assertThat(overlap(found, stroke)).isGreaterThan(.9);
  }

  @Test
  void aStrokeOverEverythingAndOneOverNothingAreLeftAsTheyAre() {
    RgbaImage picture = picture((x, y) -> leaves(x, y));
    Mask all = mask((x, y) -> 1);
    assertThat(BrushedObject.under(picture, W, H, all).cover()).isEqualTo(all.cover());
    Mask none = mask((x, y) -> 0);
    assertThat(BrushedObject.under(picture, W, H, none).cover()).containsOnly(0f);
  }

  @Test
  void theFramesShapeCountsAndNotThePictures() {
    RgbaImage tall = picture(W, 2 * H, (x, y) -> disc(x, y - H / 2, 44) ? RED : leaves(x, y));
    Mask stroke = mask((x, y) -> Math.hypot(x - 165, y - 94) < 50 ? 1 : 0);
    Mask truth = mask((x, y) -> disc(x, y, 44) ? 1 : 0);
    assertThat(overlap(BrushedObject.under(tall, W, H, stroke), truth)).isGreaterThan(.95);
    assertThat(BrushedObject.under(tall, 12 * W, 12 * H, stroke).width())
        .as("of what is looked at")
        .isEqualTo(1280);
  }

  @Test
  void theSameStrokeFindsTheSame() {
    RgbaImage picture = picture((x, y) -> disc(x, y, 44) ? RED : leaves(x, y));
    Mask stroke = mask((x, y) -> Math.hypot(x - 165, y - 94) < 50 ? 1 : 0);
    assertThat(BrushedObject.under(picture, W, H, stroke).cover())
        .isEqualTo(BrushedObject.under(picture, W, H, stroke).cover());
  }

  private static boolean disc(int x, int y, int radius) {
    return Math.hypot(x - 160, y - 90) < radius;
  }

  private static int leaves(int x, int y) {
    Random r = new Random((x / 5) * 7919L + y / 7);
    r.nextInt();
    int v = r.nextInt(60);
    return (20 + v / 2) << 16 | (80 + v) << 8 | (30 + v / 3);
  }

  private static int mixed(int a, int b, double t) {
    int out = 0;
    for (int s = 0; s <= 16; s += 8) {
      out |= (int) ((a >> s & 255) * (1 - t) + (b >> s & 255) * t) << s;
    }
    return out;
  }

  private static RgbaImage picture(IntBinaryOperator rgb) {
    return picture(W, H, rgb);
  }

  private static RgbaImage picture(int w, int h, IntBinaryOperator rgb) {
    byte[] out = new byte[3 * w * h];
    for (int i = 0; i < w * h; i++) {
      int v = rgb.applyAsInt(i % w, i / w);
      out[3 * i] = (byte) (v >> 16);
      out[3 * i + 1] = (byte) (v >> 8);
      out[3 * i + 2] = (byte) v;
    }
    return RgbaImage.ofRgb(w, h, out);
  }

  private static Mask mask(IntBinaryOperator inside) {
    float[] out = new float[W * H];
    for (int i = 0; i < out.length; i++) {
      out[i] = inside.applyAsInt(i % W, i / W);
    }
    return new Mask(W, H, out);
  }

  private static double overlap(Mask a, Mask b) {
    int both = 0;
    int any = 0;
    for (int i = 0; i < a.cover().length; i++) {
      boolean p = a.cover()[i] > .5f;
      boolean q = b.cover()[i] > .5f;
      both += p && q ? 1 : 0;
      any += p || q ? 1 : 0;
    }
    return (double) both / any;
  }
}
