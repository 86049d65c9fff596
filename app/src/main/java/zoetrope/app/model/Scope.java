package zoetrope.app.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/**
 * What lives as long as one story, and follows what lives longer. Views may listen to a followed
 * value and never let go: it dies with them, and closing the scope takes it off what it followed.
 * Whoever made the scope closes it; used on the FX thread.
 */
public final class Scope implements AutoCloseable {
  private Subscription following = Subscription.EMPTY;

  /** A value that is what another is, until the scope is closed. */
  public <T> ObservableValue<T> follow(ObservableValue<T> longer) {
    ObjectProperty<T> here = new SimpleObjectProperty<>(longer.getValue());
    following = following.and(longer.subscribe(here::set));
    return here;
  }

  @Override
  public void close() {
    following.unsubscribe();
    following = Subscription.EMPTY;
  }
}
