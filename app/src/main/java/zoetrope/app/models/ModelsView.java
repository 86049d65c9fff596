package zoetrope.app.models;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Dialogs;
import zoetrope.app.text.Texts;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelProfile;

/** The models' page: cards of what is installed, and the catalogue with its downloads. */
public final class ModelsView extends BorderPane implements AutoCloseable {
  private final Texts texts;
  private final ModelsModel models;
  private final Consumer<Path> reveal;
  private final VBox installed = new VBox(8);
  private final VBox catalogue = new VBox(8);
  private final List<OfferCard> offers = new ArrayList<>();
  private final ChangeListener<List<ModelProfile>> following = (o, was, is) -> showInstalled();
  private final ChangeListener<Texts.Language> speaking = (o, was, is) -> show();

  /**
   * @param reveal shows a file's folder in the system's file manager
   */
  public ModelsView(Texts texts, ModelsModel models, Consumer<Path> reveal) {
    this.texts = texts;
    this.models = models;
    this.reveal = reveal;
    setId("models");
    getStyleClass().addAll("panel", "models");
    getStylesheets()
        .add(
            Objects.requireNonNull(ModelsView.class.getResource("/zoetrope/app/style/models.css"))
                .toExternalForm());
    setTop(header());
    Label here = Controls.label(texts, "models.here", "panel-title");
    Label offered = Controls.label(texts, "models.offered", "panel-title");
    VBox all = new VBox(10, here, installed, offered, server(), catalogue);
    all.getStyleClass().add("models-list");
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    setOnDragOver(this::over);
    setOnDragDropped(this::dropped);
    models.profiles().addListener(following);
    texts.language().addListener(speaking);
    show();
    models.refresh();
  }

  private HBox header() {
    Label hint = Controls.label(texts, "models.hint", "quiet", "small");
    hint.setMinWidth(0);
    HBox gap = new HBox();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(16, 16);
    busy.visibleProperty().bind(models.looking());
    busy.accessibleTextProperty().bind(texts.bind("models.looking"));
    var add = Controls.button(texts, "models.import", Feather.FOLDER_PLUS, this::choose);
    add.setId("models-import");
    add.getStyleClass().add("small");
    add.setMinWidth(USE_PREF_SIZE);
    var again = Controls.iconButton(texts, "models.refresh", Feather.REFRESH_CW, models::refresh);
    again.getStyleClass().add("small");
    HBox header = new HBox(hint, gap, busy, again, add);
    header.getStyleClass().add("panel-header");
    return header;
  }

  private HBox server() {
    TextField address = new TextField();
    address.setId("models-server");
    address.textProperty().bindBidirectional(models.server());
    address.promptTextProperty().bind(texts.bind("models.server.usual"));
    address.getStyleClass().add("small");
    HBox.setHgrow(address, Priority.ALWAYS);
    Label l = Controls.label(texts, "models.server", "quiet", "small");
    l.setLabelFor(address);
    l.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(8, l, address);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  private void show() {
    showInstalled();
    offers.forEach(OfferCard::release);
    offers.clear();
    models.offers().forEach(o -> offers.add(new OfferCard(texts, o, models)));
    catalogue.getChildren().setAll(offers);
  }

  private void showInstalled() {
    installed
        .getChildren()
        .setAll(
            models.profiles().get().stream()
                .map(m -> new InstalledCard(texts, m, deeds()))
                .toList());
  }

  private InstalledCard.Deeds deeds() {
    return new InstalledCard.Deeds() {
      @Override
      public void reveal(InstalledModel model) {
        reveal.accept(
            Files.isRegularFile(model.folder()) ? model.folder() : model.folder().resolve("-"));
      }

      @Override
      public void tune(InstalledModel model, Tuning tuning) {
        models.tune(model, tuning);
      }

      @Override
      public void remove(InstalledModel model) {
        confirm(model).ifPresent(files -> models.remove(model, files));
      }
    };
  }

  /** Whether to remove, and whether with the files that were downloaded. */
  private Optional<Boolean> confirm(InstalledModel model) {
    ButtonType forget = new ButtonType(texts.get("models.forget"), ButtonBar.ButtonData.OK_DONE);
    ButtonType delete = new ButtonType(texts.get("models.delete"), ButtonBar.ButtonData.OTHER);
    Alert ask =
        new Alert(
            Alert.AlertType.CONFIRMATION,
            texts.get("models.remove.text", model.folder()),
            ButtonType.CANCEL,
            forget);
    if (model.origin() == InstalledModel.Origin.DOWNLOADED) {
      ask.getButtonTypes().add(delete);
    }
    ask.setTitle(texts.get("models.remove"));
    ask.setHeaderText(texts.get("models.remove.title", model.title()));
    ask.initOwner(getScene().getWindow());
    Dialogs.dress(ask.getDialogPane());
    ask.getDialogPane().setId("models-remove-dialog");
    Dialogs.name(ask.getDialogPane(), ButtonType.CANCEL, texts.bind("shell.dialog.cancel"));
    return ask.showAndWait().filter(b -> b != ButtonType.CANCEL).map(b -> b == delete);
  }

  private void choose() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(texts.get("models.import.title"));
    Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
        .map(File::toPath)
        .ifPresent(models::importFolder);
  }

  private void over(DragEvent e) {
    if (!folders(e).isEmpty()) {
      e.acceptTransferModes(TransferMode.LINK, TransferMode.COPY);
      e.consume();
    }
  }

  private void dropped(DragEvent e) {
    List<Path> folders = folders(e);
    folders.forEach(models::importFolder);
    e.setDropCompleted(!folders.isEmpty());
    e.consume();
  }

  private static List<Path> folders(DragEvent e) {
    return e.getDragboard().hasFiles()
        ? e.getDragboard().getFiles().stream().map(File::toPath).filter(Files::isDirectory).toList()
        : List.of();
  }

  /** Lets go of the models, which outlive the page. */
  @Override
  public void close() {
    models.profiles().removeListener(following);
    texts.language().removeListener(speaking);
    offers.forEach(OfferCard::release);
  }
}
