package zoetrope.app.takes;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import zoetrope.app.fx.Controls;
import zoetrope.app.fx.Rows;
import zoetrope.app.model.Workbench;
import zoetrope.story.document.Take;

/** The takes of the selected shot, best first. */
public final class TakesView extends BorderPane {
  private final Workbench bench;
  private final TakesViewModel takes;
  private final VBox list = new VBox(10);
  private final Label none;
  private final Rows<String, TakeCard> cards;

  public TakesView(Workbench bench) {
    this.bench = bench;
    takes = new TakesViewModel(bench.story(), bench.texts(), bench.notices());
    none = Controls.label(bench.texts(), "takes.none", "empty-hint");
    cards = new Rows<>(this::card);
    getStylesheets()
        .add(
            Objects.requireNonNull(TakesView.class.getResource("/zoetrope/app/style/takes.css"))
                .toExternalForm());
    setId("takes");
    getStyleClass().add("panel");
    list.getStyleClass().add("takes-list");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    bench.story().takes().addListener((javafx.beans.Observable o) -> fill());
    bench.story().story().addListener((o, was, is) -> fill());
    bench.story().selectedShot().addListener((o, was, is) -> fill());
    bench.texts().language().addListener((o, was, is) -> fill());
    fill();
  }

  private void fill() {
    List<Take> ranked = takes.ranked();
    List<TakeCard> shown = cards.of(ranked.stream().map(Take::id).toList());
    for (int i = 0; i < ranked.size(); i++) {
      shown.get(i).show(ranked.get(i), i + 1, takes.picked(ranked.get(i)));
    }
    Rows.into(list.getChildren(), ranked.isEmpty() ? List.of(none) : shown);
  }

  private TakeCard card(String id) {
    Take take =
        bench.story().takes().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    return new TakeCard(bench, takes, take, this::compare);
  }

  private void compare(Take t) {
    Optional<Take> rival = takes.rival(t);
    Optional<Path> one = bench.story().file(t, "clip");
    Optional<Path> two = rival.flatMap(o -> bench.story().file(o, "clip"));
    if (one.isPresent() && two.isPresent()) {
      new CompareView(
              bench,
              getScene().getWindow(),
              new CompareView.Side(one.get(), takes.called(t)),
              new CompareView.Side(two.get(), takes.called(rival.get())))
          .show();
    } else {
      bench.notices().done(bench.texts().get("takes.compare.one"));
    }
  }
}
