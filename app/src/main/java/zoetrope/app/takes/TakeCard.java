package zoetrope.app.takes;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Pictures;
import zoetrope.app.model.Workbench;
import zoetrope.story.document.Take;

/** One take: its picture, which plays while the pointer or the focus is on it, scores and deeds. */
final class TakeCard extends VBox {
  private final Workbench bench;
  private final TakesViewModel takes;
  private final ImageView view = new ImageView();
  private final Optional<ClipPlayer> player;
  private final Label badge = new Label();
  private final Button pick;
  private final Label inTheFilm;
  private final ToggleButton star;
  private final FontIcon starIcon = new FontIcon(Feather.STAR);
  private final StackPane scores = new StackPane();
  private List<?> scored = List.of();
  private Take take;

  TakeCard(Workbench bench, TakesViewModel takes, Take take, Consumer<Take> compare) {
    super(8);
    this.bench = bench;
    this.takes = takes;
    this.take = take;
    player = bench.story().file(take, "clip").map(f -> new ClipPlayer(bench, f, view));
    pick = Controls.button(bench.texts(), "takes.pick", Feather.CHECK, this::pick);
    pick.getStyleClass().addAll("small");
    inTheFilm = Controls.label(bench.texts(), "takes.picked", "take-picked");
    inTheFilm.setGraphic(new FontIcon(Feather.CHECK_CIRCLE));
    star = Controls.iconToggle(bench.texts(), "takes.star", Feather.STAR);
    star.setGraphic(starIcon);
    star.setOnAction(e -> takes.star(take, star.isSelected()));
    getStyleClass().add("take");
    setFocusTraversable(true);
    view.setPreserveRatio(true);
    view.fitWidthProperty().bind(widthProperty().subtract(18));
    StackPane picture = new StackPane(view);
    picture.getStyleClass().add("take-picture");
    picture.setMinHeight(60);
    picture.setMinWidth(0); // it is as wide as the card, which must not be held to it
    badge.getStyleClass().addAll("small", "badge");
    StackPane.setAlignment(badge, Pos.TOP_LEFT);
    picture.getChildren().add(badge);
    poster();
    picture.setOnMouseEntered(e -> player.ifPresent(ClipPlayer::play));
    picture.setOnMouseExited(e -> player.ifPresent(ClipPlayer::stop));
    focusedProperty()
        .addListener(
            (o, was, is) ->
                player.ifPresent(
                    p -> {
                      if (is) {
                        p.play();
                      } else {
                        p.stop();
                      }
                    }));
    setOnMouseClicked(e -> requestFocus());
    setOnKeyPressed(
        e -> {
          switch (e.getCode()) {
            case ENTER -> pick();
            case DELETE -> discard();
            default -> {}
          }
        });
    getChildren().addAll(picture, deeds(compare), scores);
  }

  /**
   * Shows the take as it is now.
   *
   * @param rank among the takes of its shot, the best is 1
   * @param picked whether it is in the film
   */
  void show(Take now, int rank, boolean picked) {
    take = now;
    setId("take-" + rank);
    String name = bench.texts().get("takes.take", rank);
    setAccessibleText(name);
    badge.setText(name);
    getStyleClass().remove("picked");
    if (picked) {
      getStyleClass().add("picked");
    }
    shown(pick, !picked);
    shown(inTheFilm, picked);
    star.setSelected(now.starred());
    starIcon.setIconCode(now.starred() ? MaterialDesignS.STAR : Feather.STAR);
    List<?> figures = List.of(now.scores(), bench.texts().language().get());
    if (!figures.equals(scored)) {
      scored = figures;
      scores.getChildren().setAll(ScoreRow.of(bench.texts(), now.scores()));
    }
  }

  private static void shown(Node n, boolean is) {
    n.setVisible(is);
    n.setManaged(is);
  }

  private void poster() {
    bench
        .story()
        .file(take, "poster")
        .ifPresent(
            f ->
                bench
                    .background()
                    .run(
                        () -> bench.bitmaps().read(f),
                        b -> {
                          if (view.getImage() == null) {
                            view.setImage(Pictures.image(b));
                          }
                        }));
  }

  /** In one row where the card is wide enough, else in two. */
  private FlowPane deeds(Consumer<Take> compare) {
    Button versus =
        Controls.iconButton(
            bench.texts(), "takes.compare", Feather.COLUMNS, () -> compare.accept(take));
    versus.getStyleClass().add("take-compare");
    HBox others =
        new HBox(
            2,
            star,
            versus,
            Controls.iconButton(
                bench.texts(), "takes.reuse", Feather.CORNER_UP_LEFT, () -> takes.reuse(take)),
            Controls.iconButton(bench.texts(), "takes.delete", Feather.TRASH_2, this::discard));
    others.setAlignment(Pos.CENTER_RIGHT);
    FlowPane row = new FlowPane(2, 2, pick, inTheFilm, others);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(0);
    DoubleBinding rest =
        Bindings.createDoubleBinding(
            () -> {
              Region first = pick.isManaged() ? pick : inTheFilm;
              double left = row.getWidth() - first.getWidth() - row.getHgap() - 1;
              return left >= others.minWidth(-1) ? left : row.getWidth();
            },
            row.widthProperty(),
            pick.widthProperty(),
            inTheFilm.widthProperty(),
            pick.managedProperty());
    others.prefWidthProperty().bind(rest);
    return row;
  }

  private void pick() {
    takes.pick(take);
  }

  private void discard() {
    takes.discard(take);
  }
}
