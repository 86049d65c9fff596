package zoetrope.app.inspector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.model.Workbench;
import zoetrope.story.document.Shot;
import zoetrope.story.document.StoryCharacter;

/** Menus of words that the models know, and prompts kept for later. */
final class PromptHelpers extends FlowPane {
  private static final List<String> SORTS =
      List.of("place", "light", "weather", "style", "lens", "camera");
  private static final int EACH = 10;
  private static final int OWN_STYLES = 2;
  private static final int SHOWN = 60;
  private static final List<String> LIMITED = List.of("style", "lens");

  private final Workbench bench;
  private final SavedPrompts saved;
  private final TextArea prompt;
  private final List<Word> words = new ArrayList<>();
  private final Map<String, MenuItem> reasons = new HashMap<>();

  /** An item of the menu of its sort, by its place there. */
  private record Word(MenuItem item, String sort, int number) {}

  PromptHelpers(Workbench bench, SavedPrompts saved, TextArea prompt) {
    super(4, 4);
    this.bench = bench;
    this.saved = saved;
    this.prompt = prompt;
    setId("inspector-helpers");
    fill();
    bench.texts().language().addListener((o, was, is) -> fill());
    bench.story().shot().addListener((o, was, is) -> follow());
    bench.abilities().models().addListener((o, was, is) -> follow());
  }

  private void fill() {
    getChildren().clear();
    words.clear();
    for (String sort : SORTS) {
      MenuButton b = new MenuButton(bench.texts().get("inspector.helper." + sort));
      b.getStyleClass().addAll("flat", "small", "helper");
      b.setId("inspector-helper-" + sort);
      for (int i = 1; i <= EACH; i++) {
        String key = "inspector.helper." + sort + "." + i;
        String text = bench.texts().get(key);
        if (!text.equals(key)) {
          MenuItem item = new MenuItem(text);
          item.setOnAction(e -> append(text));
          b.getItems().add(item);
          words.add(new Word(item, sort, i));
        }
      }
      if (LIMITED.contains(sort)) {
        reasons.put(sort, reason(sort));
        b.getItems().add(reasons.get(sort));
      }
      getChildren().add(b);
    }
    getChildren().add(more());
    follow();
  }

  /** What the shot's model does not understand cannot be chosen; the menus stay as they are. */
  private void follow() {
    words.forEach(w -> w.item().setDisable(!understood(w.sort(), w.number())));
    reasons.forEach((sort, why) -> why.setVisible(!understood(sort, EACH)));
  }

  /** A model of few words paints in its own style, but for pale and vivid colours. */
  private boolean understood(String sort, int number) {
    Optional<Shot> shot = bench.story().shot().get();
    return switch (sort) {
      case "style" -> number <= OWN_STYLES || shot.map(bench.abilities()::worldly).orElse(true);
      default -> true;
    };
  }

  /** Why words of a sort cannot be chosen; seen only while that is so. */
  private MenuItem reason(String sort) {
    MenuItem why = new MenuItem(bench.texts().get("inspector.cannot." + sort));
    why.setGraphic(new FontIcon(Feather.INFO));
    why.setDisable(true);
    return why;
  }

  private MenuButton more() {
    MenuButton b = new MenuButton(bench.texts().get("inspector.prompts"));
    b.setGraphic(new FontIcon(Feather.BOOKMARK));
    b.getStyleClass().addAll("flat", "small", "helper");
    b.setOnShowing(
        e -> {
          b.getItems().clear();
          MenuItem keep = new MenuItem(bench.texts().get("inspector.prompts.keep"));
          keep.setDisable(prompt.getText().isBlank());
          keep.setOnAction(a -> keep());
          b.getItems().add(keep);
          Menu who = new Menu(bench.texts().get("inspector.prompts.character"));
          for (StoryCharacter c : bench.story().story().get().characters()) {
            MenuItem item = new MenuItem("@" + c.id());
            item.setOnAction(a -> prompt.insertText(prompt.getCaretPosition(), "@" + c.id()));
            who.getItems().add(item);
          }
          who.setDisable(who.getItems().isEmpty());
          b.getItems().addAll(who, new SeparatorMenuItem());
          Menu forget = new Menu(bench.texts().get("inspector.prompts.forget"));
          for (String p : saved.all()) {
            b.getItems().add(item(p, () -> prompt.setText(p)));
            forget.getItems().add(item(p, () -> forget(p)));
          }
          if (!forget.getItems().isEmpty()) {
            b.getItems().addAll(new SeparatorMenuItem(), forget);
          }
        });
    b.getItems().add(new MenuItem(bench.texts().get("inspector.prompts.keep")));
    return b;
  }

  private static MenuItem item(String prompt, Runnable chosen) {
    MenuItem item =
        new MenuItem(prompt.length() > SHOWN ? prompt.substring(0, SHOWN) + " …" : prompt);
    item.setMnemonicParsing(false);
    item.setOnAction(a -> chosen.run());
    return item;
  }

  private void keep() {
    try {
      saved.add(prompt.getText());
    } catch (IOException e) {
      bench.notices().failed(new zoetrope.story.StoryException(String.valueOf(e.getMessage())));
    }
  }

  private void forget(String kept) {
    try {
      saved.remove(kept);
      bench.notices().done(bench.texts().get("inspector.prompts.forgotten"));
    } catch (IOException e) {
      bench.notices().failed(new zoetrope.story.StoryException(String.valueOf(e.getMessage())));
    }
  }

  private void append(String words) {
    String now = prompt.getText().stripTrailing();
    String joint = now.isEmpty() || now.endsWith(",") || now.endsWith("，") ? " " : ", ";
    prompt.setText((now + joint + words).strip());
    prompt.end();
  }
}
