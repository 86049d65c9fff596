package zoetrope.app.fx;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import zoetrope.app.text.Texts;

/** Boxes to choose from values whose words follow the language. */
public final class Choices {
  private Choices() {}

  /**
   * @param key finds the bundle's key of a value
   */
  public static <T> ComboBox<T> box(Texts texts, List<T> values, Function<T, String> key) {
    return words(texts, values, v -> texts.get(key.apply(v)));
  }

  /**
   * @param words in the language of the moment
   */
  public static <T> ComboBox<T> words(Texts texts, List<T> values, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setCellFactory(v -> cell(texts, words));
    box.setButtonCell(cell(texts, words));
    texts
        .language()
        .addListener(
            (o, was, is) -> {
              box.setButtonCell(cell(texts, words));
              box.setCellFactory(v -> cell(texts, words));
            });
    return box;
  }

  private static <T> ListCell<T> cell(Texts texts, Function<T, String> words) {
    return new ListCell<>() {
      @Override
      protected void updateItem(T item, boolean empty) {
        super.updateItem(item, empty);
        setText(empty || item == null ? "" : words.apply(item));
      }
    };
  }
}
