package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.adapter.MotionScene;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Runtime;

/** What the transformers are told, computed once more by hand. */
class ConditionerTest {
  private static final int W = 96;
  private static final int H = 64;
  private static final int PLANE = W * H;
  private static final int FRAMES = 5;
  private static final CancelToken NEVER = new CancelToken();

  @TempDir private Path place;

  private static Conditions conditions(Path folder, ShotRequest shot) {
    WanCard card = WanFolder.look(folder);
    Path transformer = card.path(WanCard.Part.TRANSFORMER);
    try (Checkpoint files = Checkpoint.open(transformer)) {
      WanShape shape = WanShape.of(WanNames.of(files), WanConfig.beside(transformer));
      Conditioner c =
          new Conditioner(card, WanVariants.of(card, shape), Runtime.cpu(), Long.MAX_VALUE, NEVER);
      return c.of(
          new MotionScene(shot, W, H),
          new Conditioner.Window(new Windows.Span(0, FRAMES), List.of(), true),
          shot.steps());
    }
  }

  private static float[] encoded(Path folder, float[] video, int frames) {
    WanCard card = WanFolder.look(folder);
    try (WanVae vae = WanVae.open(card.path(WanCard.Part.AUTOENCODER), Runtime.cpu())) {
      return vae.encode(video, frames, H, W, NEVER);
    }
  }

  /** A red square of 32 pixels in the middle of a clip without a first frame. */
  private static ShotRequest square(double identity) {
    return TinyWan.strengths(
        TinyWan.with(
            TinyWan.words(FRAMES),
            Optional.empty(),
            List.of(TinyWan.character(MotionPath.at(.5, .5)))),
        identity,
        1);
  }

  @Test
  void vaceSeesTheReferenceOnWhiteThenTheOutlinedBoxAsWhatIsMadeAnew() {
    Path folder = TinyWan.folder(place, "vace");
    Conditions c = conditions(folder, square(.7));

    float[] reference = new float[3 * PLANE];
    float[] boxes = new float[3 * FRAMES * PLANE];
    for (int i = 0; i < PLANE; i++) {
      int x = i % W;
      int y = i / W;
      boolean inside = x >= 16 && x < 80;
      for (int k = 0; k < 3; k++) {
        reference[k * PLANE + i] = inside ? (k == 0 ? 200 / 255f : 0) * 2 - 1 : 1;
        boolean in = x >= 32 && x < 64 && y >= 16 && y < 48;
        boolean line = in && (x < 34 || x >= 62 || y < 18 || y >= 46);
        for (int t = 0; t < FRAMES; t++) {
          boxes[(k * FRAMES + t) * PLANE + i] = line ? -1 : 1;
        }
      }
    }
    Grid one = new Grid(1, H / 8, W / 8);
    Grid two = new Grid(2, H / 8, W / 8);
    Latent ones = Latent.empty(64, two);
    Arrays.fill(ones.values(), 1);
    Latent grey = new Latent(16, two, encoded(folder, new float[boxes.length], FRAMES));
    Latent clip = grey.over(new Latent(16, two, encoded(folder, boxes, FRAMES))).over(ones);
    Latent expected =
        new Latent(16, one, encoded(folder, reference, 1))
            .over(Latent.empty(16 + 64, one))
            .before(clip);

    assertThat(c.references()).isEqualTo(1);
    assertThat(c.grid()).isEqualTo(new Grid(3, 8, 12));
    assertThat(c.vace().orElseThrow().strength()).isEqualTo(.7f);
    assertThat(c.vace().orElseThrow().values()).containsExactly(expected.values(), within(1e-4f));
  }

  @Test
  void vaceHasNoReferenceWhenIdentityIsOff() {
    Conditions c = conditions(TinyWan.folder(place, "vace"), square(0));
    assertThat(c.references()).isZero();
    assertThat(c.grid().frames()).isEqualTo(2);
    assertThat(c.vace().orElseThrow().strength()).isEqualTo(1);
  }

