package zoetrope.app.command;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/**
 * Something the user can ask for, in menu, palette and by keys alike.
 *
 * @param id stable, such as {@code edit.undo}
 * @param title in the language of the moment
 * @param keys as {@link javafx.scene.input.KeyCombination#valueOf} reads them, such as {@code
 *     Shortcut+Z}; empty for none
 * @param enabled whether it can be done now
 * @param run does it, on the FX thread
 */
public record Command(
    String id,
    ObservableValue<String> title,
    ObservableValue<String> keys,
    ObservableBooleanValue enabled,
    Runnable run) {}
