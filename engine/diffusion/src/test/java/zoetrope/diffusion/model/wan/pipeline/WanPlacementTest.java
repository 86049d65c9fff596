package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.model.wan.plan.Placement;
import zoetrope.diffusion.plan.RequestException;
import zoetrope.diffusion.runtime.Precision;

/** Shots are made as the memory that is free allows, or refused before anything is loaded. */
class WanPlacementTest {
  /** 400 x 224 pixels: the smallest tiles cut them into several. */
  private static final long AREA = 400 * 232;

  /** Beside what the program itself is counted with, hardly anything. */
  private static final long SCARCE = 470L << 20;

  @TempDir private Path place;

  private static ClipLimits limits(long memory) {
    return new ClipLimits(AREA, 5, memory);
  }

  private static ShotRequest shot(String kind) {
    return kind.equals("t2v") ? TinyWan.words(5) : TinyWan.pictured(5);
  }

  private static RgbClip make(WanModel model, ShotRequest shot) {
    return model.generate(shot, VideoModel.Listener.NONE, new CancelToken());
  }

  /** The autoencoder encodes for the one and decodes for both. */
  @ParameterizedTest
  @ValueSource(strings = {"t2v", "vace"})
  void aScarceMemoryCutsPicturesIntoTilesAndTheClipStaysTheSame(String kind) {
    Path folder = TinyWan.folder(place, kind);
    try (WanModel ample = TinyWan.open(folder, Precision.FP32, limits(Long.MAX_VALUE));
        WanModel scarce = TinyWan.open(folder, Precision.FP32, limits(SCARCE))) {
      Placement whole = ample.placement(shot(kind));
      Placement tiled = scarce.placement(shot(kind));
      assertThat(whole.tiles()).isEqualTo(1);
      assertThat(tiled.tiles()).isGreaterThan(1);
      RgbClip a = make(ample, shot(kind));
      RgbClip b = make(scarce, shot(kind));
      assertThat(b.frames()).isEqualTo(5);
      double error = 0;
      for (int i = 0; i < a.rgb().length; i++) {
        error += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
      }
      assertThat(error / a.rgb().length).isLessThan(2);
    }
  }

  @Test
  void progressGoesThroughTilesToo() {
    List<Integer> done = new ArrayList<>();
    List<Integer> totals = new ArrayList<>();
    try (WanModel scarce =
        TinyWan.open(TinyWan.folder(place, "t2v"), Precision.FP32, limits(SCARCE))) {
      scarce.generate(
          TinyWan.words(5),
          (at, total) -> {
            done.add(at);
            totals.add(total);
          },
          new CancelToken());
    }
    assertThat(totals).containsOnly(3 + 2);
    assertThat(done).isSorted().endsWith(5);
  }

  @Test
  void whatCannotFitIsRefusedBeforeAnythingIsLoaded() {
    List<Integer> heard = new ArrayList<>();
    try (WanModel model =
        TinyWan.open(TinyWan.folder(place, "t2v"), Precision.INT8, limits(400L << 20))) {
      assertThatThrownBy(
              () ->
                  model.generate(
                      TinyWan.words(5), (done, total) -> heard.add(done), new CancelToken()))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("5 frames needs")
          .hasMessageContaining("are free");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void int8IsTakenWhereItFits() {
    Path folder = TinyWan.folder(place, "t2v");
    try (WanModel ample = TinyWan.open(folder, Precision.INT8, limits(Long.MAX_VALUE))) {
      assertThat(ample.placement(TinyWan.words(5)).transformer()).isEqualTo(Precision.INT8);
      assertThat(ample.placement(TinyWan.words(5)).text()).isEqualTo(Precision.INT8);
    }
  }
}
