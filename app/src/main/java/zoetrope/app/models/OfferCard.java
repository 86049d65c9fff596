package zoetrope.app.models;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.text.Texts;
import zoetrope.service.models.Catalogue.Entry;

/** A model of the catalogue: licence, size, what it gives and needs, and its download. */
final class OfferCard extends VBox {
  private final Texts texts;
  private final Offer offer;
  private final ModelsModel models;
  private final Label size = new Label();
  private final Label gives = new Label();
  private final Label needs = new Label();
  private final Label source = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Label progress = new Label();
  private final Label error = new Label();
  private final HBox running = new HBox(8, bar, progress);
  private final Button download;
  private final Button pause;
  private final Button cancel;
  private final Label installed;
  private final ChangeListener<Offer.State> following = (o, was, is) -> show(is);

  OfferCard(Texts texts, Offer offer, ModelsModel models) {
    super(6);
    this.texts = texts;
    this.offer = offer;
    this.models = models;
    Entry e = offer.entry();
    getStyleClass().add("model-card");
    setId(ModelWords.id("offer", e.name()));
    download = button("models.download", Feather.DOWNLOAD, () -> models.download(offer));
    download.getStyleClass().add("accent");
    pause = button("models.pause", Feather.PAUSE, () -> models.pause(offer));
    cancel = button("models.cancel", Feather.X, () -> models.cancel(offer));
    cancel.getStyleClass().add("flat");
    installed = Controls.label(texts, "models.installed", "badge", "badge-good");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setPrefHeight(8);
    bar.accessibleTextProperty().bind(progress.textProperty());
    HBox.setHgrow(bar, Priority.ALWAYS);
    running.setAlignment(Pos.CENTER_LEFT);
    progress.setMinWidth(USE_PREF_SIZE);
    progress.getStyleClass().addAll("quiet", "small");
    error.getStyleClass().addAll("model-error", "small");
    error.setWrapText(true);
    gives.setWrapText(true);
    for (Label l : new Label[] {needs, source}) {
      l.getStyleClass().addAll("quiet", "small");
      l.setWrapText(true);
    }
    getChildren().addAll(head(e), gives, needs, source, running, error);
    offer.state().addListener(following);
    show(offer.state().get());
  }

  private HBox head(Entry e) {
    Label title = new Label(e.title());
    title.getStyleClass().add("model-title");
    title.setMinWidth(0);
    Label licence = new Label(e.licence());
    licence.getStyleClass().add("badge");
    licence.setMinWidth(USE_PREF_SIZE);
    size.getStyleClass().add("badge");
    size.setMinWidth(USE_PREF_SIZE);
    HBox gap = new HBox();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, title, size, licence, gap, installed, cancel, pause, download);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Button button(String key, Feather icon, Runnable run) {
    Button b = Controls.button(texts, key, icon, run);
    b.setId(ModelWords.id(key.replace('.', '-'), offer.entry().name()));
    b.getStyleClass().add("small");
    b.setMinWidth(USE_PREF_SIZE);
    return b;
  }

  private void show(Offer.State s) {
    Entry e = offer.entry();
    size.setText(texts.get("models.size", e.size() / 1e9));
    gives.setText(ModelWords.gives(texts, e));
    needs.setText(ModelWords.needs(texts, e));
    source.setText(
        texts.get(
            "models.from",
            String.join(", ", e.sources().stream().map(r -> r.repository()).toList())));
    boolean runs = s.stage() == Offer.Stage.RUNNING;
    visible(installed, s.stage() == Offer.Stage.INSTALLED);
    visible(pause, runs);
    visible(cancel, runs || s.stage() == Offer.Stage.PAUSED);
    visible(download, s.stage() == Offer.Stage.OFFERED || s.stage() == Offer.Stage.PAUSED);
    download.textProperty().unbind();
    download
        .textProperty()
        .bind(texts.bind(s.stage() == Offer.Stage.PAUSED ? "models.resume" : "models.download"));
    visible(running, runs || s.stage() == Offer.Stage.PAUSED);
    progress.setText(ModelWords.progress(texts, s));
    bar.setProgress(
        s.progress()
            .map(p -> p.total() == 0 ? 1 : (double) p.done() / p.total())
            .orElse(runs ? ProgressBar.INDETERMINATE_PROGRESS : 0.0));
    visible(bar, runs || s.progress().isPresent());
    visible(error, !s.error().isEmpty());
    error.setText(s.error());
  }

  private static void visible(Node n, boolean v) {
    n.setVisible(v);
    n.setManaged(v);
  }

  /** Lets go of the offer, which outlives its card. */
  void release() {
    offer.state().removeListener(following);
  }
}
