package zoetrope.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.canvas.PreviewPlayer.Preview;
import zoetrope.app.warp.Coverage;
import zoetrope.app.warp.MotionPreview;
import zoetrope.app.warp.RememberedFilling;
import zoetrope.service.studio.Bitmap;
import zoetrope.service.studio.Bitmaps;
import zoetrope.story.motion.CameraMove;
import zoetrope.story.motion.Point;

@Tag("ui")
class PreviewPlayerTest {
  private static final int W = 96;
  private static final int H = 54;

  @TempDir Path temporary;

  private TestBench test;
  private PreviewPlayer player;
  private final List<List<Bitmap>> shown = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    test = new TestBench(temporary);
    player = new PreviewPlayer(test.bench.background());
    TestBench.fx(() -> player.frames().addListener((o, was, is) -> shown.add(is)));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void playsTheQuickFillFirstAndThenTheGoodOneInItsPlace() throws Exception {
    MotionPreview motion = motion(striped());
    CountDownLatch quickSeen = new CountDownLatch(1);
    TestBench.fx(
        () ->
            player.start(
                () ->
                    new Preview(
                        motion.frames(3, new Bitmaps()::smoothlyFilled),
                        Optional.of(
                            () -> {
                              quickSeen.await(10, TimeUnit.SECONDS);
                              return motion.frames(3, new Bitmaps()::filled);
                            }))));
    await(1);
    assertThat(contrast(shown.getFirst().getLast())).as("quick: smooth").isLessThan(80);
    assertThat(plays()).as("and the good one is being made").isTrue();
    quickSeen.countDown();
    await(2);
    assertThat(contrast(shown.get(1).getLast())).as("good: stripes").isGreaterThan(120);
    TestBench.fx(player::stop);
    assertThat(shown.getLast()).isEmpty();
    assertThat(plays()).isFalse();
  }

  @Test
  void stoppingBreaksOffTheGoodFillAndNobodyIsToldOfIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    BitSet half = new BitSet();
    half.set(0, 320 * 200 / 2);
    Bitmap large = new Bitmap(320, 200, new int[320 * 200]);
    TestBench.fx(
        () ->
            player.start(
                () ->
                    new Preview(
                        List.of(striped()),
                        Optional.of(
                            () -> {
                              begun.countDown();
                              try {
                                while (true) {
                                  new Bitmaps().filled(large, half);
                                }
                              } finally {
                                interrupted.set(Thread.currentThread().isInterrupted());
                                ended.countDown();
                              }
                            }))));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    TestBench.fx(player::stop);
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted).isTrue();
    TestBench.fx(() -> assertThat(shown).hasSize(2).last().isEqualTo(List.of()));
    assertThat(test.notices).isEmpty();
  }

  @Test
  void aFillThatIsKnownIsNotMadeAgainForAnotherPath() {
    List<BitSet> asked = new ArrayList<>();
    RememberedFilling filling =
        new RememberedFilling(
            (picture, hole) -> {
              asked.add(hole);
              return new Bitmaps().smoothlyFilled(picture, hole);
            });
    motion(striped()).frames(3, filling);
    MotionPreview again = motion(striped());
    assertThat(filling.remembered(again.picture(), again.hole())).isPresent();
    again.frames(3, filling);
    assertThat(asked).hasSize(1);
    Bitmap other = striped();
    other.argb()[0] ^= 0xff;
    motion(other).frames(3, filling);
    assertThat(asked).as("another picture").hasSize(2);
  }

  private boolean plays() throws Exception {
    AtomicBoolean out = new AtomicBoolean();
    TestBench.fx(() -> out.set(player.plays()));
    return out.get();
  }

  private void await(int count) {
    Awaitility.await(count + " lists of frames")
        .atMost(Duration.ofSeconds(30))
        .until(() -> TestBench.onFx(() -> shown.size() >= count));
  }

  private static MotionPreview motion(Bitmap picture) {
    Coverage c = new Coverage(W, H);
    c.stroke(new Point(.3, .5), new Point(.3, .5), .2, false);
    List<Point> way = List.of(new Point(.3, .5), new Point(.6, .5), new Point(.9, .5));
    return new MotionPreview(
        picture,
        W,
        H,
        List.of(new MotionPreview.Lifted(c, way)),
        List.of(),
        List.of(),
        CameraMove.STILL);
  }

  private static Bitmap striped() {
    int[] argb = new int[W * H];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = i % W % 8 < 4 ? 0xffe0e0e0 : 0xff303030;
    }
    return new Bitmap(W, H, argb);
  }

  /** The brightest less the darkest in the middle of what the region left. */
  private static int contrast(Bitmap b) {
    int most = 0;
    int least = 255;
    for (int x = 25; x < 34; x++) {
      int v = b.argb()[H / 2 * W + x] & 255;
      most = Math.max(most, v);
      least = Math.min(least, v);
    }
    return most - least;
  }
}
