package zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.PlainUi;
import zoetrope.app.TestBench;
import zoetrope.app.model.StoryModel;
import zoetrope.story.MediaRef;
import zoetrope.story.document.FrameSource;
import zoetrope.story.document.StoryCharacter;

@Tag("ui")
class LibraryViewModelTest {
  @TempDir Path folder;
  private final PlainUi ui = new PlainUi();
  private TestBench b;
  private StoryModel story;
  private LibraryViewModel library;

  @BeforeEach
  void open() throws Exception {
    b = TestBench.withoutToolkit(folder, ui);
    story = b.bench.story();
    library = new LibraryViewModel(b.bench);
  }

  @AfterEach
  void close() {
    b.close();
  }

  private StoryCharacter pip() {
    return library.character("pip").orElseThrow();
  }

  @Test
  void aCharacterGoesOutOfTheShotAndInAgain() {
    assertThat(library.inShot(pip())).isTrue();
    assertThat(library.used(pip())).isEqualTo(2);
    library.toggle("pip");
    assertThat(library.inShot(pip())).isFalse();
    assertThat(library.used(pip())).isEqualTo(1);
    library.toggle("pip");
    assertThat(library.inShot(pip())).isTrue();
  }

  @Test
  void aCharacterInUseStaysAndThatIsSaid() {
    library.remove("pip");
    assertThat(library.characters()).hasSize(1);
    assertThat(b.notices).hasSize(1);
  }

  @Test
  void aPictureIsListedOnceAndCalledAfterItsShot() {
    MediaRef look = pip().images().getFirst();
    story.editShot(s -> s.withFirstFrame(new FrameSource.FromMedia(look)));
    story.selectedShot().set(Optional.of("two"));
    story.editShot(s -> s.withLastFrame(new FrameSource.FromMedia(look)));
    assertThat(library.frames()).isEqualTo(List.of(look));
    assertThat(library.name(look).orElseThrow()).contains("Meadow");
    assertThat(library.used(look)).contains("2");
  }

  @Test
  void aNewCharacterIsNamedAfterItsPictureAndGetsAnIdOfItsOwn() throws Exception {
    CharacterViewModel made = new CharacterViewModel(b.bench, Optional.empty());
    assertThat(made.complete().get()).isFalse();
    Path picture =
        Files.copy(story.file(pip().images().getFirst()).orElseThrow(), folder.resolve("pip.webp"));
    made.add(picture);
    assertThat(made.name().get()).isEqualTo("Pip");
    assertThat(made.busy().get()).isTrue();
    ui.until(() -> made.complete().get());
    assertThat(made.views()).hasSize(1);
    assertThat(made.current().get()).contains(made.views().getFirst());
    made.keep();
    ui.until(() -> library.characters().size() == 2);
    assertThat(library.characters().getLast().id()).isEqualTo("pip-1");
    story.undo();
    assertThat(library.characters()).containsExactly(pip());
  }

  @Test
  void aPictureThatCannotBeReadIsNoView() throws Exception {
    CharacterViewModel made = new CharacterViewModel(b.bench, Optional.empty());
    made.add(Files.writeString(folder.resolve("note.png"), "no picture"));
    ui.until(() -> !b.notices.isEmpty());
    assertThat(made.views()).isEmpty();
    assertThat(made.busy().get()).isFalse();
    assertThat(made.complete().get()).isFalse();
  }

  @Test
  void aCharacterThatIsChangedKeepsItsIdAndItsUntouchedPictures() throws Exception {
    CharacterViewModel changed = new CharacterViewModel(b.bench, Optional.of(pip()));
    changed.name().set("Pippa");
    ui.until(() -> changed.complete().get());
    changed.keep();
    List<MediaRef> were = pip().images();
    ui.until(() -> pip().name().equals("Pippa"));
    assertThat(pip().images()).isEqualTo(were);
  }
}
