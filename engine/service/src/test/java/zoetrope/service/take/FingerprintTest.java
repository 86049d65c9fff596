package zoetrope.service.take;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zoetrope.diffusion.CameraMove;
import zoetrope.diffusion.FrameShape;
import zoetrope.diffusion.Mask;
import zoetrope.diffusion.MotionPath;
import zoetrope.diffusion.Moving;
import zoetrope.diffusion.RgbaImage;
import zoetrope.diffusion.ShotRequest;

class FingerprintTest {
  private static ShotRequest shot(long seed, int pixel, float cover, double x, boolean camera) {
    RgbaImage look = new RgbaImage(1, 1, new byte[] {(byte) pixel, 2, 3, 4});
    return new ShotRequest(
        "a meadow",
        "",
        FrameShape.LANDSCAPE,
        8,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(new Moving.Character(look, .4, MotionPath.at(x, .5))),
        List.of(new Mask(1, 1, new float[] {cover})),
        camera ? Optional.of(new CameraMove(0, 0, 0)) : Optional.empty(),
        seed,
        4,
        2.5,
        1,
        1);
  }

  @Test
  void questionsThatDifferAnywhereHaveTheirOwnAndEqualOnesTheSame() {
    Set<String> all = new HashSet<>();
    all.add(Fingerprint.of("starter", shot(1, 1, .5f, .5, false)));
    all.add(Fingerprint.of("another", shot(1, 1, .5f, .5, false)));
    all.add(Fingerprint.of("starter", shot(2, 1, .5f, .5, false)));
    all.add(Fingerprint.of("starter", shot(1, 9, .5f, .5, false)));
    all.add(Fingerprint.of("starter", shot(1, 1, .6f, .5, false)));
    all.add(Fingerprint.of("starter", shot(1, 1, .5f, .6, false)));
    all.add(Fingerprint.of("starter", shot(1, 1, .5f, .5, true)));
    assertThat(all).hasSize(7).allMatch(f -> f.matches("[0-9a-f]{64}"));
    assertThat(all).contains(Fingerprint.of("starter", shot(1, 1, .5f, .5, true)));
  }

  @Test
  void neighboursAreKeptApartAndWhatHasNoFixedFormIsRefused() {
    assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
    assertThat(Fingerprint.of(List.of("a"), "b")).isNotEqualTo(Fingerprint.of(List.of("a", "b")));
    assertThatThrownBy(() -> Fingerprint.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
