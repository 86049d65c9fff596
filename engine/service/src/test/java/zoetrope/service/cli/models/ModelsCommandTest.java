package zoetrope.service.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.service.Eventually;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.cli.Main;
import zoetrope.service.models.TinyHub;
import zoetrope.service.models.download.FakeHub;

/** {@code zoetrope models} and its subcommands, against a server on this machine. */
@Tag("process")
@Timeout(120)
class ModelsCommandTest {
  private static final Path VACE = Path.of("../../src-test/reference/vace/diffusers");

  @TempDir Path folder;
  private TinyStudio studio;

  @BeforeEach
  void install() throws IOException {
    studio = new TinyStudio(folder);
  }

  private Path downloaded(String file) {
    return folder.resolve("models").resolve(TinyHub.NAME).resolve(file);
  }

  @Test
  void aModelIsDownloadedListedAndDeletedAgain() throws IOException {
    try (FakeHub hub = TinyHub.start()) {
      Said said =
          studio.run("models", "download", TinyHub.NAME, "--server", hub.address(), "--progress");
      assertThat(said.err()).isEmpty();
      assertThat(said.code()).isZero();
      assertThat(said.out()).contains("100 %", "ready, downloaded", "text to video");
      assertThat(downloaded("assets")).doesNotExist();
      long served = hub.served();
      assertThat(studio.run("models", "download", TinyHub.NAME, "--server", hub.address()).code())
          .isZero();
      assertThat(hub.served()).isEqualTo(served);
    }
    JsonNode list = new ObjectMapper().readTree(studio.run("models", "--json").out());
    assertThat(list.findValuesAsText("id")).containsExactly("starter", TinyHub.NAME);
    assertThat(list.get(1).path("usable").asBoolean()).isTrue();
    assertThat(list.get(1).path("origin").asText()).isEqualTo("downloaded");
    assertThat(list.get(1).path("parts").findValuesAsText("part"))
        .containsExactly("transformer", "text_encoder", "tokenizer", "autoencoder");
    assertThat(studio.run("doctor").out()).contains(TinyHub.NAME);

    Files.writeString(downloaded("mine.txt"), "mine");
    Said removed = studio.run("models", "remove", TinyHub.NAME, "--delete-files");
    assertThat(removed.code()).isZero();
    assertThat(removed.out()).contains("mine.txt");
    assertThat(downloaded("mine.txt")).exists();
    assertThat(downloaded("transformer")).doesNotExist();
    assertThat(studio.run("models").out()).doesNotContain(TinyHub.NAME);
  }

  @Test
  void aKilledDownloadIsGoneOnWithByAnotherProcess() throws Exception {
    try (FakeHub hub = TinyHub.start()) {
      hub.slowly(60);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dzoetrope.models=" + folder.resolve("models"),
                  "-Dzoetrope.home=" + studio.home().home(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "models",
                  "download",
                  TinyHub.NAME,
                  "--server",
                  hub.address())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("killed.txt").toFile())
              .start();
      Path note = downloaded("transformer/diffusion_pytorch_model.safetensors.part.json");
      Eventually.get(
          "a third of the model, or the end",
          Duration.ofMinutes(1),
          () -> !process.isAlive() || Files.exists(note) && hub.served() >= TinyHub.size() / 3,
          so -> so);
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("killed.txt"))).isTrue();
      process.destroyForcibly().waitFor();
      assertThat(downloaded("transformer/diffusion_pytorch_model.safetensors")).doesNotExist();
      assertThat(studio.run("models").out()).doesNotContain(TinyHub.NAME);

      hub.slowly(0);
      long before = hub.served();
      Said said = studio.run("models", "download", TinyHub.NAME, "--server", hub.address());
      assertThat(said.err()).isEmpty();
      assertThat(said.out()).contains("ready, downloaded");
      assertThat(hub.served() - before).isLessThan(TinyHub.size());
      for (File f : downloaded("").toFile().listFiles()) {
        assertThat(f.getName()).doesNotContain(".part");
      }
      assertThat(downloaded("transformer/diffusion_pytorch_model.safetensors"))
          .hasSameBinaryContentAs(
              Path.of(
                  "../../src-test/reference/t2v/diffusers/diffusion_pytorch_model.safetensors"));
    }
  }

  @Test
  void aFolderIsImportedShownAndForgotten() throws IOException {
    Said said = studio.run("models", "import", VACE.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("diffusers", "not usable yet, imported, read in place")
        .contains("references")
        .contains("diffusion transformer: ")
        .contains("(diffusers names, f32")
        .contains("there is no Wan2.1 VAE in it. Add the Wan2.1 VAE in safetensors");
    Said shown = studio.run("models", "show", "diffusers");
    assertThat(shown.code()).isEqualTo(3);
    assertThat(shown.out()).isEqualTo(said.out());
    assertThat(studio.run("models", "show", VACE.toString()).out()).contains("references");
    Said kept = studio.run("models", "remove", "diffusers", "--delete-files");
    assertThat(kept.code()).isEqualTo(3);
    assertThat(kept.err()).contains("your own");
    assertThat(studio.run("models", "remove", "diffusers").out()).contains("its files stay");
    assertThat(VACE.resolve("config.json")).exists();
    assertThat(studio.run("models").out()).doesNotContain("diffusers");
  }

  @Test
  void theCatalogueSaysLicenceSizeAndNeeds() throws IOException {
    Said said = studio.run("models", "catalogue");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("wan2.1-vace-1.3b", "Apache-2.0", "GB on disk", "pictures of characters");
    JsonNode list = new ObjectMapper().readTree(studio.run("models", "catalogue", "--json").out());
    assertThat(list).hasSizeGreaterThan(4);
    assertThat(list.get(0).path("size").asLong()).isPositive();
  }

  @Test
  void whatCannotBeDoneIsNamedWithItsRemedy() {
    for (List<String> wrong :
        List.of(
            List.of("models", "show", "sora"),
            List.of("models", "remove", "starter"),
            List.of("models", "import", folder.resolve("nowhere").toString()),
            List.of("models", "download", "sora"),
            List.of("models", "download", TinyHub.NAME, "--server", "http://hub.example"))) {
      Said said = studio.run(wrong.toArray(String[]::new));
      assertThat(said.code()).as("%s", wrong).isEqualTo(3);
      assertThat(said.err()).as("%s", wrong).startsWith("zoetrope: ").contains(". ");
    }
    assertThat(studio.run("models", "download").code()).isEqualTo(2);
  }
}
