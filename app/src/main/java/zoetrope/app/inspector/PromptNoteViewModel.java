package zoetrope.app.inspector;

import java.text.ListFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import zoetrope.app.model.Workbench;
import zoetrope.app.text.Texts;
import zoetrope.service.models.ModelProfile.Wish;
import zoetrope.service.reading.ShotReading;
import zoetrope.service.reading.ShotReading.Painted;
import zoetrope.service.reading.ShotReading.Player;
import zoetrope.service.reading.ShotReading.Unpainted;
import zoetrope.service.reading.ShotReading.Words;
import zoetrope.story.document.Shot;
import zoetrope.story.document.Story;
import zoetrope.story.edit.ShotEdits;

/**
 * What the shot's model makes of its prompt, in words. Empty for models that understand text. Read
 * in the background when asked; of several readings under way the one that was asked last counts.
 */
final class PromptNoteViewModel {
  private static final String KNOWN_WORDS = "KNOWN_WORDS";

  private final Workbench bench;
  private final ReadOnlyStringWrapper painted = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper unpainted = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Player>> stock = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Boolean>> casting =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<ShotReading> reading = Optional.empty();
  private int asked;
  private Future<?> last = CompletableFuture.completedFuture(null);

  PromptNoteViewModel(Workbench bench) {
    this.bench = bench;
    bench.texts().language().addListener((o, was, is) -> tell());
    bench.story().shot().addListener((o, was, is) -> ask());
    bench.abilities().models().addListener((o, was, is) -> ask());
    ask();
  }

  private void ask() {
    Optional<Shot> shot = bench.story().shot().get().filter(this::literal);
    casting.set(shot.map(s -> s.stock().on()));
  }

  /** What will be painted. */
  ReadOnlyStringProperty painted() {
    return painted.getReadOnlyProperty();
  }

  /** Which words will not be, and why. */
  ReadOnlyStringProperty unpainted() {
    return unpainted.getReadOnlyProperty();
  }

  /** Who of the stock plays in the shot. */
  ReadOnlyObjectProperty<List<Player>> stock() {
    return stock.getReadOnlyProperty();
  }

  /** What somebody of the stock is called, and for which words it stands where that differs. */
  String name(Player p) {
    String one = chinese() ? p.chinese() : p.name();
    String name = p.count() > 1 ? text("several", p.count(), one) : one;
    List<String> requested = p.requested().stream().map(Words::text).distinct().toList();
    return p.near() ? text("nearest", name, String.join(" ", requested)) : name;
  }

  /** Whether the shot casts from the stock; empty where its model paints all that is named. */
  ReadOnlyObjectProperty<Optional<Boolean>> casting() {
    return casting.getReadOnlyProperty();
  }

  /** Casts from the stock from now on, or no more. */
  void cast(boolean on) {
    bench.story().editShot(s -> s.stock().on() == on ? s : ShotEdits.stock(s, on));
  }

  /** Keeps an item of the stock out of the shot. */
  void leave(Player p) {
    bench.story().editShot(s -> ShotEdits.withoutStock(s, p.stock()));
  }

  /** Reads the selected shot's prompt as it is now. */
  void read() {
    int number = ++asked;
    Optional<Shot> shot = bench.story().shot().get().filter(this::literal);
    if (shot.isEmpty()) {
      arrived(number, Optional.empty());
      return;
    }
    Story story = bench.story().story().get();
    last.cancel(false);
    last =
        bench
            .background()
            .run(() -> bench.shotReader().read(story, shot.get()), r -> arrived(number, r));
  }

  /** Whether the shot's model knows words instead of understanding text. */
  private boolean literal(Shot shot) {
    return bench.abilities().limit(shot, Wish.TEXT).equals(Optional.of(KNOWN_WORDS));
  }

  private void arrived(int number, Optional<ShotReading> now) {
    if (number == asked && !now.equals(reading)) {
      reading = now;
      tell();
    }
  }

  private void tell() {
    painted.set(reading.map(this::painted).orElse(""));
    unpainted.set(reading.map(this::unpainted).orElse(""));
    stock.set(
        reading.map(ShotReading::cast).orElse(List.of()).stream()
            .filter(Player::fromStock)
            .toList());
  }

  /** The usual goes without saying, but for place, light and a camera that holds still. */
  private String painted(ShotReading r) {
    List<String> parts = new ArrayList<>();
    for (Painted p : r.painted()) {
      boolean always = p.aspect().equals("place") || p.aspect().equals("light");
      if (always || !p.basis().equals("usual")) {
        parts.add(words(p));
      }
    }
    // One picture's qualities, not a list of several things.
    return text("paints", String.join(chinese() ? "，" : ", ", parts));
  }

  private boolean chinese() {
    return bench.texts().language().get() == Texts.Language.CHINESE;
  }

  private String words(Painted p) {
    if (p.value().isEmpty()) {
      return text(p.basis());
    }
    String value = text(p.aspect() + "." + p.value());
    List<String> requested = p.requested().stream().map(Words::text).distinct().toList();
    return switch (p.basis()) {
      case "guessed" -> text("guessed", value);
      case "nearest" -> text("nearest", value, list(requested));
      default -> value;
    };
  }

  private String unpainted(ShotReading r) {
    List<String> out = new ArrayList<>();
    List<String> reasons =
        r.unpainted().stream().map(ShotReading.Unpainted::reason).distinct().toList();
    for (String reason : reasons) {
      List<String> those =
          r.unpainted().stream()
              .filter(u -> u.reason().equals(reason))
              .map(this::left)
              .distinct()
              .toList();
      out.add(text("reason." + reason, list(those)));
    }
    return String.join(" ", out);
  }

  private String left(Unpainted u) {
    return u.similar().isEmpty()
        ? u.words().text()
        : text("similar", u.words().text(), list(u.similar()));
  }

  private String text(String key, Object... arguments) {
    return bench.texts().get("inspector.reading." + key, arguments);
  }

  private String list(List<String> items) {
    return ListFormat.getInstance(
            bench.texts().language().get().locale(),
            ListFormat.Type.STANDARD,
            ListFormat.Style.FULL)
        .format(items);
  }
}
