package zoetrope.app.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import zoetrope.app.model.Workbench;
import zoetrope.service.studio.CutoutBitmap;
import zoetrope.story.MediaRef;
import zoetrope.story.document.StoryCharacter;
import zoetrope.story.edit.CharacterEdits;
import zoetrope.story.edit.Edit;

/** A character in the making, or one that is changed: its name, and its views cut out. */
final class CharacterViewModel {
  /** A reference view: what the story has of it, and its cut-out once that is read. */
  static final class View {
    private final Optional<MediaRef> kept;
    private Optional<CutoutModel> model = Optional.empty();

    View(Optional<MediaRef> kept) {
      this.kept = kept;
    }

    /** Its cut-out; empty while it is being read. */
    Optional<CutoutModel> cutout() {
      return model;
    }
  }

  private final Workbench bench;
  private final Optional<StoryCharacter> was;
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty description = new SimpleStringProperty("");
  private final List<View> views = new ArrayList<>();
  private final IntegerProperty reading = new SimpleIntegerProperty();
  private final BooleanProperty blank = new SimpleBooleanProperty();
  private final BooleanProperty none = new SimpleBooleanProperty(true);
  private final ObjectProperty<Optional<View>> current =
      new SimpleObjectProperty<>(Optional.empty());
  private Optional<View> wanted = Optional.empty();

  /**
   * @param was the character that is changed; empty for a new one
   */
  CharacterViewModel(Workbench bench, Optional<StoryCharacter> was) {
    this.bench = bench;
    this.was = was;
    was.ifPresent(this::load);
  }

  private void load(StoryCharacter c) {
    name.set(c.name());
    description.set(c.description());
    for (MediaRef ref : c.images()) {
      View v = new View(Optional.of(ref));
      put(v);
      bench.story().file(ref).ifPresent(f -> read(f, v));
    }
  }

  /** Whether it is a character that the story has already. */
  boolean known() {
    return was.isPresent();
  }

  StringProperty name() {
    return name;
  }

  StringProperty description() {
    return description;
  }

  /** Whether a picture is being read and cut out. */
  BooleanBinding busy() {
    return reading.greaterThan(0);
  }

  /** Whether nothing is left of one of the views. */
  ReadOnlyBooleanProperty blank() {
    return blank;
  }

  /** Whether it can be kept: it has a name and a picture, and something is seen in each. */
  BooleanBinding complete() {
    return Bindings.createBooleanBinding(
        () -> !name.get().isEmpty() && reading.get() == 0 && !none.get() && !blank.get(),
        name,
        reading,
        none,
        blank);
  }

  /** The view that is worked on; it has been read. */
  ReadOnlyObjectProperty<Optional<View>> current() {
    return current;
  }

  /** The views that have been read. */
  List<View> views() {
    return views.stream().filter(v -> v.model.isPresent()).toList();
  }

  /** Works on a view. */
  void choose(View v) {
    wanted = Optional.of(v);
    current.set(wanted);
  }

  /** Adds a picture as a view; the first of them names the character after its file. */
  void add(Path file) {
    if (name.get().isBlank()) {
      name.set(named(file));
    }
    View v = new View(Optional.empty());
    put(v);
    wanted = Optional.of(v);
    read(file, v);
  }

  private void put(View v) {
    views.add(v);
    check();
  }

  private void check() {
    none.set(views.isEmpty());
    blank.set(views.stream().flatMap(v -> v.model.stream()).anyMatch(m -> m.blank().get()));
  }

  private static String named(Path file) {
    String base = String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "");
    String words = base.replaceAll("[_\\-]+", " ").strip();
    return words.isEmpty()
        ? "Character"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private void read(Path file, View v) {
    reading.set(reading.get() + 1);
    bench
        .background()
        .run(() -> bench.bitmaps().editable(file), c -> came(v, c), e -> failed(v, e));
  }

  private void came(View v, CutoutBitmap c) {
    reading.set(reading.get() - 1);
    CutoutModel m = new CutoutModel(c);
    m.blank().addListener((o, a, b) -> check());
    v.model = Optional.of(m);
    check();
    View shown = wanted.filter(w -> w.model.isPresent()).orElse(v);
    if (current.get().equals(Optional.of(shown))) {
      current.set(Optional.empty()); // the others changed; those who watch look again
    }
    current.set(Optional.of(shown));
  }

  private void failed(View v, Throwable e) {
    reading.set(reading.get() - 1);
    if (v.kept.isEmpty()) {
      views.remove(v);
      check();
    }
    wanted = wanted.filter(w -> !w.equals(v));
    bench.notices().failed(e);
  }

  /** Writes new cut-outs into the story and puts the character there, off the FX thread. */
  void keep() {
    String called = name.get().strip();
    String said = description.get().strip();
    List<View> all = List.copyOf(views);
    bench
        .background()
        .run(
            () -> {
              List<MediaRef> refs = new ArrayList<>();
              for (View v : all) {
                refs.add(kept(v));
              }
              return refs;
            },
            refs ->
                bench
                    .story()
                    .apply(
                        new Edit.PutCharacter(new StoryCharacter(id(called), called, said, refs))));
  }

  /** The picture that the story has already where nothing of it was changed. */
  private MediaRef kept(View v) throws IOException {
    boolean same = v.model.filter(CutoutModel::touched).isEmpty();
    return same && v.kept.isPresent() ? v.kept.get() : write(v.model.orElseThrow().cutout());
  }

  private MediaRef write(CutoutBitmap cutout) throws IOException {
    Path png = Files.createTempFile("zoetrope-character", ".png");
    try {
      bench.bitmaps().write(cutout, png);
      return bench.story().store().media().put(png);
    } finally {
      Files.deleteIfExists(png);
    }
  }

  /** The id a character keeps, or a new one that prompts can use. */
  private String id(String called) {
    return was.map(StoryCharacter::id)
        .orElseGet(() -> CharacterEdits.freshId(bench.story().story().get(), called));
  }
}
