package zoetrope.app.takes;

import java.nio.file.Path;
import java.util.Comparator;
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
  private final VBox list = new VBox(10);
  private final Label none;
  private final Rows<String, TakeCard> cards;

  public TakesView(Workbench bench) {
    this.bench = bench;
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
    Optional<String> picked = picked();
    List<Take> takes = ranked();
    List<TakeCard> shown = cards.of(takes.stream().map(Take::id).toList());
    for (int i = 0; i < takes.size(); i++) {
      Take t = takes.get(i);
      shown.get(i).show(t, i + 1, picked.filter(t.id()::equals).isPresent());
    }
    Rows.into(list.getChildren(), takes.isEmpty() ? List.of(none) : shown);
  }

  private TakeCard card(String id) {
    Take take =
        bench.story().takes().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    return new TakeCard(bench, take, this::compare);
  }

  private Optional<String> picked() {
    return bench.story().selectedShot().get().flatMap(bench.story().story().get()::pick);
  }

  private List<Take> ranked() {
    return bench.story().takes().stream()
        .sorted(
            Comparator.comparingDouble((Take t) -> t.scores().getOrDefault("combined", 0.0))
                .reversed())
        .toList();
  }

  /** Against the pick; the pick itself against the best of the others. */
  private void compare(Take t) {
    List<Take> all = ranked();
    Optional<String> picked = picked();
    Optional<Take> other =
        all.stream()
            .filter(v -> !v.id().equals(t.id()))
            .filter(v -> picked.isEmpty() || picked.get().equals(v.id()))
            .findFirst()
            .or(() -> all.stream().filter(v -> !v.id().equals(t.id())).findFirst());
    Optional<Path> one = bench.story().file(t, "clip");
    Optional<Path> two = other.flatMap(o -> bench.story().file(o, "clip"));
    if (one.isPresent() && two.isPresent()) {
      new CompareView(
              bench,
              getScene().getWindow(),
              new CompareView.Side(one.get(), called(t, all, picked)),
              new CompareView.Side(two.get(), called(other.get(), all, picked)))
          .show();
    } else {
      bench.notices().done(bench.texts().get("takes.compare.one"));
    }
  }

  private String called(Take t, List<Take> all, Optional<String> picked) {
    String name = bench.texts().get("takes.take", all.indexOf(t) + 1);
    boolean chosen = picked.filter(t.id()::equals).isPresent();
    return chosen ? name + " · " + bench.texts().get("takes.picked") : name;
  }
}
