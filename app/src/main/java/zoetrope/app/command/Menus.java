package zoetrope.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import zoetrope.app.text.Texts;

/**
 * All commands of a window by menu. A command's id begins with its menu; a dash separates groups.
 */
public final class Menus {
  private final Texts texts;
  private final Keymap keymap;
  private final Map<String, Menu> menus = new LinkedHashMap<>();
  private final List<Command> commands = new ArrayList<>();

  /** Whose keys are those of {@code keymap}. */
  public Menus(Texts texts, Keymap keymap) {
    this.texts = texts;
    this.keymap = keymap;
  }

  /** Adds a command that can always be done. */
  public Menus add(String id, String keys, Runnable run) {
    return add(id, keys, Bindings.createBooleanBinding(() -> true), run);
  }

  /** Adds a command to the menu its id begins with; its words are {@code shell.command.ID}. */
  public Menus add(String id, String keys, ObservableBooleanValue enabled, Runnable run) {
    var pressed = keymap.keys(id, keys);
    Command c = new Command(id, texts.bind("shell.command." + id), pressed, enabled, run);
    commands.add(c);
    MenuItem item = new MenuItem();
    item.setId("menu-" + id.replace('.', '-'));
    item.textProperty().bind(c.title());
    item.acceleratorProperty()
        .bind(pressed.map(k -> k.isEmpty() ? KeyCombination.NO_MATCH : KeyCombination.valueOf(k)));
    item.disableProperty().bind(Bindings.not(enabled));
    item.setOnAction(e -> run.run());
    menu(id).getItems().add(item);
    return this;
  }

  /** A line between groups of a menu. */
  public Menus line(String menu) {
    menu(menu).getItems().add(new SeparatorMenuItem());
    return this;
  }

  private Menu menu(String id) {
    return menus.computeIfAbsent(
        id.split("\\.", 2)[0],
        k -> {
          Menu m = new Menu();
          m.textProperty().bind(texts.bind("shell.menu." + k));
          return m;
        });
  }

  public MenuBar bar() {
    MenuBar bar = new MenuBar(menus.values().toArray(Menu[]::new));
    bar.setId("menu-bar");
    return bar;
  }

  public List<Command> commands() {
    return List.copyOf(commands);
  }
}
