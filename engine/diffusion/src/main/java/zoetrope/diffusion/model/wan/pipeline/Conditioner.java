package zoetrope.diffusion.model.wan.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
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
import zoetrope.diffusion.model.wan.condition.Ati;
import zoetrope.diffusion.model.wan.condition.ControlCondition;
import zoetrope.diffusion.model.wan.condition.ImageCondition;
import zoetrope.diffusion.model.wan.condition.VaceContext;
import zoetrope.diffusion.model.wan.condition.WanMove;
import zoetrope.diffusion.model.wan.dit.WanDit;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.encoder.ClipVision;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.vae.WanVae;
import zoetrope.diffusion.runtime.Runtime;

/**
 * Encodes what the adapters say of a window into what a family's transformer reads.
 *
 * @param vaeBudget bytes that the autoencoder may take
 */
record Conditioner(
    WanCard card,
    WanFamily family,
    WanShape shape,
    Runtime runtime,
    long vaeBudget,
    CancelToken cancel) {
  /** The mask channels of image-to-video models. */
  private static final int MASKS = 4;

  /**
   * A window to be made.
   *
   * @param before the frames it repeats of the window before, none for the first
   * @param last whether the shot ends with it
   */
  record Window(Windows.Span span, List<Layer> before, boolean last) {}

  Conditions of(MotionScene stage, Window window, int steps) {
    IdentityAdapter.Look look = family.identity(shape).look(stage);
    Optional<Layer> first =
        window.before().isEmpty() ? look.first() : Optional.of(window.before().getFirst());
    Windows.Span span = window.span();
    Signal signal =
        family
            .trajectory()
            .signal(stage, new Part(span.start(), span.frames(), first, steps), cancel);
    Grid grid =
        new Grid(
            Grid.latentFrames(span.frames()),
            stage.height() / Grid.SCALE,
            stage.width() / Grid.SCALE);
    Optional<Layer> last = window.last() ? stage.last() : Optional.empty();
    try (WanVae vae = WanVae.open(card.path(WanCard.Part.AUTOENCODER), runtime, vaeBudget)) {
      return switch (family) {
        case TEXT -> plain(vae, grid, window);
        case VACE -> vace(vae, stage, window, look, signal, last);
        case CONTROL -> control(vae, grid, window, look, first, signal);
        case IMAGE, INPAINT, FIRST_LAST, WAN_MOVE, ATI ->
            image(vae, grid, window, first, last, signal);
      };
    }
  }

  private Conditions plain(WanVae vae, Grid grid, Window window) {
    return new Conditions(
        grid,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        carried(vae, grid, window),
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

  private Conditions image(
      WanVae vae,
      Grid grid,
      Window window,
      Optional<Layer> first,
      Optional<Layer> last,
      Signal signal) {
    Latent y =
        first
            .map(
                f ->
                    ImageCondition.of(
                        vae,
                        Pixels.planes(f),
                        last.map(Pixels::planes),
                        window.span().frames(),
                        cancel))
            .orElseGet(() -> Latent.empty(MASKS + vae.channels(), grid));
    List<LatentConstraint> constraints = new ArrayList<>(carried(vae, grid, window));
    Optional<Conditions.Start> start = Optional.empty();
    switch (signal) {
      case Signal.Nothing _, Signal.Frames _ -> {}
      case Signal.Tracks(List<Track> tracks) -> y = moved(y, tracks);
      case Signal.Drag d -> {
        LatentConstraint drag = dragged(vae, grid, window.span().frames(), d);
        constraints.addFirst(drag);
        start = Optional.of(new Conditions.Start(drag, d.from()));
      }
    }
    List<Layer> seen = new ArrayList<>();
    first.ifPresent(seen::add);
    if (family == WanFamily.FIRST_LAST) {
      last.ifPresent(seen::add);
    }
    return new Conditions(
        grid,
        0,
        Optional.of(y),
        Optional.empty(),
        Optional.of(seen(seen)),
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

  private Latent moved(Latent y, List<Track> asked) {
    int rows = y.grid().rows() * Grid.SCALE;
    int columns = y.grid().columns() * Grid.SCALE;
    // What is not in the window's first frame cannot be taken from there.
    List<Track> tracks = asked.stream().filter(t -> visible(t, rows, columns)[0]).toList();
    if (family == WanFamily.ATI) {
      return Ati.apply(y, tracks.stream().map(t -> ati(t, rows, columns)).toList());
    }
    WanMove.carry(
        y,
        MASKS,
        tracks.stream()
            .map(t -> WanMove.cells(t.x(), t.y(), visible(t, rows, columns), rows, columns))
            .toList());
    return y;
  }

  private static boolean[] visible(Track t, int rows, int columns) {
    boolean[] out = new boolean[t.x().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = t.x()[i] >= 0 && t.y()[i] >= 0 && t.x()[i] < columns && t.y()[i] < rows;
    }
    return out;
  }

  private static Ati.Track ati(Track t, int rows, int columns) {
    int n = t.x().length;
    float side = Math.min(rows, columns);
    boolean[] visible = visible(t, rows, columns);
    Ati.Track out = new Ati.Track(new float[n], new float[n], new float[n]);
    for (int i = 0; i < n; i++) {
      out.x()[i] = (t.x()[i] - columns / 2f) / side * 2;
      out.y()[i] = (t.y()[i] - rows / 2f) / side * 2;
      out.visible()[i] = visible[i] ? 1 : -1;
    }
    return out;
  }

  /** CLIP's rows of pictures, one after the other; zeros where there is none. */
  private float[] seen(List<Layer> pictures) {
    try (ClipVision clip =
        ClipVision.open(card.path(WanCard.Part.IMAGE_ENCODER), runtime, OptionalInt.empty())) {
      if (pictures.isEmpty()) {
        return new float[clip.tokens() * shape.imageSize()];
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

  private Conditions control(
      WanVae vae,
      Grid grid,
      Window window,
      IdentityAdapter.Look look,
      Optional<Layer> first,
      Signal signal) {
    Optional<WanVae.Pictures> led =
        signal instanceof Signal.Frames(IntFunction<Layer> frame)
            ? Optional.of(Pixels.pictures(t -> Optional.of(frame.apply(t))))
            : Optional.empty();
    Latent beside = ControlCondition.of(vae, led, first.map(Pixels::planes), grid, cancel);
    Optional<Layer> alike = look.references().stream().findFirst();
    Grid one = new Grid(1, grid.rows(), grid.columns());
    Optional<Latent> reference =
        shape.referenceChannels() == 0
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
        Optional.of(seen(alike.or(() -> first).map(List::of).orElse(List.of()))),
        reference,
        carried(vae, grid, window),
        Optional.empty());
  }

  private Conditions vace(
      WanVae vae,
      MotionScene stage,
      Window window,
      IdentityAdapter.Look look,
      Signal signal,
      Optional<Layer> last) {
    int n = window.span().frames();
    Map<Integer, Layer> known = known(window, look, last);
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
