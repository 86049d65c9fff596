package zoetrope.app.models;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.text.ModelNames;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelProfile;

/** The card of an installed model: what it makes, what was found, what is missing and helps. */
final class InstalledCard extends VBox {
  private final Texts texts;

  /** What can be done with a model. */
  interface Deeds {
    void reveal(InstalledModel model);

    void remove(InstalledModel model);

    void tune(InstalledModel model, Tuning tuning);
  }

  InstalledCard(Texts texts, ModelProfile profile, Deeds deeds) {
    super(6);
    this.texts = texts;
    InstalledModel model = profile.model();
    getStyleClass().add("model-card");
    setId(ModelWords.id("model", model.id()));
    getChildren().add(head(profile, deeds));
    String makes = ModelNames.makes(texts, model);
    if (!makes.isEmpty()) {
      Label l = new Label(makes);
      l.setWrapText(true);
      getChildren().add(l);
    }
    VBox facts = new VBox(2);
    model
        .parts()
        .forEach(
            p ->
                facts
                    .getChildren()
                    .add(line(Feather.CHECK, "model-found", ModelWords.part(texts, p))));
    CardProblemWords words = new CardProblemWords(texts, model.folder());
    model
        .card()
        .problems()
        .forEach(
            p ->
                facts
                    .getChildren()
                    .add(line(Feather.ALERT_TRIANGLE, "model-problem", words.of(p))));
    profile
        .loras()
        .forEach(
            l ->
                facts
                    .getChildren()
                    .add(line(Feather.LAYERS, "model-lora", ModelWords.lora(texts, l))));
    getChildren().add(facts);
    String limits = ModelWords.limits(texts, profile);
    if (!limits.isEmpty()) {
      Label l = new Label(limits);
      l.setWrapText(true);
      l.getStyleClass().addAll("quiet", "small");
      getChildren().add(l);
    }
    if (model.origin() != InstalledModel.Origin.BUNDLED) {
      Label folder = new Label(model.folder().toString());
      folder.getStyleClass().addAll("quiet", "small");
      folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      getChildren().add(folder);
    }
  }

  private HBox head(ModelProfile profile, Deeds deeds) {
    InstalledModel model = profile.model();
    Label title = new Label(ModelNames.title(texts, model));
    title.getStyleClass().add("model-title");
    title.setMinWidth(0);
    Label ready = new Label(texts.get(model.usable() ? "models.ready" : "models.incomplete"));
    ready.getStyleClass().addAll("badge", model.usable() ? "badge-good" : "badge-bad");
    ready.setMinWidth(USE_PREF_SIZE);
    Label origin =
        new Label(
            texts.get("models.origin." + model.origin().name().toLowerCase(java.util.Locale.ROOT)));
    origin.getStyleClass().add("badge");
    origin.setMinWidth(USE_PREF_SIZE);
    HBox gap = new HBox();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, title, ready, origin, gap);
    head.setAlignment(Pos.CENTER_LEFT);
    if (!model.tuning().settings().isEmpty()) {
      head.getChildren().add(tuning(profile, deeds));
    }
    head.getChildren()
        .add(button("models.reveal", Feather.FOLDER, model, () -> deeds.reveal(model)));
    if (model.origin() != InstalledModel.Origin.BUNDLED) {
      head.getChildren()
          .add(button("models.remove", Feather.TRASH_2, model, () -> deeds.remove(model)));
    }
    return head;
  }

  private Button tuning(ModelProfile profile, Deeds deeds) {
    InstalledModel model = profile.model();
    Button b = button("models.tune", Feather.SLIDERS, model, () -> tune(profile, deeds));
    if (!profile.tuning().equals(Tuning.NONE)) {
      b.getStyleClass().add("accent");
    }
    return b;
  }

  private void tune(ModelProfile profile, Deeds deeds) {
    InstalledModel model = profile.model();
    Dialog<ButtonType> dialog = new Dialog<>();
    DialogPane pane = dialog.getDialogPane();
    dialog.initOwner(getScene().getWindow());
    dialog.setTitle(texts.get("models.tune"));
    dialog.setHeaderText(texts.get("models.tune.title", ModelNames.title(texts, model)));
    pane.setContent(
        new TuningPane(
            texts,
            model.tuning(),
            profile.tuning(),
            tuning -> {
              dialog.close();
              deeds.tune(model, tuning);
            }));
    pane.getButtonTypes().add(ButtonType.CANCEL);
    Dialogs.dress(pane);
    Dialogs.name(pane, ButtonType.CANCEL, texts.bind("shell.dialog.cancel"));
    dialog.show();
  }

  private Button button(String key, Feather icon, InstalledModel model, Runnable run) {
    Button b = Controls.iconButton(texts, key, icon, run);
    b.setId(ModelWords.id(key.replace('.', '-'), model.id()));
    b.getStyleClass().add("small");
    return b;
  }

  private static Label line(Feather icon, String style, String words) {
    FontIcon sign = new FontIcon(icon);
    sign.getStyleClass().add(style);
    Label l = new Label(words, sign);
    l.setWrapText(true);
    l.setAlignment(Pos.TOP_LEFT);
    l.getStyleClass().addAll("model-line", "small");
    return l;
  }
}