  /** A brushed box of 16 pixels at the upper left that goes half a width to the right. */
  private static ShotRequest dragged(double motion) {
    return TinyWan.strengths(
        TinyWan.with(
            TinyWan.words(FRAMES),
            Optional.of(TinyWan.picture(W, H)),
            List.of(TinyWan.region(0, 0, 1 / 6.0, TinyWan.right(.1, .6, .1)))),
        1,
        motion);
  }

  @Test
  void wanMoveCopiesTheCellsUnderTheRegionToWhereThePathIs() {
    Path folder = TinyWan.folder(place.resolve("wan-move"), "i2v");
    Latent plain = conditions(folder, dragged(0)).concatenated().orElseThrow();
    Latent moved = conditions(folder, dragged(1)).concatenated().orElseThrow();
    int to = moved.index(4, 1, 1, 7); // the point at 8, 8 is at 56, 8 in the fifth frame
    int from = moved.index(4, 0, 1, 1);
    int channel = moved.index(1, 0, 0, 0);
    for (int c = 0; c < 16; c++) {
      assertThat(moved.values()[to + c * channel]).isEqualTo(plain.values()[from + c * channel]);
    }
    int changed = 0;
    for (int i = 0; i < moved.values().length; i++) {
      changed += moved.values()[i] == plain.values()[i] ? 0 : 1;
    }
    assertThat(changed).isEqualTo(16);
  }

  @Test
  void atiRaisesTheMaskWhereThePathIs() {
    Path folder = TinyWan.folder(place.resolve("Wan2.1-ATI"), "i2v");
    Latent moved = conditions(folder, dragged(1)).concatenated().orElseThrow();
    Latent plain = conditions(folder, dragged(0)).concatenated().orElseThrow();
    // The middle of the box, at 8, 8, goes over frames 1 to 4 by 12, 24, 36 and 48 pixels.
    int best = 0;
    for (int x = 1; x < 12; x++) {
      best =
          moved.values()[moved.index(0, 1, 1, x)] > moved.values()[moved.index(0, 1, 1, best)]
              ? x
              : best;
    }
    assertThat(best).isBetween(4, 5);
    assertThat(plain.values()[plain.index(0, 1, 1, best)]).isZero();
  }

  @Test
  void imageModelsStartOnTheDragAndHoldItWhereItIs() {
    Path folder = TinyWan.folder(place.resolve("i2v"), "i2v");
    Conditions c = conditions(folder, dragged(1));
    assertThat(c.start()).isPresent();
    LatentConstraint drag = c.constraints().getFirst();
    assertThat(drag.inside()).hasSize(2 * 8 * 12);
    assertThat(drag.inside()[0]).isEqualTo(1);
    assertThat(drag.inside()[8 * 12]).isZero();
    assertThat(drag.inside()[8 * 12 + 2]).isEqualTo(1); // 12 pixels on in the second frame
    assertThat(conditions(folder, dragged(0)).constraints()).isEmpty();
  }

  @Test
  void controlModelsTakeZerosForWhatIsNotGiven() {
    Path folder = TinyWan.control(place, false);
    Conditions c = conditions(folder, TinyWan.words(FRAMES));
    assertThat(c.concatenated().orElseThrow().channels()).isEqualTo(32);
    assertThat(c.concatenated().orElseThrow().values()).containsOnly(0);
    assertThat(c.reference().orElseThrow().values()).containsOnly(0);
    assertThat(c.image().orElseThrow()).containsOnly(0);
  }

  @Test
  void controlModelsSeeTheFirstFrameInTheFirstLatentFrameOnly() {
    Path folder = TinyWan.control(place, false);
    Latent beside = conditions(folder, TinyWan.pictured(FRAMES)).concatenated().orElseThrow();
    int z = beside.index(16, 0, 0, 0);
    int frame = 8 * 12;
    assertThat(Arrays.copyOfRange(beside.values(), z, z + frame)).doesNotContain(0);
    assertThat(Arrays.copyOfRange(beside.values(), z + frame, z + 2 * frame)).containsOnly(0);
  }
}
