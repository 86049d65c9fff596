package zoetrope.app.canvas;

import javafx.scene.paint.Color;

/**
 * Colours of what is drawn over pictures; the same in both themes, since pictures do not change.
 */
final class OverlayColours {
  /** Distinct hues of about equal lightness (after Okabe and Ito 2008). */
  private static final String[] REGIONS = {
    "#56b4e9", "#e69f00", "#2fc79b", "#f0e442", "#ff7a59", "#cc79a7", "#8ab4ff", "#b6e06d"
  };

  static final Color CHARACTER = Color.web("#7cc4ff");
  static final Color CAMERA = Color.web("#ffb454");
  static final Color CASING = Color.color(0, 0, 0, .65);
  static final Color HANDLE = Color.WHITE;
  static final Color FRAME = Color.color(1, 1, 1, .35);
  static final Color GHOST = Color.color(1, 1, 1, .55);

  private OverlayColours() {}

  static Color region(int index) {
    return Color.web(REGIONS[index % REGIONS.length]);
  }

  /** The same as 0xRRGGBB. */
  static int regionRgb(int index) {
    return Integer.parseInt(REGIONS[index % REGIONS.length].substring(1), 16);
  }
}
