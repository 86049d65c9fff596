package zoetrope.app.fx;

/**
 * How a window's length is shared between a middle that has to be seen and the panes beside it.
 * Where it gets short, the pane behind the middle yields first, down to its least, then the one
 * before it; then the middle, down to its own least; then one of the panes closes, and at last the
 * other.
 *
 * @param before length of the pane before the middle; 0 where it is closed
 * @param behind length of the pane behind the middle; 0 where it is closed
 */
public record PaneSizes(double before, double behind) {
  /**
   * A pane beside the middle.
   *
   * @param least below this it is closed
   * @param wanted as its user left it
   * @param open whether its user wants it at all
   */
  public record Pane(double least, double wanted, boolean open) {
    /** No pane there. */
    public static final Pane NONE = new Pane(0, 0, false);

    private Pane closed() {
      return new Pane(least, wanted, false);
    }

    /** What it takes of the room it is given. */
    private double within(double room) {
      return open ? Math.max(least, Math.min(wanted, room)) : 0;
    }

    private double atLeast() {
      return open ? least : 0;
    }
  }

  /**
   * The middle.
   *
   * @param least the panes close before it gets smaller
   * @param comfortable the panes yield before it gets smaller
   */
  public record Middle(double least, double comfortable) {}

  /** The pane that was asked for last, which stays open whatever that costs. */
  public enum Asked {
    NEITHER,
    BEFORE,
    BEHIND
  }

  /** How a length is shared; there may be no {@link Pane#NONE pane} on a side. */
  public static PaneSizes of(double length, Middle middle, Pane before, Pane behind, Asked asked) {
    if (length - before.atLeast() - behind.atLeast() < middle.least()) {
      if (before.open() && asked != Asked.BEFORE) {
        return of(length, middle, before.closed(), behind, asked);
      }
      if (behind.open() && asked != Asked.BEHIND) {
        return of(length, middle, before, behind.closed(), asked);
      }
    }
    double second = behind.within(length - middle.comfortable() - before.within(length));
    double first = before.within(length - middle.comfortable() - second);
    return new PaneSizes(first, second);
  }
}
