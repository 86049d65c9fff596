package zoetrope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeymapTest {
  private final Map<String, String> kept = new HashMap<>();

  private Keymap keymap() {
    return new Keymap(k -> Optional.ofNullable(kept.get(k)).filter(v -> !v.isEmpty()), kept::put);
  }

  @Test
  void chosenKeysAreRememberedAndTakenFromWhoHadThem() {
    Keymap now = keymap();
    now.keys("edit.undo", "Shortcut+Z");
    now.keys("edit.redo", "Shortcut+Shift+Z");
    now.set("edit.redo", "Shortcut+Z");
    assertThat(now.keys("edit.undo", "Shortcut+Z").get()).isEmpty();
    Keymap next = keymap();
    assertThat(next.keys("edit.undo", "Shortcut+Z").get()).isEmpty();
    assertThat(next.keys("edit.redo", "Shortcut+Shift+Z").get()).isEqualTo("Shortcut+Z");
    next.reset("edit.redo");
    assertThat(keymap().keys("edit.redo", "Shortcut+Shift+Z").get()).isEqualTo("Shortcut+Shift+Z");
  }

  @Test
  void theTimelineMayUseKeysOfTheMenus() {
    Keymap now = keymap();
    now.keys("edit.split", "Shortcut+B");
    now.keys("timeline.split", "B");
    now.set("timeline.split", "Shortcut+B");
    assertThat(now.keys("edit.split", "Shortcut+B").get()).isEqualTo("Shortcut+B");
  }

  @ParameterizedTest
  @EnumSource(TimelineAction.Preset.class)
  void presetsAreKeysThatExistAndNoTwoDeedsShareThem(TimelineAction.Preset preset) {
    Set<KeyCombination> seen = new HashSet<>();
    for (TimelineAction d : TimelineAction.values()) {
      assertThat(seen.add(KeyCombination.valueOf(d.keys(preset)))).as(d.name()).isTrue();
    }
  }
}
