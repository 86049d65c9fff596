package zoetrope.film.evaluate;

import zoetrope.core.motion.Ease;
import zoetrope.story.timeline.Clip;
import zoetrope.story.timeline.Transition.Kind;

/**
 * A clip on the frames of the film.
 *
 * @param start its first frame
 * @param end the frame after its last
 * @param in how it begins
 * @param out how the clip after it begins
 */
record Placed(Clip clip, long start, long end, Joint in, Joint out) {
  /**
   * How far the picture comes towards the viewer in a zoom, and from where the next one settles.
   */
  private static final double ZOOMED = .6;

  private static final double SETTLING = .25;

  /**
   * A transition on the frames of the film.
   *
   * @param frames that both clips share; of a dip, what each of them gives
   */
  record Joint(Kind kind, long frames) {
    static final Joint CUT = new Joint(Kind.CUT, 0);
  }

  boolean shows(long frame) {
    return frame >= start && frame < end;
  }

  Layer layer(long frame, double seconds) {
    double in = begun(frame);
    double out = ending(frame);
    boolean mixed = in < 1 && (in().kind() == Kind.CROSSFADE || in().kind() == Kind.ZOOM);
    double dipIn = dip(in(), frame - start + .5);
    double dipOut = dip(out(), end - frame - .5);
    boolean white = (dipIn < dipOut ? in() : out()).kind() == Kind.DIP_TO_WHITE;
    return new Layer(
        clip,
        clip.takeSeconds(seconds),
        mixed ? in : 1,
        Math.min(dipIn, dipOut),
        white && Math.min(dipIn, dipOut) < 1,
        shape(in, out));
  }

  private static double dip(Joint joint, double frames) {
    return joint.kind().dips() ? Math.min(1, frames / joint.frames()) : 1;
  }

  /** How far its own transition has come, 1 when it is over. */
  private double begun(long frame) {
    boolean within = in.kind().overlaps() && frame < start + in.frames();
    return within ? (frame - start + 1.0) / (in.frames() + 1) : 1;
  }

  /** How far the transition into the next clip has come, 0 before it. */
  private double ending(long frame) {
    long first = end - out.frames();
    boolean within = out.kind().overlaps() && frame >= first;
    return within ? (frame - first + 1.0) / (out.frames() + 1) : 0;
  }

  private Shape shape(double in, double out) {
    if (in < 1) {
      double share = Ease.IN_OUT.at(in);
      return switch (in().kind()) {
        case WIPE -> new Shape.Wiped(false, share);
        case WIPE_DOWN -> new Shape.Wiped(true, share);
        case SLIDE, PUSH -> new Shape.Shifted(1 - share);
        case IRIS -> new Shape.Circle(share);
        case ZOOM -> new Shape.Magnified(1 + SETTLING * (1 - share));
        case CUT, CROSSFADE, DIP_TO_BLACK, DIP_TO_WHITE -> Shape.WHOLE;
      };
    }
    if (out > 0) {
      double share = Ease.IN_OUT.at(out);
      return switch (out().kind()) {
        case PUSH -> new Shape.Shifted(-share);
        case ZOOM -> new Shape.Magnified(1 + ZOOMED * share);
        case CUT, CROSSFADE, DIP_TO_BLACK, DIP_TO_WHITE, WIPE, WIPE_DOWN, SLIDE, IRIS ->
            Shape.WHOLE;
      };
    }
    return Shape.WHOLE;
  }
}
