package zoetrope.diffusion.model.wan.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.core.image.RgbClip;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.ShotDemands;
import zoetrope.diffusion.ShotRequest;
import zoetrope.diffusion.UnfitShotException;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.CameraWords;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionScene;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.family.OpenOptions;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.WanOptions;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.plan.Clip;
import zoetrope.diffusion.model.wan.plan.Placement;
import zoetrope.diffusion.model.wan.plan.Planner;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.plan.Machine;
import zoetrope.diffusion.runtime.Runtime;

/**
 * A stock checkpoint of the Wan2.1 family as a model of shots. Its parts are in memory one after
 * the other only: the text encoder for new prompts, the image encoder and the autoencoder for the
 * conditions, the transformer (of two, one after the other) for the steps, the autoencoder again
 * for the frames. Between two takes it keeps nothing but encoded prompts.
 *
 * <p>A shot longer than 81 frames is made in windows that repeat the last five frames of the window
 * before: image-to-video and control models start from the first of those, VACE has all five as
 * known frames, and every other sample is held to their latents through all steps.
 */
public final class WanModel implements VideoModel {

  private final String id;
  private final WanCard card;
  private final WanVariant variant;
  private final WanShape shape;
  private final OpenOptions where;
  private final Windows windows;
  private final long area;
  private final WanOptions options;
  private final Prompts prompts;

  private WanModel(
      String id, WanCard card, WanVariant variant, OpenOptions where, WanOptions options) {
    this.id = id;
    this.card = card;
    this.variant = variant;
    shape = variant.shape();
    this.where = where;
    this.options = options;
    windows = Windows.within(where.limits().frames());
    area = Math.min(where.limits().area(), FrameSize.AREA);
    prompts = new Prompts(card, new Runtime(Runtime.Provider.CPU, where.runtime().threads()));
  }

  /**
   * Opens what a folder's card names; only headers are read until a shot is made.
   *
   * @param id by which shots ask for it
   * @param where int8 is taken for where it fits into memory; on a GPU 16-bit floats take its place
   * @param options where it should be run otherwise than its makers advise, and LoRAs on it
   * @throws CheckpointException when parts are missing or cannot be used
   */
  public static WanModel open(String id, WanCard card, OpenOptions where, WanOptions options) {
    return new WanModel(id, card, variant(card), where, options);
  }

  /** What the model of a card can be asked for; of a complete card with a transformer only. */
  public static Capabilities capabilities(WanCard card) {
    return variant(card).capabilities();
  }

  /** How such a model is best asked, without opening it; fails as {@link #capabilities} does. */
  public static Traits traits(WanCard card) {
    return variant(card).traits();
  }

