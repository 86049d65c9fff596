package zoetrope.app.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.text.Texts;

/** Where the studio begins. */
public final class StartView extends BorderPane {
  /** What can be asked for here. */
  public interface Actions {
    void create(Template template, String title);

    void choose();

    void open(Path story);

    void sample();

    void language();

    void theme();
  }

  private final Texts texts;
  private final Actions actions;
  private final TextField title = new TextField();
  private final ProgressIndicator busy = new ProgressIndicator();

  /**
   * @param picture of the sample; may be empty
   */
  public StartView(
      Texts texts, List<Path> recents, Actions actions, ImageView logo, ImageView picture) {
    this.texts = texts;
    this.actions = actions;
    getStylesheets()
        .add(
            Objects.requireNonNull(StartView.class.getResource("/zoetrope/app/style/start.css"))
                .toExternalForm());
    setId("start");
    getStyleClass().add("start");
    VBox left = new VBox(22, head(logo), fresh());
    left.getStyleClass().add("start-left");
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox right = new VBox(10, sample(picture), recents(recents));
    right.getStyleClass().add("start-right");
    setCenter(new HBox(left, right));
    setTop(corner());
  }

  /** Shows that a story is being opened. */
  public void busy(boolean is) {
    busy.setVisible(is);
    getCenter().setDisable(is);
  }

  private HBox corner() {
    Button language = new Button();
    language.setId("start-language");
    language.textProperty().bind(texts.bind("start.language"));
    language.setGraphic(new FontIcon(Feather.GLOBE));
    language.getStyleClass().add("flat");
    language.setOnAction(e -> actions.language());
    Button theme = Controls.iconButton(texts, "start.theme", Feather.SUN, actions::theme);
    theme.setId("start-theme");
    busy.setMaxSize(24, 24);
    busy.setVisible(false);
    HBox box = new HBox(8, busy, language, theme);
    box.setAlignment(Pos.CENTER_RIGHT);
    box.getStyleClass().add("start-corner");
    return box;
  }

  private HBox head(ImageView logo) {
    logo.setFitWidth(56);
    logo.setFitHeight(56);
    Label name = Controls.label(texts, "start.title", "title-1");
    Label what = Controls.label(texts, "start.subtitle", "quiet");
    what.setWrapText(true);
    VBox words = new VBox(4, name, what);
    HBox head = new HBox(16, logo, words);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private VBox fresh() {
    Label label = Controls.label(texts, "start.new", "title-4");
    title.setId("start-name");
    title.promptTextProperty().bind(texts.bind("start.untitled"));
    title.accessibleTextProperty().bind(texts.bind("start.name"));
    title.setMaxWidth(420);
    VBox cards = new VBox(8);
    for (Template t : Template.values()) {
      cards.getChildren().add(card(t));
    }
    cards.setMaxWidth(560);
    Label called = Controls.label(texts, "start.name", "quiet");
    called.setLabelFor(title);
    return new VBox(12, label, new VBox(4, called, title), cards);
  }

  private Button card(Template t) {
    Label name = Controls.label(texts, t.key(), "card-title");
    Label about = Controls.label(texts, t.key() + ".about", "quiet", "small");
    FontIcon icon = new FontIcon(t.icon());
    icon.getStyleClass().add("card-icon");
    VBox words = new VBox(2, name, about);
    HBox row = new HBox(14, icon, words);
    row.setAlignment(Pos.CENTER_LEFT);
    Button b = new Button("", row);
    b.setId("start-template-" + t.name().toLowerCase(java.util.Locale.ROOT));
    b.getStyleClass().add("start-card");
    b.setMaxWidth(Double.MAX_VALUE);
    b.setAlignment(Pos.CENTER_LEFT);
    b.accessibleTextProperty().bind(texts.bind(t.key()));
    b.setOnAction(
        e -> {
          String typed = title.getText().strip();
          actions.create(t, typed.isEmpty() ? texts.get("start.untitled") : typed);
        });
    return b;
  }

  private VBox sample(ImageView picture) {
    picture.setFitWidth(292);
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    Label label = Controls.label(texts, "start.look", "title-4");
    Button b = Controls.button(texts, "start.sample", Feather.PLAY_CIRCLE, actions::sample);
    b.setId("start-sample");
    b.getStyleClass().add("accent");
    b.setMaxWidth(Double.MAX_VALUE);
    Label about = Controls.label(texts, "start.sample.about", "quiet", "small");
    about.setWrapText(true);
    return new VBox(10, label, picture, b, about);
  }

  private VBox recents(List<Path> stories) {
    Label label = Controls.label(texts, "start.recent", "title-4");
    VBox list = new VBox(2);
    if (stories.isEmpty()) {
      list.getChildren().add(Controls.label(texts, "start.recent.none", "quiet", "small"));
    }
    for (Path p : stories) {
      String name = String.valueOf(p.getFileName()).replaceAll("\\.zoetrope$", "");
      Hyperlink link = new Hyperlink(name, new FontIcon(Feather.FILM));
      link.setOnAction(e -> actions.open(p));
      link.setTooltip(new javafx.scene.control.Tooltip(p.toString()));
      list.getChildren().add(link);
    }
    Button open = Controls.button(texts, "start.open", Feather.FOLDER, actions::choose);
    open.setId("start-open");
    VBox box = new VBox(10, label, list, open);
    box.setPadding(new javafx.geometry.Insets(18, 0, 0, 0));
    return box;
  }
}
