package zoetrope.diffusion.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.image.RgbaImage;
import zoetrope.diffusion.Capabilities.Support;
import zoetrope.diffusion.Limit;
import zoetrope.diffusion.Moving;

/** How the looks of a shot's characters reach a model. Each kind of model has its own. */
public sealed interface IdentityAdapter {

  /**
   * What the model is shown.
   *
   * @param references pictures of characters as large as the frame, opaque
   * @param first the first frame to start from
   */
  record Look(List<Layer> references, Optional<Layer> first) {
    public Look {
      references = List.copyOf(references);
    }
  }

  Look look(MotionScene stage);

  /** Whether characters can be asked for. */
  Support support();

  /**
   * Pictures beside the clip, on white, as large as they fit: VACE's before the clip in time (arXiv
   * 2503.07598), Fun-Control's as one more frame of tokens. Main looks come before other views.
   *
   * @param most pictures in all
   */
  record References(int most) implements IdentityAdapter {
    @Override
    public Look look(MotionScene stage) {
      List<RgbaImage> looks = new ArrayList<>();
      List<RgbaImage> views = new ArrayList<>();
      if (stage.shot().identity()) {
        for (Moving m : stage.shot().moving()) {
          if (m instanceof Moving.Character c) {
            looks.add(c.look());
            views.addAll(c.views());
          }
        }
      }
      looks.addAll(views);
      return new Look(
          looks.stream().limit(most).map(p -> onWhite(p, stage.width(), stage.height())).toList(),
          stage.first());
    }

    private static Layer onWhite(RgbaImage picture, int width, int height) {
      Layer whole = Layer.of(picture);
      double k = Math.min((double) width / whole.width(), (double) height / whole.height());
      Layer fitted =
          whole.resized(
              Math.max(1, (int) (whole.width() * k)), Math.max(1, (int) (whole.height() * k)));
      Layer out = MotionScene.white(width, height);
      out.over(fitted, (width - fitted.width()) / 2, (height - fitted.height()) / 2);
      return out;
    }

    @Override
    public Support support() {
      return most > 1 ? new Support.Yes() : new Support.Within(Limit.ONE_CHARACTER);
    }
  }

  /**
   * Characters stand in the first frame where their paths begin; a shot that goes on from another
   * has them there already.
   */
  record InFirstFrame() implements IdentityAdapter {
    @Override
    public Look look(MotionScene stage) {
      return new Look(List.of(), stage.first().map(f -> placed(stage, f)));
    }

    private static Layer placed(MotionScene stage, Layer first) {
      Layer out = first.copy();
      if (stage.shot().identity() && !stage.shot().continues()) {
        stage.things().stream()
            .filter(MotionScene.Thing::character)
            .forEach(t -> out.over(t.sprite(), 0, 0));
      }
      return out;
    }

    @Override
    public Support support() {
      return new Support.Within(Limit.CHARACTERS_IN_FIRST_FRAME);
    }
  }

  /** The model takes no looks. */
  record Without() implements IdentityAdapter {
    @Override
    public Look look(MotionScene stage) {
      return new Look(List.of(), stage.first());
    }

    @Override
    public Support support() {
      return new Support.No(Limit.NO_CHARACTERS);
    }
  }
}