  private static WanVariant variant(WanCard card) {
    if (!card.complete() || card.kind().isEmpty()) {
      throw new CheckpointException(
          card.folder(),
          "it cannot be run as it is",
          card.problems().stream().map(CardProblem::words).collect(Collectors.joining(". ")));
    }
    java.nio.file.Path transformer = card.path(WanCard.Part.TRANSFORMER);
    try (Checkpoint files = Checkpoint.open(transformer)) {
      return WanVariants.of(card, WanShape.of(WanNames.of(files), WanConfig.beside(transformer)));
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Traits traits() {
    return variant.traits();
  }

  @Override
  public List<String> runConfig() {
    return options.words();
  }

  @Override
  public Capabilities capabilities() {
    return variant.capabilities();
  }

  private void refuseUnfit(ShotRequest shot, int windows) {
    Stream.concat(
            capabilities().refusals(ShotDemands.of(shot)).stream(),
            variant.refusal(windows).stream())
        .findFirst()
        .ifPresent(
            why -> {
              throw new UnfitShotException(id, why);
            });
  }

  @Override
  public RgbClip generate(ShotRequest shot, Listener listener, CancelToken cancel) {
    List<Windows.Span> spans = windows.of(shot.frames());
    refuseUnfit(shot, spans.size());
    FrameSize size = FrameSize.of(shot.shape(), area);
    Placement placed = placement(shot);
    MotionScene stage = new MotionScene(shot, size.width(), size.height());
    byte[] rgb = new byte[3 * size.width() * size.height() * shot.frames()];
    List<float[]> texts = prompts.encoded(said(shot), shape.textLength(), placed.text(), cancel);
    int steps = options.steps(shot.steps());
    Progress progress = new Progress(listener, spans, steps);
    WindowDenoiser denoiser =
        new WindowDenoiser(card, variant, options, where.runtime(), placed, progress, cancel);
    for (int w = 0; w < spans.size(); w++) {
      Windows.Span span = spans.get(w);
      Grid grid =
          new Grid(
              Grid.latentFrames(span.frames()),
              size.height() / Grid.SCALE,
              size.width() / Grid.SCALE);
      Optional<float[]> known = listener.known(w);
      boolean last = w == spans.size() - 1;
      Latent latent =
          known.isPresent()
              ? new Latent(shape.outChannels(), grid, known.get())
              : denoiser.latent(
                  new WindowDenoiser.Window(
                      shot,
                      texts,
                      conditions(
                          stage,
                          new Conditioner.Window(span, before(rgb, w, span, size), last),
                          placed,
                          cancel),
                      w));
      if (known.isPresent()) {
        progress.known(w);
      }
      listener.denoised(w, latent.values());
      WindowFrames frames = new WindowFrames(w, span, rgb, shot.frames(), progress);
      decode(latent, placed.vaeBudget(), frames, cancel);
    }
    return new RgbClip(size.width(), size.height(), shot.frames(), rgb);
  }

  /**
   * How the longest window of a shot is held in memory, as much as is free now.
   *
   * @throws zoetrope.diffusion.plan.RequestException when it does not fit
   */
  Placement placement(ShotRequest shot) {
    int longest =
        windows.of(shot.frames()).stream().mapToInt(Windows.Span::frames).max().orElseThrow();
    int references =
        shot.identity() && variant.identity() instanceof IdentityAdapter.References r
            ? r.most()
            : 0;
    FrameSize size = FrameSize.of(shot.shape(), area);
    Clip clip =
        new Clip(
            size.width(),
            size.height(),
            longest + 4 * references, // each is a latent frame
            options.steps(shot.steps()),
            options.guidance(shot.guidance()) != 1);
    return new Planner(
            card, Machine.here(where.runtime(), where.limits().memory()), where.precision())
        .place(clip);
  }

  private Conditions conditions(
      MotionScene stage, Conditioner.Window window, Placement placed, CancelToken cancel) {
    return new Conditioner(card, variant, where.runtime(), placed.vaeBudget(), cancel)
        .of(stage, window, options.steps(stage.shot().steps()));
  }

  /** The prompt, and what is not wanted. */
  private List<String> said(ShotRequest shot) {
    boolean inWords =
        shot.firstFrame().isEmpty() || variant.trajectory().camera() instanceof Support.Within;
    String prompt =
        shot.trajectory() && inWords
            ? CameraWords.after(shot.prompt(), shot.camera())
            : shot.prompt();
    return List.of(prompt, shot.negative().isBlank() ? variant.negative() : shot.negative());
  }

  private static List<Layer> before(byte[] rgb, int w, Windows.Span span, FrameSize size) {
    List<Layer> out = new ArrayList<>();
    for (int t = 0; w > 0 && t < Windows.SHARED; t++) {
      out.add(Pixels.layer(rgb, span.start() + t, size.width(), size.height()));
    }
    return out;
  }

  private void decode(Latent latent, long budget, WindowFrames to, CancelToken cancel) {
    try (WanVae vae = WanVae.open(card.path(WanCard.Part.AUTOENCODER), where.runtime(), budget)) {
      vae.decode(latent.values(), latent.grid(), to, cancel);
    }
  }

  @Override
  public void close() {
    // Nothing is open between two takes.
  }
}
