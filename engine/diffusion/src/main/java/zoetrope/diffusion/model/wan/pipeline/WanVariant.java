package zoetrope.diffusion.model.wan.pipeline;

import java.util.Optional;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.ControlDots;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.LayoutBoxes;
import zoetrope.diffusion.adapter.TrajectoryAdapter;
import zoetrope.diffusion.model.wan.dit.WanShape;

/**
 * What a Wan2.1 model was trained to be told, what its makers advise for it, and how it is told.
 * One of these for each of the published models; another one is another record and a line in {@link
 * WanVariants}. Advice is from Wan2.1:generate.py and README.md and VideoX-Fun:examples/wan2.1_fun,
 * all at 480 lines.
 */
sealed interface WanVariant
    permits WanVariant.TextToVideo, WanVariant.Vace, WanVariant.FunControl, FromPicture {
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
}
