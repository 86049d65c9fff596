package zoetrope.app.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleExpression;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import zoetrope.app.fx.Controls;
import zoetrope.app.text.Texts;

/** Where the studio begins. */
public final class StartView extends BorderPane {
  private static final double PAGE = 1180;
  private static final double SAMPLE = 340;
  private static final double CARD = 194;
  private static final double GROUND = 104;
  private static final double TILE = 212;

  /** The window's width up to which everything has the sizes above, and how much larger it gets. */
  private static final double NARROW = 1280;

  private static final double LARGEST = 1.4;

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
  private final DoubleProperty scale = new SimpleDoubleProperty(1);

  /**
   * @param posters a picture of a story that was open before, where there is one
   * @param picture of the sample; may be empty
   */
  public StartView(
      Texts texts,
      List<Path> recents,
      Function<Path, Optional<Path>> posters,
      Actions actions,
      ImageView logo,
      ImageView picture) {
    this.texts = texts;
    this.actions = actions;
    scale.bind(
        Bindings.createDoubleBinding(
            () -> Math.clamp(getWidth() / NARROW, 1, LARGEST), widthProperty()));
    getStylesheets()
        .add(
            Objects.requireNonNull(StartView.class.getResource("/zoetrope/app/style/start.css"))
                .toExternalForm());
    setId("start");
    getStyleClass().add("start");
    VBox fresh = fresh();
    HBox.setHgrow(fresh, Priority.ALWAYS);
    HBox upper = new HBox(32, fresh, sample(picture));
    VBox page = new VBox(36, upper, recents(recents, posters));
    page.getStyleClass().add("start-page");
    page.maxWidthProperty().bind(scale.multiply(PAGE));
    StackPane middle = new StackPane(page);
    StackPane.setAlignment(page, Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(middle);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    setTop(head(logo));
  }

  /** Shows that a story is being opened. */
  public void busy(boolean is) {
    busy.setVisible(is);
    getCenter().setDisable(is);
  }

  private Node head(ImageView logo) {
    logo.setFitWidth(40);
    logo.setFitHeight(40);
    VBox words =
        new VBox(
            1,
            Controls.label(texts, "start.title", "start-title"),
            Controls.label(texts, "start.subtitle", "quiet"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button language = new Button();
    language.setId("start-language");
    language.textProperty().bind(texts.bind("start.language"));
    language.setGraphic(new FontIcon(Feather.GLOBE));
    language.getStyleClass().add("flat");
    language.setMinWidth(Region.USE_PREF_SIZE);
    language.setOnAction(e -> actions.language());
    Button theme = Controls.iconButton(texts, "start.theme", Feather.SUN, actions::theme);
    theme.setId("start-theme");
    busy.setMaxSize(24, 24);
    busy.setVisible(false);
    HBox box = new HBox(14, logo, words, busy, language, theme);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("start-head");
    box.maxWidthProperty().bind(scale.multiply(PAGE));
    StackPane all = new StackPane(box);
    all.getStyleClass().add("start-bar");
    return all;
  }

  private VBox fresh() {
    Label label = Controls.label(texts, "start.new", "start-heading");
    title.setId("start-name");
    title.promptTextProperty().bind(texts.bind("start.untitled"));
    title.accessibleTextProperty().bind(texts.bind("start.name"));
    title.setMaxWidth(420);
    HBox cards = new HBox(14);
    for (Template t : Template.values()) {
      Button card = card(t);
      HBox.setHgrow(card, Priority.ALWAYS);
      cards.getChildren().add(card);
    }
    Label called = Controls.label(texts, "start.name", "quiet");
    called.setLabelFor(title);
    Label then = Controls.label(texts, "start.choose", "quiet");
    return new VBox(14, label, new VBox(6, called, title), new VBox(8, then, cards));
  }

  private Button card(Template t) {
    Label name = Controls.label(texts, t.key(), "card-title");
    Label about = Controls.label(texts, t.key() + ".about", "quiet", "small");
    about.setWrapText(true);
    about.setMinHeight(34);
    about.setAlignment(Pos.TOP_LEFT);
    VBox words = new VBox(3, name, about);
    words.getStyleClass().add("card-words");
    VBox all = new VBox(drawn(t, scale), words);
    Button b = new Button("", all);
    b.setId("start-template-" + t.name().toLowerCase(java.util.Locale.ROOT));
    b.getStyleClass().add("start-card");
    b.setMaxWidth(Double.MAX_VALUE);
    b.setPrefWidth(210);
    b.setMinWidth(150);
    b.minHeightProperty().bind(scale.multiply(CARD));
    b.maxHeightProperty().bind(scale.multiply(CARD));
    all.prefWidthProperty().bind(b.widthProperty().subtract(2));
    b.accessibleTextProperty().bind(texts.bind(t.key()));
    b.setOnAction(
        e -> {
          String typed = title.getText().strip();
          actions.create(t, typed.isEmpty() ? texts.get("start.untitled") : typed);
        });
    return b;
  }

  /** The template's frames as they will stand in the film. */
  private static Node drawn(Template t, DoubleExpression scale) {
    boolean tall = t == Template.VERTICAL;
    double w = tall ? 39 : 50;
    double h = tall ? 70 : 28;
    VBox frames = new VBox(6);
    frames.setAlignment(Pos.CENTER);
    for (int done = 0; done < t.shots(); done += 3) {
      HBox row = new HBox(6);
      row.setAlignment(Pos.CENTER);
      for (int i = done; i < Math.min(t.shots(), done + 3); i++) {
        Region r = new Region();
        r.getStyleClass().add("card-frame");
        r.setMinSize(w, h);
        r.setMaxSize(w, h);
        row.getChildren().add(r);
      }
      frames.getChildren().add(row);
    }
    StackPane ground = new StackPane(frames);
    ground.getStyleClass().add("card-ground");
    frames.scaleXProperty().bind(scale);
    frames.scaleYProperty().bind(scale);
    ground.minHeightProperty().bind(scale.multiply(GROUND));
    return ground;
  }

  private VBox sample(ImageView picture) {
    picture.fitWidthProperty().bind(scale.multiply(SAMPLE).subtract(2));
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    rounded(picture, picture.fitWidthProperty());
    Label label = Controls.label(texts, "start.look", "card-title");
    Label about = Controls.label(texts, "start.sample.about", "quiet", "small");
    about.setWrapText(true);
    Button b = Controls.button(texts, "start.sample", Feather.PLAY_CIRCLE, actions::sample);
    b.setId("start-sample");
    b.getStyleClass().add("accent");
    b.setMaxWidth(Double.MAX_VALUE);
    VBox words = new VBox(8, label, about, b);
    words.getStyleClass().add("card-words");
    VBox box = new VBox(picture, words);
    box.getStyleClass().add("start-sample");
    box.minWidthProperty().bind(scale.multiply(SAMPLE));
    box.maxWidthProperty().bind(scale.multiply(SAMPLE));
    box.setMaxHeight(Region.USE_PREF_SIZE);
    return box;
  }

  /** A picture whose upper corners follow its card's. */
  private static void rounded(ImageView picture, DoubleExpression width) {
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(width);
    clip.heightProperty().bind(width.multiply(2));
    clip.setArcWidth(18);
    clip.setArcHeight(18);
    picture.setClip(clip);
  }

  private VBox recents(List<Path> stories, Function<Path, Optional<Path>> posters) {
    Label label = Controls.label(texts, "start.recent", "start-heading");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button open = Controls.button(texts, "start.open", Feather.FOLDER, actions::choose);
    open.setId("start-open");
    HBox row = new HBox(12, label, gap, open);
    row.setAlignment(Pos.CENTER_LEFT);
    if (stories.isEmpty()) {
      return new VBox(10, row, Controls.label(texts, "start.recent.none", "quiet"));
    }
    FlowPane tiles = new FlowPane(14, 14);
    for (Path p : stories) {
      tiles.getChildren().add(tile(p, posters.apply(p)));
    }
    return new VBox(14, row, tiles);
  }

  private Button tile(Path story, Optional<Path> poster) {
    String name = String.valueOf(story.getFileName()).replaceAll("\\.zoetrope$", "");
    StackPane picture = new StackPane();
    picture.getStyleClass().add("tile-picture");
    picture.setMinSize(TILE, TILE * 9 / 16);
    picture.setMaxHeight(TILE * 9 / 16);
    if (poster.isPresent()) {
      ImageView v = new ImageView(new Image(poster.get().toUri().toString(), true));
      v.setFitWidth(TILE);
      v.setFitHeight(TILE * 9 / 16);
      v.setPreserveRatio(true);
      rounded(v, v.fitWidthProperty());
      picture.getChildren().add(v);
    } else {
      picture.getChildren().add(new FontIcon(Feather.FILM));
    }
    Label l = new Label(name);
    l.getStyleClass().add("tile-name");
    l.setMaxWidth(TILE);
    Button b = new Button("", new VBox(picture, l));
    b.getStyleClass().addAll("start-card", "tile");
    b.setAccessibleText(name);
    b.setTooltip(new Tooltip(story.toString()));
    b.setOnAction(e -> actions.open(story));
    return b;
  }
}
