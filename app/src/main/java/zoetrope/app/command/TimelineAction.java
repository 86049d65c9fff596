package zoetrope.app.command;

import java.util.Locale;

/** What keys do on the timeline, with the keys that each of the well-known editors has for it. */
public enum TimelineAction {
  SPLIT("B", "Shortcut+B", "S", "Shift+R"),
  DELETE("Delete", "Delete", "X", "Shift+Delete"),
  TITLE("T", "T", "T", "T"),
  MARKER("M", "M", "M", "Multiply"),
  TRIM_START("I", "Shift+Open Bracket", "I", "Shift+9"),
  TRIM_END("O", "Shift+Close Bracket", "O", "Shift+0"),
  SLIP_EARLIER("Alt+Comma", "Alt+Comma", "Alt+Comma", "Alt+Comma"),
  SLIP_LATER("Alt+Period", "Alt+Period", "Alt+Period", "Alt+Period"),
  EARLIER("Comma", "Shift+Shortcut+Comma", "Comma", "Comma"),
  LATER("Period", "Shift+Shortcut+Period", "Period", "Period"),
  PREVIOUS("Up", "Up", "Up", "Up"),
  NEXT("Down", "Down", "Down", "Down"),
  ZOOM_IN("Equals", "Equals", "Equals", "Equals"),
  ZOOM_OUT("Minus", "Minus", "Minus", "Minus");

  /** Whose keys. */
  public enum Preset {
    ZOETROPE,
    RESOLVE,
    SHOTCUT,
    KDENLIVE
  }

  private final String[] keys;

  TimelineAction(String... keys) {
    this.keys = keys;
  }

  /** As {@link javafx.scene.input.KeyCombination#valueOf} reads them. */
  public String keys(Preset preset) {
    return keys[preset.ordinal()];
  }

  /** As keymaps know it. */
  public String id() {
    return "timeline." + name().toLowerCase(Locale.ROOT);
  }
}
