package zoetrope.diffusion.model.wan.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.MotionScene;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Part;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Signal;
import zoetrope.diffusion.adapter.TrajectoryAdapter.Track;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.Planes;
import zoetrope.diffusion.model.wan.condition.ControlCondition;
import zoetrope.diffusion.model.wan.condition.ImageCondition;
import zoetrope.diffusion.model.wan.condition.VaceContext;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Encodes what the adapters say of a window into what a variant's transformer reads.
 *
 * @param vaeBudget bytes that the autoencoder may take
 */
record Conditioner(
    WanCard card, WanVariant variant, Runtime runtime, long vaeBudget, CancelToken cancel) {
  /** The mask channels of image-to-video models. */
  static final int MASKS = 4;

  /**
   * A window to be made.
   *
   * @param before the frames it repeats of the window before, none for the first
   * @param last whether the shot ends with it
   */
  record Window(Windows.Span span, List<Layer> before, boolean last) {}

  /**
   * What there is to be encoded.
   *
   * @param vae open for as long as it takes
   * @param first what the window's first frame looks like, where that is known
   * @param last what the shot's last frame looks like, in its last window
   */
  record Inputs(
      WanVae vae,
      Grid grid,
      MotionScene stage,
      Window window,
      IdentityAdapter.Look look,
      Optional<Layer> first,
      Optional<Layer> last,
      Signal signal) {

    /** The first and the last frame, as far as they are known. */
    List<Layer> ends() {
      return Stream.concat(first.stream(), last.stream()).toList();
    }
  }

  Conditions of(MotionScene stage, Window window, int steps) {
    IdentityAdapter.Look look = variant.identity().look(stage);
    Optional<Layer> first =
        window.before().isEmpty() ? look.first() : Optional.of(window.before().getFirst());
    Windows.Span span = window.span();
    Signal signal =
        variant
            .trajectory()
            .signal(stage, new Part(span.start(), span.frames(), first, steps), cancel);
    Grid grid =
        new Grid(
            Grid.latentFrames(span.frames()),
            stage.height() / Grid.SCALE,
            stage.width() / Grid.SCALE);
    Optional<Layer> last = window.last() ? stage.last() : Optional.empty();
    try (WanVae vae = WanVae.open(card.path(WanCard.Part.AUTOENCODER), runtime, vaeBudget)) {
      return variant.conditions(
          this, new Inputs(vae, grid, stage, window, look, first, last, signal));
    }
  }

  /** Nothing but what the window before ended with. */
  Conditions plain(Inputs in) {
    return new Conditions(
        in.grid(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        carried(in.vae(), in.grid(), in.window()),
        Optional.empty());
  }

  /** The end of the window before, which this one begins with. */
  private List<LatentConstraint> carried(WanVae vae, Grid grid, Window window) {
    if (window.before().isEmpty()) {
      return List.of();
    }
    int n = window.before().size();
    Grid few = new Grid(Grid.latentFrames(n), grid.rows(), grid.columns());
    WanVae.Pictures video = Pixels.pictures(t -> Optional.of(window.before().get(t)));
    return List.of(LatentConstraint.whole(encoded(vae, video, n, few)));
  }

  private Latent encoded(WanVae vae, WanVae.Pictures video, int frames, Grid grid) {
    return new Latent(
        vae.channels(),
        grid,
        vae.encode(video, frames, grid.rows() * Grid.SCALE, grid.columns() * Grid.SCALE, cancel));
  }

  /** What moves the latent of a first frame along tracks. */
  interface Moved {
    Latent along(Latent latent, List<SeenTrack> tracks);
  }

  /**
   * A latent of the first frame, and of the last one where it is known, beside the sample.
   *
   * @param seen by CLIP, where the transformer takes what that says
   * @param moved for variants that take tracks
   */
  Conditions image(Inputs in, List<Layer> seen, Moved moved) {
    WanVae vae = in.vae();
    Grid grid = in.grid();
    Window window = in.window();
    Latent y =
        in.first()
            .map(
                f ->
                    ImageCondition.of(
                        vae,
                        Pixels.planes(f),
                        in.last().map(Pixels::planes),
                        window.span().frames(),
                        cancel))
            .orElseGet(() -> Latent.empty(MASKS + vae.channels(), grid));
    List<LatentConstraint> constraints = new ArrayList<>(carried(vae, grid, window));
    Optional<Conditions.Start> start = Optional.empty();
    switch (in.signal()) {
      case Signal.Nothing _, Signal.Frames _ -> {}
      case Signal.Tracks(List<Track> tracks) -> y = moved.along(y, begun(tracks, grid));
      case Signal.Drag d -> {
        LatentConstraint drag = dragged(vae, grid, window.span().frames(), d);
        constraints.addFirst(drag);
        start = Optional.of(new Conditions.Start(drag, d.from()));
      }
    }
    return new Conditions(
        grid,
        0,
        Optional.of(y),
        Optional.empty(),
        variant.shape().imageSize() == 0 ? Optional.empty() : Optional.of(seen(seen)),
        Optional.empty(),
        constraints,
        start);
  }

  /** A latent frame's cells are sure where the first frame that it stands for is. */
  private LatentConstraint dragged(WanVae vae, Grid grid, int frames, Signal.Drag drag) {
    float[] inside = new float[grid.cells()];
    WanVae.Pictures video =
        Pixels.pictures(
            t -> {
              Signal.Dragged d = drag.frame().apply(t);
              if (t == 0 || t % 4 == 1) {
                LatentConstraint.cells(d.sure(), grid, (t + 3) / 4, inside);
              }
              return Optional.of(d.picture());
            });
    return new LatentConstraint(encoded(vae, video, frames, grid), inside, drag.until());
  }

  private static List<SeenTrack> begun(List<Track> tracks, Grid grid) {
    return tracks.stream()
        .map(t -> new SeenTrack(t, grid.rows() * Grid.SCALE, grid.columns() * Grid.SCALE))
        .filter(SeenTrack::begins)
        .toList();
  }

  /** CLIP's rows of pictures, one after the other; zeros where there is none. */
  private float[] seen(List<Layer> pictures) {
    try (ClipVision clip =
        ClipVision.open(card.path(WanCard.Part.IMAGE_ENCODER), runtime, OptionalInt.empty())) {
      if (pictures.isEmpty()) {
        return new float[clip.tokens() * variant.shape().imageSize()];
      }
      float[] out = new float[0];
      for (Layer picture : pictures) {
        Planes p = Pixels.planes(picture);
        float[] pixels =
            clip.crops() ? clip.cropped(Pixels.bytes(p), p.rows(), p.columns()) : clip.stretched(p);
        float[] rows = clip.encode(pixels, cancel);
        float[] both = Arrays.copyOf(out, out.length + rows.length);
        System.arraycopy(rows, 0, both, out.length, rows.length);
        out = both;
      }
      return out;
    }
  }

  /** A control video and the first frame beside the sample, and a reference. */
  Conditions control(Inputs in) {
    WanVae vae = in.vae();
    Grid grid = in.grid();
    Optional<WanVae.Pictures> led =
        in.signal() instanceof Signal.Frames(IntFunction<Layer> frame)
            ? Optional.of(Pixels.pictures(t -> Optional.of(frame.apply(t))))
            : Optional.empty();
    Latent beside = ControlCondition.of(vae, led, in.first().map(Pixels::planes), grid, cancel);
    Optional<Layer> alike = in.look().references().stream().findFirst();
    Grid one = new Grid(1, grid.rows(), grid.columns());
    Optional<Latent> reference =
        variant.shape().referenceChannels() == 0
            ? Optional.empty()
            : Optional.of(
                alike
                    .map(p -> encoded(vae, Pixels.pictures(t -> Optional.of(p)), 1, one))
                    .orElseGet(() -> Latent.empty(vae.channels(), one)));
    return new Conditions(
        grid,
        0,
        Optional.of(beside),
        Optional.empty(),
        Optional.of(seen(alike.or(in::first).map(List::of).orElse(List.of()))),
        reference,
        carried(vae, grid, in.window()),
        Optional.empty());
  }

  /** Known frames, a layout and references in VACE's own context. */
  Conditions vace(Inputs in) {
    WanVae vae = in.vae();
    MotionScene stage = in.stage();
    Window window = in.window();
    IdentityAdapter.Look look = in.look();
    Signal signal = in.signal();
    int n = window.span().frames();
    Map<Integer, Layer> known = known(window, look, in.last());
    int plane = stage.width() * stage.height();
    float[] mask = new float[n * plane];
    for (int t = 0; t < n; t++) {
      Arrays.fill(mask, t * plane, (t + 1) * plane, known.containsKey(t) ? 0 : 1);
    }
    WanVae.Pictures video =
        Pixels.pictures(
            t ->
                Optional.ofNullable(known.get(t))
                    .or(
                        () ->
                            signal instanceof Signal.Frames(IntFunction<Layer> frame)
                                ? Optional.of(frame.apply(t))
                                : Optional.empty()));
    VaceContext context =
        VaceContext.of(
            vae,
            video,
            mask,
            stage.height(),
            stage.width(),
            look.references().stream().map(Pixels::planes).toList(),
            cancel);
    boolean alike = !look.references().isEmpty();
    boolean led = signal instanceof Signal.Frames;
    double strength =
        alike ? stage.shot().identityStrength() : led ? stage.shot().motionStrength() : 1;
    return new Conditions(
        context.context().grid(),
        context.references(),
        Optional.empty(),
        Optional.of(new WanDit.VaceHint(context.context().values(), (float) strength)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Frames that are given, by number. */
  private static Map<Integer, Layer> known(
      Window window, IdentityAdapter.Look look, Optional<Layer> last) {
    Map<Integer, Layer> out = new HashMap<>();
    look.first().ifPresent(first -> out.put(0, first));
    for (int t = 0; t < window.before().size(); t++) {
      out.put(t, window.before().get(t));
    }
    last.ifPresent(l -> out.put(window.span().frames() - 1, l));
    return out;
  }
}
