package zoetrope.diffusion.model.wan.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.Layer;
import zoetrope.diffusion.adapter.PointTracks;
import zoetrope.diffusion.adapter.TimeToMove;
import zoetrope.diffusion.adapter.TrajectoryAdapter;
import zoetrope.diffusion.model.wan.Latent;
import zoetrope.diffusion.model.wan.condition.Ati;
import zoetrope.diffusion.model.wan.condition.WanMove;
import zoetrope.diffusion.model.wan.dit.WanShape;

/** Those that start from a picture, told by channels beside the sample and by CLIP. */
sealed interface FromPicture extends WanVariant {
  @Override
  default IdentityAdapter identity() {
    return new IdentityAdapter.InFirstFrame();
  }

  @Override
  default TrajectoryAdapter trajectory() {
    return new TimeToMove();
  }

  @Override
  default double shift() {
    return 3;
  }

  @Override
  default int steps() {
    return 40;
  }

  @Override
  default double guidance() {
    return 5;
  }

  @Override
  default Support text() {
    return new Support.No(Limit.NEEDS_FIRST_FRAME);
  }

  @Override
  default String negative() {
    return NegativePrompt.STEADY;
  }

  @Override
  default Conditions conditions(Conditioner c, Conditioner.Inputs in) {
    return c.image(in, seen(in), this::moved);
  }

  /** The pictures that CLIP sees. */
  default List<Layer> seen(Conditioner.Inputs in) {
    return in.first().stream().toList();
  }

  /** The first frame's latent with what moves carried along its tracks. */
  default Latent moved(Latent y, List<SeenTrack> tracks) {
    return y;
  }

  /** I2V. */
  record ImageToVideo(WanShape shape) implements FromPicture {}

  /** Fun-InP, which takes a first frame, a first and a last frame, or none. */
  record FunInpaint(WanShape shape) implements FromPicture {
    static final Pattern NAME = Pattern.compile("(^|[^a-z])inp(aint)?([^a-z]|$)");

    @Override
    public int steps() {
      return 50;
    }

    @Override
    public double guidance() {
      return 6;
    }

    @Override
    public Support text() {
      return new Support.Yes();
    }

    @Override
    public Support lastFrame() {
      return new Support.Within(Limit.NEEDS_FIRST_FRAME);
    }

    @Override
    public String negative() {
      return NegativePrompt.USUAL;
    }
  }

  /** FLF2V, which takes both a first and a last frame. */
  record FirstLastFrame(WanShape shape) implements FromPicture {
    @Override
    public double shift() {
      return 16;
    }

    @Override
    public int steps() {
      return 50;
    }

    @Override
    public Support image() {
      return new Support.Within(Limit.NEEDS_LAST_FRAME);
    }

    @Override
    public Support lastFrame() {
      return new Support.Yes();
    }

    @Override
    public String negative() {
      return NegativePrompt.UNCUT;
    }

    @Override
    public Optional<Limit> refusal(int windows) {
      return windows > 1 ? Optional.of(Limit.FIVE_SECONDS) : Optional.empty();
    }

    @Override
    public List<Layer> seen(Conditioner.Inputs in) {
      return in.ends();
    }
  }

  /** Wan-Move, which copies the latent's cells along tracks. */
  record MovedByCells(WanShape shape) implements FromPicture {
    static final Pattern NAME = Pattern.compile("wan[-_. ]?move");

    /** Cells of its latent are 8 pixels wide. */
    private static final int SPACING = 16;

    @Override
    public TrajectoryAdapter trajectory() {
      return new PointTracks(SPACING);
    }

    @Override
    public Latent moved(Latent y, List<SeenTrack> tracks) {
      WanMove.carry(y, Conditioner.MASKS, tracks.stream().map(SeenTrack::cells).toList());
      return y;
    }
  }

  /** ATI, which spreads Gaussians along tracks. */
  record MovedByGaussians(WanShape shape) implements FromPicture {
    static final Pattern NAME = Pattern.compile("(^|[^a-z])ati([^a-z]|$)");

    /** They are some 35 pixels wide at 480 lines. */
    private static final int SPACING = 48;

    @Override
    public TrajectoryAdapter trajectory() {
      return new PointTracks(SPACING);
    }

    @Override
    public Latent moved(Latent y, List<SeenTrack> tracks) {
      return Ati.apply(y, tracks.stream().map(SeenTrack::ati).toList());
    }
  }
}
