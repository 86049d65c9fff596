package zoetrope.app.models;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.download.DownloadProgress;

/** A model of the catalogue and how far its download is. */
public final class Offer {
  /** What can be done with it. */
  public enum Stage {
    /** Nothing of it is here. */
    OFFERED,
    /** The program is asking the server, fetching or checking. */
    RUNNING,
    /** Some of it is here; it can be gone on with. */
    PAUSED,
    /** It is installed. */
    INSTALLED
  }

  /**
   * How far it is.
   *
   * @param progress of the download, once the server has said how much there is
   * @param rate bytes a second, smoothed; 0 until it is known
   * @param error why it stopped; empty where the user stopped it
   */
  public record State(
      Stage stage, Optional<DownloadProgress.State> progress, double rate, String error) {
    static State of(Stage stage) {
      return new State(stage, Optional.empty(), 0, "");
    }
  }

  private final Entry entry;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(State.of(Stage.OFFERED));

  Offer(Entry entry) {
    this.entry = entry;
  }

  public Entry entry() {
    return entry;
  }

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  void set(State is) {
    state.set(is);
  }
}
