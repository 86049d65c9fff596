package zoetrope.service.stock;

import java.util.Locale;

/** How large things of the stock are in a frame, where they stand, and whether they go about. */
public enum StockKind {
  ANIMAL(.32, .88, true),
  BEAST(.5, .88, true),
  SMALL(.17, .9, true),
  FLYER(.17, .4, true),
  SWIMMER(.24, .66, true),
  PERSON(.46, .9, true),
  /** Somebody to the waist, where the frame ends. */
  BUST(.5, 1.01, true),
  VEHICLE(.36, .9, true),
  BOAT(.36, .8, true),
  AIRCRAFT(.3, .44, true),
  FOOD(.26, .9, false),
  OBJECT(.26, .9, false),
  FURNITURE(.42, .9, false),
  PLANT(.22, .9, false),
  TREE(.56, .86, false),
  BUILDING(.56, .8, false);

  private final double size;
  private final double foot;
  private final boolean mobile;

  StockKind(double size, double foot, boolean mobile) {
    this.size = size;
    this.foot = foot;
    this.mobile = mobile;
  }

  /** The longer side as a fraction of the frame's shorter side. */
  public double size() {
    return size;
  }

  /** Where it ends below, as a fraction of the frame's height. */
  public double foot() {
    return foot;
  }

  /** Whether it goes somewhere when a prompt says that something does. */
  public boolean mobile() {
    return mobile;
  }

  /** Whether it stands behind all else. */
  public boolean rear() {
    return this == TREE || this == BUILDING;
  }

  static StockKind named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
