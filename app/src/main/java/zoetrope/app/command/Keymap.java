package zoetrope.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Which keys ask for what: the usual ones, those of another editor, or those the user chose.
 * Remembered between starts.
 */
public final class Keymap {
  private static final String KEY = "keys.";
  private static final String NONE = "none";

  private final Function<String, Optional<String>> remembered;
  private final BiConsumer<String, String> remember;
  private final Map<String, String> usual = new LinkedHashMap<>();
  private final Map<String, ReadOnlyStringWrapper> now = new LinkedHashMap<>();

  /** Of what was remembered under a key, and what remembers under it; nothing forgets it. */
  public Keymap(
      Function<String, Optional<String>> remembered, BiConsumer<String, String> remember) {
    this.remembered = remembered;
    this.remember = remember;
  }

  /**
   * The keys of a command, as {@link KeyCombination#valueOf} reads them; empty for none.
   *
   * @param usually its keys unless the user chose others
   */
  public ReadOnlyStringProperty keys(String id, String usually) {
    usual.putIfAbsent(id, usually);
    return now.computeIfAbsent(
            id,
            k -> {
              String kept = remembered.apply(KEY + k).orElse(usually);
              return new ReadOnlyStringWrapper(kept.equals(NONE) ? "" : kept);
            })
        .getReadOnlyProperty();
  }

  /** Whether a command has the keys that are pressed. */
  public boolean uses(KeyEvent pressed) {
    return now.values().stream()
        .map(ReadOnlyStringWrapper::get)
        .anyMatch(keys -> !keys.isEmpty() && KeyCombination.valueOf(keys).match(pressed));
  }

  /** Gives a command keys; a command of the same scope that had them loses them. */
  public void set(String id, String keys) {
    for (String other : now.keySet()) {
      boolean same = scope(other).equals(scope(id)) && !other.equals(id);
      if (same && !keys.isEmpty() && now.get(other).get().equals(keys)) {
        put(other, "");
      }
    }
    put(id, keys);
  }

  private void put(String id, String keys) {
    now.get(id).set(keys);
    boolean isUsual = keys.equals(usual.get(id));
    remember.accept(KEY + id, isUsual ? "" : keys.isEmpty() ? NONE : keys);
  }

  /** Gives a command its usual keys again. */
  public void reset(String id) {
    set(id, usual.getOrDefault(id, ""));
  }

  /** Keys of a place work while it has the focus; those of menus work everywhere. */
  private static String scope(String id) {
    return id.startsWith("timeline.") ? "timeline" : "menu";
  }
}
