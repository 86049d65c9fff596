package zoetrope.diffusion;

/**
 * What a shot asks of a model, as far as a model may be unable to do it.
 *
 * @param firstFrame it starts from a picture
 * @param lastFrame it ends with one
 * @param characters their looks are to be kept
 * @param motion something is to follow a path
 */
public record ShotDemands(
    boolean firstFrame, boolean lastFrame, boolean characters, boolean motion) {

  /** What a request asks. */
  public static ShotDemands of(ShotRequest shot) {
    return new ShotDemands(
        shot.firstFrame().isPresent(),
        shot.lastFrame().isPresent(),
        shot.identity() && shot.moving().stream().anyMatch(Moving.Character.class::isInstance),
        shot.trajectory() && shot.moving().stream().anyMatch(ShotDemands::led));
  }

  /** Somebody who only stands somewhere asks for no path. */
  private static boolean led(Moving m) {
    return m instanceof Moving.Region || m.path().points().size() > 1;
  }
}
