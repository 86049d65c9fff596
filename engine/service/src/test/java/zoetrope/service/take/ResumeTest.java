package zoetrope.service.take;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.runtime.Precision;
import zoetrope.media.MediaFormat;
import zoetrope.service.TinyStudio;
import zoetrope.service.provenance.Delivery;
import zoetrope.service.render.Engine;
import zoetrope.service.render.Progress;
import zoetrope.service.render.StockCasting;
import zoetrope.service.render.StoryRenderer;
import zoetrope.service.render.TakeMaker;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Take;
import zoetrope.story.store.StoryStore;
import zoetrope.story.yaml.StoryYaml;

/** What an attempt saved before it failed serves the next one, with the real engine. */
@Tag("slow")
class ResumeTest {
  @TempDir Path folder;
  private StoryStore store;
  private Engine engine;
  private Staging staging;

  @BeforeEach
  void open() throws Exception {
    TinyStudio tiny = new TinyStudio(folder);
    store =
        StoryStore.create(
            folder.resolve("Two.zoetrope"),
            new StoryYaml(MediaFormat::media).read(tiny.story("two.yaml", "")));
    engine = Engine.open(tiny.home(), Precision.FP32);
    staging = Staging.ofJob(store.folder(), "job-1");
  }

  @AfterEach
  void close() {
    engine.close();
    store.close();
  }

  /** The engine's model, which fails after it denoised a window, and counts what it denoises. */
  private final class Failing implements VideoModel {
    int denoised;
    boolean fails = true;

    @Override
    public String id() {
      return engine.model().id();
    }

    @Override
    public Traits traits() {
      return engine.model().traits();
    }

    @Override
    public Capabilities capabilities() {
      return engine.model().capabilities();
    }

    @Override
    public RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel) {
      return engine
          .model()
          .generate(
              shot,
              new Listener() {
                @Override
                public void progress(int done, int total) {
                  listener.progress(done, total);
                }

                @Override
                public Optional<float[]> known(int window) {
                  Optional<float[]> known = listener.known(window);
                  denoised += known.isPresent() ? 0 : 1;
                  return known;
                }

                @Override
                public void denoised(int window, float[] latents) {
                  listener.denoised(window, latents);
                  if (fails) {
                    throw new IllegalStateException("the decoder broke");
                  }
                }
              },
              cancel);
    }

    @Override
    public void close() {}
  }

  private List<Take> render(VideoModel model, Shot shot) {
    TakeMaker maker =
        new TakeMaker(
            store,
            id -> model,
            engine.scorer(),
            engine.pictures(),
            new StockCasting(engine.stock(), engine.pictures()),
            id -> Map.of());
    return new StoryRenderer(
            store, maker, new TakeKeeper(store, Clock.systemUTC()), staging, Delivery.PLAIN)
        .shot(
            shot,
            new StoryRenderer.Options(OptionalInt.of(1), OptionalLong.of(5)),
            Progress.NONE,
            new CancelToken());
  }

  private byte[] clip(Take take) throws Exception {
    return Files.readAllBytes(store.takeFiles().locate(take.files().get(TakeMaker.CLIP)));
  }

  @Test
  void aFailedDecodeGoesOnFromTheLatentsAndGivesTheSameTake() throws Exception {
    Shot shot = store.story().shots().getFirst();
    Failing model = new Failing();
    assertThatThrownBy(() -> render(model, shot)).hasMessageContaining("the decoder broke");
    assertThat(store.takes("one")).isEmpty();
    model.fails = false;
    Take resumed = render(model, shot).getFirst();
    assertThat(model.denoised).as("windows denoised in both attempts").isEqualTo(1);
    assertThat(staging.of(5).path()).doesNotExist();

    store.discard(resumed.id(), true);
    staging = Staging.ofJob(store.folder(), "job-2");
    Take afresh = render(engine.model(), shot).getFirst();
    assertThat(afresh.id()).isNotEqualTo(resumed.id());
    assertThat(Arrays.equals(clip(afresh), clip(resumed))).isTrue();
  }

  @Test
  void latentsOfAnotherQuestionOrDamagedOnesAreNotTaken() throws Exception {
    Shot shot = store.story().shots().getFirst();
    Failing model = new Failing();
    assertThatThrownBy(() -> render(model, shot)).hasMessageContaining("the decoder broke");
    Path latents = staging.of(5).file(MadeTake.LATENTS);
    Files.write(latents, Arrays.copyOf(Files.readAllBytes(latents), 999));
    assertThatThrownBy(() -> render(model, shot)).hasMessageContaining("the decoder broke");
    assertThat(model.denoised).isEqualTo(2);
    model.fails = false;
    Shot other =
        new Shot(
            shot.id(),
            shot.name(),
            "another prompt",
            shot.negative(),
            shot.frames(),
            shot.firstFrame(),
            shot.lastFrame(),
            shot.cast(),
            shot.motion(),
            shot.settings());
    render(model, other);
    assertThat(model.denoised).isEqualTo(3);
  }

  @Test
  void aTakeIsKeptOnceHoweverOftenItIsKept() {
    Shot shot = store.story().shots().getFirst();
    MadeTake made =
        engine.takes(store).make(shot, 5, staging.of(5), Progress.NONE, new CancelToken());
    TakeKeeper keeper = new TakeKeeper(store, Clock.systemUTC());
    Take first = keeper.keep(made, "job-1", shot, 5);
    assertThat(keeper.keep(made, "job-1", shot, 5)).isEqualTo(first);
    assertThat(store.takes("one")).hasSize(1);
    assertThat(keeper.keep(made, "job-2", shot, 5).id()).isNotEqualTo(first.id());
  }

  @Test
  void aFinishedTakeIsNotMadeAgain() {
    Shot shot = store.story().shots().getFirst();
    Failing model = new Failing();
    model.fails = false;
    TakeMaker maker =
        new TakeMaker(
            store,
            id -> model,
            engine.scorer(),
            engine.pictures(),
            new StockCasting(engine.stock(), engine.pictures()),
            id -> Map.of());
    MadeTake made = maker.make(shot, 5, staging.of(5), Progress.NONE, new CancelToken());
    assertThat(maker.make(shot, 5, staging.of(5), Progress.NONE, new CancelToken()))
        .isEqualTo(made);
    assertThat(model.denoised).isEqualTo(1);
    Staging.sweep(store.folder(), java.util.Set.of("job-2"));
    assertThat(staging.folder()).doesNotExist();
  }
}
