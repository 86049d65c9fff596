package zoetrope.service.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.family.ModelFamilies;
import zoetrope.service.TinyStudio;
import zoetrope.service.TinyStudio.Said;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.provenance.WeightHashes;

/** What the command line says of models that are not run, and of those in the cache of others. */
@Tag("slow")
class ModelKindsCommandTest {
  private static final Path SET = Path.of("../../src-test/reference");

  @TempDir Path folder;
  private TinyStudio studio;

  @BeforeEach
  void install() throws IOException {
    studio = new TinyStudio(folder);
  }

  /** A whole tiny model, with one tensor more in its transformer where one is named. */
  private Path model(String name, List<String> more) throws IOException {
    Path to = folder.resolve(name);
    for (String part : List.of("umt5/wan", "vae/wan", "tokenizer")) {
      Path into = Files.createDirectories(to.resolve(part));
      try (Stream<Path> files = Files.list(SET.resolve(part))) {
        for (Path f : files.filter(Files::isRegularFile).toList()) {
          Files.copy(f, into.resolve(f.getFileName()));
        }
      }
    }
    Map<String, Entry> tensors = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(SET.resolve("t2v/wan"))) {
      c.names().forEach(n -> tensors.put(n, new Entry(c.info(n).shape(), c.floats(n))));
    }
    more.forEach(n -> tensors.put(n, new Entry(List.of(2L), new float[2])));
    SafetensorsWriter.write(to.resolve("dit.safetensors"), tensors, Map.of());
    return to;
  }

  private Said render(String model) throws IOException {
    Path story =
        Files.writeString(
            folder.resolve("story.yaml"),
            """
            title: One
            format: {aspect: "16:9", fps: 12, height: 144}
            shots: [{id: one, model: %s, prompt: a lake, duration: 6f, steps: 1, seed: 1}]
            """
                .formatted(model));
    return studio.run("render", story.toString(), "-o", folder.resolve("film.mp4").toString());
  }

  @Test
  void aFamilyThatIsNotRunIsNamedByEveryCommandBeforeARun() throws IOException {
    Path place = model("talking", List.of("casual_audio_encoder.weights"));
    String words =
        place.resolve("dit.safetensors")
            + ": it is Wan2.2 S2V, which Zoetrope does not run. Choose a Wan2.1 model";
    Said imported = studio.run("models", "import", place.toString());
    assertThat(imported.code()).isZero();
    assertThat(imported.out())
        .contains("talking", "not usable yet", "  problem  " + words)
        .doesNotContain("makes");
    assertThat(studio.run("models").out()).contains(words);
    assertThat(studio.run("models", "show", "talking").code()).isEqualTo(3);
    JsonNode card =
        new ObjectMapper().readTree(studio.run("models", "show", "talking", "--json").out());
    assertThat(card.path("usable").asBoolean()).isFalse();
    assertThat(card.path("problems").get(0).asText()).isEqualTo(words);
    assertThat(card.path("problems")).hasSize(1);
    assertThat(studio.run("models", "plan", "talking").err()).contains(words);
    Said made = render("talking");
    assertThat(made.code()).isEqualTo(3);
    assertThat(made.err()).contains(words);
    assertThat(folder.resolve("film.mp4")).doesNotExist();
  }

  @Test
  void aTensorThatNothingTakesIsNamedBeforeARun() throws IOException {
    Path place = model("odd", List.of("blocks.0.gate.weight", "blocks.1.gate.weight"));
    String words = "Zoetrope has no use for (2, such as blocks.0.gate.weight)";
    assertThat(studio.run("models", "import", place.toString()).out()).contains(words);
    Said made = render("odd");
    assertThat(made.code()).isEqualTo(3);
    assertThat(made.err()).contains(words);
  }

  @Test
  void aModelOfAnotherFamilyAloneIsImportedWithItsNameOnItsCard() throws IOException {
    Path place = Files.createDirectories(folder.resolve("ltx"));
    Map<String, Entry> tensors =
        Map.of(
            "patchify_proj.weight",
            new Entry(List.of(2L), new float[2]),
            "audio_patchify_proj.weight",
            new Entry(List.of(2L), new float[2]));
    SafetensorsWriter.write(place.resolve("ltx-2.safetensors"), tensors, Map.of());
    Said imported = studio.run("models", "import", place.toString());
    assertThat(imported.code()).isZero();
    assertThat(imported.out())
        .contains("ltx-2.safetensors: it is LTX-Video (LTX-2), which Zoetrope does not run")
        .doesNotContain("UMT5");
    assertThat(render("ltx").err()).contains("it is LTX-Video (LTX-2)");
  }

  @Test
  void aComfyFolderOfTwoModelsIsImportedAsTwoAndEachMakesAFilm() throws IOException {
    Path plain = model("plain", List.of());
    Path comfy = folder.resolve("comfy/models");
    Path dits = Files.createDirectories(comfy.resolve("diffusion_models"));
    Files.copy(plain.resolve("dit.safetensors"), dits.resolve("Wan2.1_One.safetensors"));
    Files.copy(plain.resolve("dit.safetensors"), dits.resolve("Wan2.1_Two.safetensors"));
    Files.move(plain.resolve("umt5/wan"), comfy.resolve("text_encoders"));
    Files.move(plain.resolve("vae/wan"), comfy.resolve("vae"));
    Files.copy(plain.resolve("tokenizer/spm.model"), comfy.resolve("text_encoders/spiece.model"));
    Said imported = studio.run("models", "import", comfy.toString());
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).contains("wan2.1-one", "wan2.1-two", "ready");
    assertThat(studio.run("models", "import", comfy.toString()).out()).isEqualTo(imported.out());
    ModelLibrary library = new ModelLibrary(studio.home(), folder.resolve("models"));
    assertThat(library.get("wan2.1-two").folder())
        .isEqualTo(dits.resolve("Wan2.1_Two.safetensors"));
    assertThat(hashes(dits.resolve("Wan2.1_Two.safetensors")))
        .containsKeys("Wan2.1_Two.safetensors", "../vae/Wan2.1_VAE.safetensors")
        .doesNotContainKey("Wan2.1_One.safetensors");
    for (String id : List.of("wan2.1-one", "wan2.1-two")) {
      assertThat(render(id).err()).isEmpty();
      assertThat(folder.resolve("film.mp4")).isNotEmptyFile();
      Files.delete(folder.resolve("film.mp4"));
    }
  }

  /** Moves every file of a folder to one named by a number, to which a link leads. */
  private Path cached(Path plain) throws IOException {
    Path cache = folder.resolve("hub/models--Wan-AI--Wan2.1-Tiny");
    Path snapshot = cache.resolve("snapshots/0fad780a534b6463");
    List<Path> files;
    try (Stream<Path> all = Files.walk(plain)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    Files.createDirectories(cache.resolve("blobs"));
    for (Path f : files) {
      Path link = snapshot.resolve(plain.relativize(f));
      Files.createDirectories(link.getParent());
      Path blob = Files.move(f, cache.resolve("blobs/" + files.indexOf(f)));
      Files.createSymbolicLink(link, link.getParent().relativize(blob));
    }
    return snapshot;
  }

  @Test
  void aModelOfTheHuggingFaceCacheIsCalledByItsNameAndMakesAFilm() throws IOException {
    Path snapshot = cached(model("plain", List.of()));
    Said imported = studio.run("models", "import", snapshot.toString());
    assertThat(imported.out()).contains("wan2.1-tiny", "ready").doesNotContain("blobs");
    ModelLibrary library = new ModelLibrary(studio.home(), folder.resolve("models"));
    assertThat(library.get("wan2.1-tiny").title()).isEqualTo("Wan2.1-Tiny");
    Said made = render("wan2.1-tiny");
    assertThat(made.err()).isEmpty();
    assertThat(folder.resolve("film.mp4")).isNotEmptyFile();
  }

  @Test
  void theHashesOfAModelAreOfItsFilesByTheNamesThatLinksHave() throws IOException {
    Map<String, String> plain = hashes(model("plain", List.of()));
    assertThat(plain).containsKeys("dit.safetensors", "umt5/wan/models_t5_umt5-enc.safetensors");
    Path snapshot = cached(folder.resolve("plain"));
    assertThat(hashes(snapshot)).isEqualTo(plain);
    Path link = Files.createSymbolicLink(folder.resolve("link"), snapshot);
    assertThat(hashes(link)).isEqualTo(plain);
    assertThat(WeightHashes.of(link.resolve("dit.safetensors")))
        .containsExactly(Map.entry("dit.safetensors", plain.get("dit.safetensors")));
    Files.delete(snapshot.resolve("dit.safetensors").toRealPath());
    assertThat(hashes(link)).doesNotContainKey("dit.safetensors").isNotEmpty();
  }

  @Test
  void aFolderThatIsALinkToNowhereIsCalledThat() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("disk/wan"));
    Said said = studio.run("models", "import", link.toString());
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains(link + ": it is a link to ", "disk/wan, which is not there");
  }

  private static Map<String, String> hashes(Path place) {
    return WeightHashes.of(ModelFamilies.registered().read(place));
  }
}
