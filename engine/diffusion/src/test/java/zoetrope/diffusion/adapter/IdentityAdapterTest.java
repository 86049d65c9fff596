package zoetrope.diffusion.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zoetrope.core.image.RgbaImage;
import zoetrope.core.motion.MotionPath;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.model.wan.pipeline.TinyWan;

class IdentityAdapterTest {
  private static RgbaImage plain(int grey) {
    byte[] rgba = new byte[16 * 16 * 4];
    java.util.Arrays.fill(rgba, (byte) grey);
    for (int i = 3; i < rgba.length; i += 4) {
      rgba[i] = -1;
    }
    return new RgbaImage(16, 16, rgba);
  }

  private static Moving.Character who(int grey, int view) {
    return new Moving.Character(plain(grey), List.of(plain(view)), .5, MotionPath.at(.25, .5));
  }

  private static MotionScene stage(ShotRequest shot) {
    return new MotionScene(shot, 96, 64);
  }

  private static float grey(Layer l, int x, int y) {
    return l.v()[(y * l.width() + x) * 4];
  }

  @Test
  void referencesStandOnWhiteAsLargeAsTheyFitMainLooksBeforeOtherViews() {
    ShotRequest shot =
        TinyWan.with(TinyWan.words(5), Optional.empty(), List.of(who(10, 20), who(30, 40)));
    List<Layer> pictures = new IdentityAdapter.References(3).look(stage(shot)).references();
    assertThat(pictures).hasSize(3);
    assertThat(pictures.stream().map(p -> Math.round(255 * grey(p, 48, 32))))
        .containsExactly(10, 30, 20);
    Layer first = pictures.getFirst();
    assertThat(grey(first, 15, 32)).isEqualTo(1);
    assertThat(Math.round(255 * grey(first, 16, 32))).isEqualTo(10);
    assertThat(Math.round(255 * grey(first, 79, 0))).isEqualTo(10);
    assertThat(grey(first, 80, 32)).isEqualTo(1);
    assertThat(first.alpha()).containsOnly(1);
  }

  @Test
  void withoutStrengthThereAreNoReferences() {
    ShotRequest shot =
        TinyWan.strengths(
            TinyWan.with(TinyWan.words(5), Optional.empty(), List.of(who(10, 20))), 0, 1);
    assertThat(new IdentityAdapter.References(3).look(stage(shot)).references()).isEmpty();
  }

  @Test
  void otherModelsFindTheCharacterInTheFirstFrameWhereItsPathBegins() {
    ShotRequest shot =
        TinyWan.with(TinyWan.words(5), Optional.of(TinyWan.picture(96, 64)), List.of(who(10, 20)));
    Layer bare = stage(shot).first().orElseThrow();
    Layer placed = new IdentityAdapter.InFirstFrame().look(stage(shot)).first().orElseThrow();
    assertThat(Math.round(255 * grey(placed, 24, 32))).isEqualTo(10);
    assertThat(Math.round(255 * grey(placed, 9, 32))).isEqualTo(10);
    assertThat(grey(placed, 60, 32)).isEqualTo(grey(bare, 60, 32));
  }
}
