package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.model.lora.Lora;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.ModelProfile.Wish;

class ModelProfilesTest {
  @TempDir Path folder;

  private ModelLibrary library() throws Exception {
    return new ModelLibrary(new TinyStudio(folder).home(), folder.resolve("library"));
  }

  @Test
  void theStarterModelDoesAllButLastFramesWithinTheWordsItKnows() throws Exception {
    ModelLibrary library = library();
    ModelProfile p = new ModelProfiles(library).of(library.get("starter"));
    assertThat(p.answer(Wish.TEXT).possible()).isTrue();
    assertThat(p.answer(Wish.TEXT).limit()).contains("KNOWN_WORDS");
    assertThat(p.answer(Wish.LAST_FRAME).possible()).isFalse();
    assertThat(p.answer(Wish.LAST_FRAME).limit()).contains("NO_LAST_FRAME");
    assertThat(p.answer(Wish.CHARACTERS)).isEqualTo(p.answer(Wish.MOTION));
    assertThat(p.answer(Wish.CHARACTERS).limit()).isEqualTo(Optional.empty());
    assertThat(p.advice()).isEqualTo(new ModelProfile.Advice(12, 16, 2, false, true));
    assertThat(p.advice().rate()).isEqualTo(12);
    assertThat(p.answer(Wish.CAMERA).limit()).contains("NO_ROLL");
    assertThat(p.loras()).isEmpty();
  }

  @Test
  void ofAnIncompleteModelNothingIsKnownButItsLoras() throws Exception {
    Path half = Files.createDirectories(folder.resolve("half/vae"));
    Files.writeString(half.resolve("config.json"), "{}");
    ModelLibrary library = library();
    InstalledModel m = library.look(folder.resolve("half"));
    Files.createDirectories(library.folder());
    Files.writeString(
        library.folder().resolve("loras.json"),
        "{\"version\":1,\"models\":{\"half\":[{\"file\":\"/x/ink.safetensors\",\"strength\":0.5}]}}");
    ModelProfile p = new ModelProfiles(library).of(m);
    assertThat(m.usable()).isFalse();
    assertThat(p.answers()).isEmpty();
    assertThat(p.answer(Wish.TEXT).possible()).isTrue();
    assertThat(p.loras()).hasSize(1);
    assertThat(p.loras().getFirst().name()).isEqualTo("ink");
    assertThat(p.loras().getFirst().strength()).isEqualTo(new Lora(Path.of("x"), .5).strength());
  }
}
