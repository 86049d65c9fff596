package zoetrope.diffusion.model.wan.pipeline;

import java.util.Locale;
import java.util.regex.Pattern;
import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.adapter.ControlDots;
import zoetrope.diffusion.adapter.IdentityAdapter;
import zoetrope.diffusion.adapter.LayoutBoxes;
import zoetrope.diffusion.adapter.PointTracks;
import zoetrope.diffusion.adapter.TimeToMove;
import zoetrope.diffusion.adapter.TrajectoryAdapter;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Kinds of models by what they were trained to be told, and what their makers advise for each. */
enum WanVariant {
  TEXT,
  IMAGE,
  /** Fun-InP, which takes a first frame, a first and a last frame, or none. */
  INPAINT,
  /** FLF2V, which takes both a first and a last frame. */
  FIRST_LAST,
  WAN_MOVE,
  ATI,
  VACE,
  CONTROL;

  /** Frames a second of all models of Wan2.1. */
  static final int RATE = 16;

  /** References that VACE was trained with, and that Fun-Control takes. */
  private static final int VACE_REFERENCES = 3;

  /** Cells of Wan-Move's latent are 8 pixels wide, ATI's Gaussians some 35 at 480 lines. */
  private static final int MOVE_SPACING = 16;

  private static final int ATI_SPACING = 48;

  /** The width of Wan2.1's models of 1.3 billion weights, of which only Fun-InP takes pictures. */
  private static final int SMALL = 1536;

  /** Of these models only the name tells what they were tuned for: their tensors are I2V's. */
  private static final Pattern MOVE = Pattern.compile("wan[-_. ]?move");

  private static final Pattern ATI_NAME = Pattern.compile("(^|[^a-z])ati([^a-z]|$)");
  private static final Pattern INP = Pattern.compile("(^|[^a-z])inp(aint)?([^a-z]|$)");

  /** Recognises a model by its tensors, and where those say nothing by its folder's name. */
  static WanVariant of(WanCard card, WanShape shape) {
    return switch (card.kind().orElse(Kind.TEXT)) {
      case TEXT -> TEXT;
      case VACE -> VACE;
      case CONTROL -> CONTROL;
      case IMAGE -> image(card, shape);
    };
  }

  private static WanVariant image(WanCard card, WanShape shape) {
    if (shape.imageTokens() > 0) {
      return FIRST_LAST;
    }
    String name =
        (ModelName.of(card.folder()) + "/" + card.path(Part.TRANSFORMER).getFileName())
            .toLowerCase(Locale.ROOT);
    if (MOVE.matcher(name).find()) {
      return WAN_MOVE;
    }
    if (ATI_NAME.matcher(name).find()) {
      return ATI;
    }
    return shape.dim() == SMALL || INP.matcher(name).find() ? INPAINT : IMAGE;
  }

  IdentityAdapter identity(WanShape shape) {
    return switch (this) {
      case TEXT -> new IdentityAdapter.Without();
      case VACE -> new IdentityAdapter.References(VACE_REFERENCES);
      case CONTROL ->
          shape.referenceChannels() > 0
              ? new IdentityAdapter.References(1)
              : new IdentityAdapter.InFirstFrame();
      case IMAGE, INPAINT, FIRST_LAST, WAN_MOVE, ATI -> new IdentityAdapter.InFirstFrame();
    };
  }

  TrajectoryAdapter trajectory() {
    return switch (this) {
      case TEXT -> new TrajectoryAdapter.Without();
      case VACE -> new LayoutBoxes();
      case CONTROL -> new ControlDots();
      case IMAGE, INPAINT, FIRST_LAST -> new TimeToMove();
      case WAN_MOVE -> new PointTracks(MOVE_SPACING);
      case ATI -> new PointTracks(ATI_SPACING);
    };
  }

  /** Wan2.1:generate.py and README.md; VideoX-Fun:examples/wan2.1_fun; both at 480 lines. */
  double shift(WanShape shape) {
    return switch (this) {
      case TEXT -> shape.dim() <= SMALL ? 8 : 5;
      case VACE, FIRST_LAST -> 16;
      case IMAGE, INPAINT, WAN_MOVE, ATI, CONTROL -> 3;
    };
  }

  VideoModel.Traits traits(WanShape shape) {
    int steps =
        switch (this) {
          case IMAGE, WAN_MOVE, ATI -> 40;
          case TEXT, INPAINT, FIRST_LAST, VACE, CONTROL -> 50;
        };
    double guidance =
        switch (this) {
          case TEXT -> shape.dim() <= SMALL ? 6 : 5;
          case INPAINT, CONTROL -> 6;
          case IMAGE, FIRST_LAST, WAN_MOVE, ATI, VACE -> 5;
        };
    int views =
        switch (identity(shape)) {
          case IdentityAdapter.References r -> r.most();
          case IdentityAdapter.Without _ -> 0;
          case IdentityAdapter.InFirstFrame _ -> 1;
        };
    return new VideoModel.Traits(RATE, steps, guidance, false, views);
  }

  Capabilities capabilities(WanShape shape) {
    Support yes = new Support.Yes();
    Support needsFirst = new Support.No(Limit.NEEDS_FIRST_FRAME);
    return new Capabilities(
        switch (this) {
          case TEXT, INPAINT, VACE, CONTROL -> yes;
          case IMAGE, WAN_MOVE, ATI, FIRST_LAST -> needsFirst;
        },
        switch (this) {
          case TEXT -> new Support.No(Limit.NO_FIRST_FRAME);
          case FIRST_LAST -> new Support.Within(Limit.NEEDS_LAST_FRAME);
          case IMAGE, INPAINT, WAN_MOVE, ATI, VACE, CONTROL -> yes;
        },
        switch (this) {
          case INPAINT, FIRST_LAST, VACE -> yes;
          case TEXT, IMAGE, WAN_MOVE, ATI, CONTROL -> new Support.No(Limit.NO_LAST_FRAME);
        },
        identity(shape).support(),
        trajectory().motion(),
        trajectory().camera());
  }
}
