package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.image.RgbClip;
import zoetrope.core.motion.MotionPath;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.family.ClipLimits;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.diffusion.runtime.Runtime;

/** Every kind of model makes shots, from tiny checkpoints with random weights. */
class WanModelTest {
  @TempDir private Path place;

  private Path folder(String kind) {
    Path at = place.resolve(kind);
    return switch (kind) {
      case "t2v", "vace" -> TinyWan.folder(at, kind);
      case "control" -> TinyWan.control(at, false);
      case "flf2v" -> TinyWan.firstLast(at);
      default -> TinyWan.folder(at, "i2v");
    };
  }

  private static ShotRequest shot(String kind, int frames) {
    return switch (kind) {
      case "t2v" -> TinyWan.words(frames);
      case "flf2v" -> TinyWan.ending(TinyWan.pictured(frames), TinyWan.picture(50, 20));
      default -> TinyWan.pictured(frames);
    };
  }

  private static RgbClip make(VideoModel model, ShotRequest shot) {
    return model.generate(shot, VideoModel.Listener.NONE, new CancelToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"t2v", "i2v", "inp", "wan-move", "ati", "flf2v", "vace", "control"})
  void everyKindMakesAClipOfTheAskedLengthThatItsSeedDecides(String kind) {
    try (WanModel model = TinyWan.open(folder(kind))) {
      RgbClip clip = make(model, shot(kind, 6));
      assertThat(clip.width()).isEqualTo(96);
      assertThat(clip.height()).isEqualTo(64);
      assertThat(clip.frames()).isEqualTo(6);
      assertThat(make(model, shot(kind, 6)).rgb()).isEqualTo(clip.rgb());
      ShotRequest s = shot(kind, 6);
      ShotRequest other =
          new ShotRequest(
              s.prompt(),
              "",
              s.shape(),
              6,
              s.firstFrame(),
              s.lastFrame(),
              false,
              List.of(),
              List.of(),
              Optional.empty(),
              8,
              3,
              2,
              1,
              1);
      assertThat(make(model, other).rgb()).isNotEqualTo(clip.rgb());
      assertThat(model.traits().rate()).isEqualTo(16);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"i2v", "wan-move", "ati", "vace", "control"})
  void aPathChangesTheClipUnlessTheAdapterIsOff(String kind) {
    ShotRequest drawn =
        TinyWan.with(
            TinyWan.pictured(5),
            Optional.of(TinyWan.picture(96, 64)),
            List.of(TinyWan.region(.1, .2, .3, TinyWan.right(.2, .8, .4))));
    ShotRequest plain = TinyWan.with(drawn, drawn.firstFrame(), List.of());
    try (WanModel model = TinyWan.open(folder(kind))) {
      byte[] without = make(model, plain).rgb();
      assertThat(make(model, drawn).rgb()).isNotEqualTo(without);
      assertThat(make(model, TinyWan.strengths(drawn, 1, 0)).rgb()).isEqualTo(without);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"i2v", "vace", "control"})
  void aCharacterChangesTheClipUnlessTheAdapterIsOff(String kind) {
    ShotRequest cast =
        TinyWan.with(
            TinyWan.pictured(5),
            Optional.of(TinyWan.picture(96, 64)),
            List.of(TinyWan.character(MotionPath.at(.5, .5))));
    ShotRequest nobody = TinyWan.with(cast, cast.firstFrame(), List.of());
    try (WanModel model = TinyWan.open(folder(kind))) {
      byte[] without = make(model, TinyWan.strengths(nobody, 1, 0)).rgb();
      assertThat(make(model, TinyWan.strengths(cast, 1, 0)).rgb()).isNotEqualTo(without);
      assertThat(make(model, TinyWan.strengths(cast, 0, 0)).rgb()).isEqualTo(without);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t2v", "i2v", "vace", "control"})
  void aLongShotIsMadeInWindowsWhoseLatentsComeBeforeTheirFrames(String kind) {
    List<Integer> windows = new ArrayList<>();
    List<Integer> done = new ArrayList<>();
    List<RgbClip> previews = new ArrayList<>();
    VideoModel.Listener heard =
        new VideoModel.Listener() {
          @Override
          public void progress(int now, int total) {
            done.add(now);
            assertThat(now).isLessThanOrEqualTo(total);
          }

          @Override
          public void preview(RgbClip clip) {
            previews.add(clip);
          }

          @Override
          public void denoised(int window, float[] latents) {
            windows.add(window);
            assertThat(latents).hasSize(16 * 3 * 8 * 12);
          }
        };
    try (WanModel model = TinyWan.open(folder(kind))) {
      RgbClip clip = model.generate(shot(kind, 12), heard, new CancelToken());
      assertThat(clip.frames()).isEqualTo(12);
      RgbClip first = make(model, shot(kind, 9));
      assertThat(java.util.Arrays.copyOf(clip.rgb(), first.rgb().length)).isEqualTo(first.rgb());
    }
    assertThat(windows).containsExactly(0, 1);
    assertThat(done).isSorted().endsWith(2 * (3 + 3));
    assertThat(previews).hasSize(6).allMatch(p -> p.width() == 12 && p.frames() == 3);
  }

  @Test
  void cancellingStopsWithinAStep() {
    CancelToken cancel = new CancelToken();
    List<Integer> steps = new ArrayList<>();
    try (WanModel model = TinyWan.open(folder("t2v"))) {
      assertThatThrownBy(
              () ->
                  model.generate(
                      TinyWan.words(5),
                      (done, total) -> {
                        steps.add(done);
                        cancel.cancel();
                      },
                      cancel))
          .isInstanceOf(CancelledException.class);
    }
    assertThat(steps).containsExactly(1);
  }

  @Test
  void whatAModelCannotDoIsRefusedWithItsReason() {
    try (WanModel text = TinyWan.open(folder("t2v"));
        WanModel image = TinyWan.open(folder("i2v"));
        WanModel both = TinyWan.open(folder("flf2v"))) {
      assertThat(refused(text, TinyWan.pictured(5))).isEqualTo(Limit.NO_FIRST_FRAME);
      assertThat(
              refused(
                  text,
                  TinyWan.with(
                      TinyWan.words(5),
                      Optional.empty(),
                      List.of(TinyWan.character(MotionPath.at(.5, .5))))))
          .isEqualTo(Limit.NO_CHARACTERS);
      assertThat(refused(image, TinyWan.words(5))).isEqualTo(Limit.NEEDS_FIRST_FRAME);
      assertThat(refused(image, TinyWan.ending(TinyWan.pictured(5), TinyWan.picture(8, 8))))
          .isEqualTo(Limit.NO_LAST_FRAME);
      assertThat(refused(both, TinyWan.pictured(5))).isEqualTo(Limit.NEEDS_LAST_FRAME);
      assertThat(refused(both, TinyWan.ending(TinyWan.pictured(40), TinyWan.picture(8, 8))))
          .isEqualTo(Limit.FIVE_SECONDS);
    }
  }

  private static Limit refused(WanModel model, ShotRequest shot) {
    return catchThrowableOfType(UnfitShotException.class, () -> make(model, shot)).limit();
  }

  @Test
  void pathsThatLeaveTheFrameAndShotsOfOneFrameAreMade() {
    ShotRequest out =
        TinyWan.with(
            TinyWan.pictured(1),
            Optional.of(TinyWan.picture(3, 200)),
            List.of(TinyWan.region(.6, .2, .3, TinyWan.right(.7, 3, .4))));
    for (String kind : List.of("i2v", "wan-move", "ati", "vace", "control")) {
      try (WanModel model = TinyWan.open(folder(kind))) {
        assertThat(make(model, out).frames()).isEqualTo(1);
      }
    }
  }

  @Test
  void anIncompleteFolderIsNamedWithWhatIsMissing() throws Exception {
    Path folder = folder("t2v");
    Files.delete(folder.resolve("vae/Wan2.1_VAE.safetensors"));
    assertThatThrownBy(
            () ->
                WanModel.open(
                    "tiny",
                    WanFolder.look(folder),
                    new OpenOptions(Runtime.cpu(), Precision.FP32, ClipLimits.NONE),
                    WanOptions.USUAL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("Wan2.1 VAE");
  }
}
