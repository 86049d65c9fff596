package zoetrope.diffusion.model.wan.pipeline;

import java.util.Optional;
import java.util.OptionalDouble;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.ControlDots;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.LayoutBoxes;
import zoetrope.diffusion.adapter.TrajectoryAdapter;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;

/**
 * What a Wan2.1 model was trained to be told, what its makers advise for it, and how it is told.
 * One of these for each of the published models; another one is another record and a line in {@link
 * WanVariants}. Advice is from Wan2.1:generate.py and README.md and VideoX-Fun:examples/wan2.1_fun,
 * all at 480 lines.
 */
sealed interface WanVariant
    permits WanVariant.TextToVideo,
        WanVariant.Vace,
        WanVariant.FunControl,
        WanVariant.TwoExperts,
        FromPicture {
  /** Frames a second of all models of Wan2.1. */
  int RATE = 16;

  /** The width of Wan2.1's models of 1.3 billion weights, of which only Fun-InP takes pictures. */
  int SMALL = 1536;

  WanShape shape();

  IdentityAdapter identity();

  TrajectoryAdapter trajectory();

  /** Of the noise levels, towards the noisy end. */
  double shift();

  /** Denoising steps that its makers advise. */
  int steps();

  /** Classifier-free guidance that its makers advise. */
  double guidance();

  /** Whether it makes clips from a prompt alone. */
  default Support text() {
    return new Support.Yes();
  }

  /** Whether it takes a first frame. */
  default Support image() {
    return new Support.Yes();
  }

  /** Whether it takes a last frame. */
  default Support lastFrame() {
    return new Support.No(Limit.NO_LAST_FRAME);
  }

  /** What it is told not to make, where a shot says nothing. */
  default String negative() {
    return NegativePrompt.USUAL;
  }

  /** Why it cannot make a shot of so many windows. */
  default Optional<Limit> refusal(int windows) {
    return Optional.empty();
  }

  /** What its transformer reads in a window. */
  Conditions conditions(Conditioner conditioner, Conditioner.Inputs in);

  /** How it is best asked. */
  default VideoModel.Traits traits() {
    int views =
        switch (identity()) {
          case IdentityAdapter.References r -> r.most();
          case IdentityAdapter.Without _ -> 0;
          case IdentityAdapter.InFirstFrame _ -> 1;
        };
    return new VideoModel.Traits(RATE, steps(), guidance(), false, views);
  }

  /** Where it goes over from one transformer to another; empty where it has one only. */
  default Optional<Experts> experts() {
    return Optional.empty();
  }

  /**
   * The two transformers of a model.
   *
   * @param boundary share of the noise down to which the first takes the steps
   * @param high guidance that the makers advise for the first
   * @param low the same for the second
   */
  record Experts(double boundary, double high, double low) {
    /**
     * The second's guidance where a shot has another than advised for the first: what each adds to
     * a run without guidance, which is 1, keeps its ratio.
     */
    double low(double asked) {
      return high == 1 ? asked : 1 + (asked - 1) * (low - 1) / (high - 1);
    }
  }

  /** What it can be asked for. */
  default Capabilities capabilities() {
    return new Capabilities(
        text(),
        image(),
        lastFrame(),
        identity().support(),
        trajectory().motion(),
        trajectory().camera());
  }

  /** T2V: words alone. */
  record TextToVideo(WanShape shape) implements WanVariant {
    @Override
    public IdentityAdapter identity() {
      return new IdentityAdapter.Without();
    }

    @Override
    public TrajectoryAdapter trajectory() {
      return new TrajectoryAdapter.Without();
    }

    @Override
    public double shift() {
      return shape.dim() <= SMALL ? 8 : 5;
    }

    @Override
    public int steps() {
      return 50;
    }

    @Override
    public double guidance() {
      return shape.dim() <= SMALL ? 6 : 5;
    }

    @Override
    public Support image() {
      return new Support.No(Limit.NO_FIRST_FRAME);
    }

    @Override
    public Conditions conditions(Conditioner c, Conditioner.Inputs in) {
      return c.plain(in);
    }
  }

  /** VACE: references, a first and a last frame, and layouts. */
  record Vace(WanShape shape) implements WanVariant {
    /** References that it was trained with. */
    private static final int REFERENCES = 3;

    @Override
    public IdentityAdapter identity() {
      return new IdentityAdapter.References(REFERENCES);
    }

    @Override
    public TrajectoryAdapter trajectory() {
      return new LayoutBoxes();
    }

    @Override
    public double shift() {
      return 16;
    }

    @Override
    public int steps() {
      return 50;
    }

    @Override
    public double guidance() {
      return 5;
    }

    @Override
    public Support lastFrame() {
      return new Support.Yes();
    }

    @Override
    public Conditions conditions(Conditioner c, Conditioner.Inputs in) {
      return c.vace(in);
    }
  }

  /** Fun-Control: a control video beside the clip. */
  record FunControl(WanShape shape) implements WanVariant {
    @Override
    public IdentityAdapter identity() {
      return shape.referenceChannels() > 0
          ? new IdentityAdapter.References(1)
          : new IdentityAdapter.InFirstFrame();
    }

    @Override
    public TrajectoryAdapter trajectory() {
      return new ControlDots();
    }

    @Override
    public double shift() {
      return 3;
    }

    @Override
    public int steps() {
      return 50;
    }

    @Override
    public double guidance() {
      return 6;
    }

    @Override
    public Conditions conditions(Conditioner c, Conditioner.Inputs in) {
      return c.control(in);
    }
  }

  /**
   * Wan2.2 A14B: two transformers, each told as a variant of Wan2.1 is. Advice is from
   * Wan2.2:wan/configs/wan_t2v_A14B.py and wan_i2v_A14B.py.
   *
   * @param base how each of them is told
   */
  record TwoExperts(WanVariant base, Experts at, double shift, int steps) implements WanVariant {
    private static final double TEXT_BOUNDARY = .875;
    private static final double IMAGE_BOUNDARY = .9;
    private static final int STEPS = 40;

    /**
     * @param boundary as its pipeline has it, else the makers'
     */
    static TwoExperts of(Kind kind, WanVariant base, OptionalDouble boundary) {
      return switch (kind) {
        case IMAGE ->
            new TwoExperts(base, new Experts(boundary.orElse(IMAGE_BOUNDARY), 3.5, 3.5), 5, STEPS);
        case TEXT ->
            new TwoExperts(base, new Experts(boundary.orElse(TEXT_BOUNDARY), 4, 3), 12, STEPS);
        // VideoX-Fun:examples/wan2.2_vace_fun: trained upon the text-to-video model.
        case VACE, CONTROL ->
            new TwoExperts(
                base,
                new Experts(boundary.orElse(TEXT_BOUNDARY), base.guidance(), base.guidance()),
                12,
                base.steps());
      };
    }

    @Override
    public WanShape shape() {
      return base.shape();
    }

    @Override
    public Optional<Experts> experts() {
      return Optional.of(at);
    }

    @Override
    public double guidance() {
      return at.high();
    }

    @Override
    public IdentityAdapter identity() {
      return base.identity();
    }

    @Override
    public TrajectoryAdapter trajectory() {
      return base.trajectory();
    }

    @Override
    public Support text() {
      return base.text();
    }

    @Override
    public Support image() {
      return base.image();
    }

    @Override
    public Support lastFrame() {
      return base.lastFrame();
    }

    @Override
    public String negative() {
      return NegativePrompt.USUAL; // both configurations have the same
    }

    @Override
    public Optional<Limit> refusal(int windows) {
      return base.refusal(windows);
    }

    @Override
    public Conditions conditions(Conditioner c, Conditioner.Inputs in) {
      return base.conditions(c, in);
    }
  }
}
