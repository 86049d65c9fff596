package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.card.ModelProblem;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.InstalledModel.Origin;

/** What is installed, under which id, and what importing and removing do to the user's files. */
class ModelLibraryTest {
  private static final Path T2V = Path.of("../../src-test/reference/t2v/diffusers");

  @TempDir Path folder;
  private TinyStudio studio;
  private ModelLibrary library;

  @BeforeEach
  void open() throws IOException {
    studio = new TinyStudio(folder);
    library = again();
  }

  private ModelLibrary again() {
    return new ModelLibrary(studio.home(), folder.resolve("models"));
  }

  /** A folder with a transformer only: a model that lacks parts. */
  private Path model(String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    Files.copy(
        T2V.resolve("diffusion_pytorch_model.safetensors"),
        to.resolve("diffusion_pytorch_model.safetensors"));
    return to;
  }

  @Test
  void theStarterModelIsAlwaysThere() {
    assertThat(library.installed()).extracting(InstalledModel::id).containsExactly("starter");
    InstalledModel starter = library.find("starter").orElseThrow();
    assertThat(starter.usable()).isTrue();
    assertThat(starter.origin()).isEqualTo(Origin.BUNDLED);
    assertThat(folder.resolve("models")).doesNotExist();
  }

  @Test
  void aStarterModelWithAFileMissingSaysWhich() throws IOException {
    Files.delete(TinyStudio.weights(studio.home()).resolve("identity.safetensors"));
    InstalledModel starter = library.find("starter").orElseThrow();
    assertThat(starter.usable()).isFalse();
    assertThat(starter.problems()).singleElement().asString().contains("identity");
  }

  @Test
  void anImportedFolderIsReadInPlaceUnderItsNameAndSurvivesARestart() throws IOException {
    Path place = model("Wan2.1 T2V_1.3B");
    InstalledModel model = library.importFolder(place);
    assertThat(model.id()).isEqualTo("wan2.1-t2v-1.3b");
    assertThat(model.folder()).isEqualTo(place.toAbsolutePath());
    assertThat(model.usable()).isFalse();
    assertThat(again().find("wan2.1-t2v-1.3b")).contains(model);
    assertThat(folder.resolve("models")).isDirectoryNotContaining("glob:**.safetensors");
  }

  @Test
  void idsAreUniqueAndStayWhenOthersGo() throws IOException {
    Path first = model("a/Wan");
    Path second = model("b/wan!");
    Path named = model("c/starter");
    assertThat(library.importFolder(first).id()).isEqualTo("wan");
    assertThat(library.importFolder(second).id()).isEqualTo("wan-2");
    assertThat(library.importFolder(named).id()).isEqualTo("starter-2");
    library.remove("wan");
    assertThat(library.importFolder(second).id()).isEqualTo("wan-2");
    assertThat(library.installed())
        .extracting(InstalledModel::id)
        .containsExactly("starter", "wan-2", "starter-2");
  }

  @Test
  void removingForgetsAndTouchesNoFile() throws IOException {
    Path place = model("mine");
    library.importFolder(place);
    library.remove("mine");
    assertThat(library.find("mine")).isEmpty();
    assertThat(place.resolve("diffusion_pytorch_model.safetensors")).isRegularFile();
    assertThatThrownBy(() -> library.remove("mine"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("mine")
        .hasMessageContaining("Installed are: starter");
    assertThatThrownBy(() -> library.remove("starter")).isInstanceOf(ModelException.class);
  }

  @Test
  void aFolderThatWentAwayStaysListedAndSaysSo() throws IOException {
    Path place = model("gone");
    library.importFolder(place);
    Files.delete(place.resolve("diffusion_pytorch_model.safetensors"));
    Files.delete(place);
    InstalledModel model = library.find("gone").orElseThrow();
    assertThat(model.usable()).isFalse();
    assertThat(model.card().problems()).extracting(ModelProblem::key).containsExactly("folder");
    assertThat(model.problems()).singleElement().asString().contains("gone: it is no folder");
  }

  @Test
  void whatIsNoModelIsNotImported() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> library.importFolder(empty))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("empty")
        .hasMessageContaining("nothing of a model");
    assertThatThrownBy(() -> library.importFolder(folder.resolve("nowhere")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no folder");
    assertThat(library.installed()).hasSize(1);
  }

  @Test
  void aDamagedListIsNamedWithItsRemedy() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/models.json"), "{\"models\": [{}]}");
    assertThatThrownBy(() -> library.installed())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("models.json")
        .hasMessageContaining("import the folders again");
  }

  @Test
  void aLibraryThatIsMovedKeepsItsOwnFolders() throws IOException {
    Path inside = model("models/own");
    library.importFolder(inside);
    Files.move(folder.resolve("models"), folder.resolve("moved"));
    InstalledModel model =
        new ModelLibrary(studio.home(), folder.resolve("moved")).find("own").orElseThrow();
    assertThat(model.folder()).isEqualTo(folder.resolve("moved/own").toAbsolutePath());
    assertThat(model.card().parts()).isNotEmpty();
  }
}
