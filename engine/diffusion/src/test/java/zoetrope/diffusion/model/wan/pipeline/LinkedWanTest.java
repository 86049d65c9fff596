package zoetrope.diffusion.model.wan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zoetrope.core.task.CancelToken;
import zoetrope.diffusion.VideoModel;
import zoetrope.diffusion.card.ModelName;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanFolder;
import zoetrope.diffusion.runtime.Precision;

/**
 * Models whose files are links: the Hugging Face cache, folders that are links, files of one part
 * in several places.
 */
class LinkedWanTest {
  @TempDir private Path place;

  /** A folder as the cache lays it out: every file a relative link to one named by its hash. */
  private Path cached(Path plain, String repository) throws IOException {
    Path cache = place.resolve("hub").resolve(repository);
    Path blobs = Files.createDirectories(cache.resolve("blobs"));
    Path snapshot = cache.resolve("snapshots").resolve("0fad780a534b6463e45facd96134c9f345acfa5b");
    for (Path file : files(plain)) {
      Path link = snapshot.resolve(plain.relativize(file));
      Files.createDirectories(link.getParent());
      Path blob = blobs.resolve(HexFormat.of().toHexDigits(file.hashCode()) + link.hashCode());
      Files.move(file, blob);
      Files.createSymbolicLink(link, link.getParent().relativize(blob));
    }
    return snapshot;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] shot(Path folder, Precision precision) {
    try (WanModel model = TinyWan.open(folder, precision, TinyWan.SMALL)) {
      return model.generate(TinyWan.pictured(5), VideoModel.Listener.NONE, new CancelToken()).rgb();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"i2v", "vace"})
  void aModelInTheCacheMakesTheShotsThatItsFilesMake(String kind) throws IOException {
    byte[] plain = shot(TinyWan.folder(place.resolve("plain"), kind), Precision.FP32);
    Path snapshot =
        cached(TinyWan.folder(place.resolve("moved"), kind), "models--Wan-AI--Wan2.1-Tiny");
    assertThat(WanFolder.look(snapshot).problems()).isEmpty();
    assertThat(shot(snapshot, Precision.FP32)).isEqualTo(plain);
    assertThat(shot(snapshot, Precision.INT8)).hasSameSizeAs(plain);
    assertThat(shot(snapshot.getParent().getParent(), Precision.FP32)).isEqualTo(plain);
  }

  @Test
  void aFolderThatIsALinkIsReadAsTheFolder() throws IOException {
    Path plain = TinyWan.folder(place.resolve("plain"), "i2v");
    Path link = Files.createSymbolicLink(place.resolve("link"), plain);
    Path vae = Files.move(plain.resolve("vae"), place.resolve("vae of all models"));
    Files.createSymbolicLink(plain.resolve("vae"), vae);
    assertThat(shot(link, Precision.FP32)).isEqualTo(shot(plain, Precision.FP32));
  }

  @Test
  void shardsOfOnePartMayLieInSeveralPlaces() throws IOException {
    byte[] plain = shot(TinyWan.folder(place.resolve("plain"), "vace"), Precision.FP32);
    Path linked = TinyWan.folder(place.resolve("linked"), "vace");
    for (int i = 1; i <= 2; i++) {
      Path shard = linked.resolve("diffusion_pytorch_model-0000" + i + "-of-00002.safetensors");
      Path disk = Files.createDirectories(place.resolve("disk " + i).resolve("weights"));
      Files.createSymbolicLink(shard, Files.move(shard, disk.resolve("w" + i)));
    }
    assertThat(shot(linked, Precision.FP32)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"diffusion_pytorch_model.safetensors", "tokenizer/tokenizer.json", "config.json"})
  void aLinkToWhatIsNotThereIsNamedByTheNameThatPeopleKnow(String name) throws IOException {
    Path snapshot = cached(TinyWan.folder(place.resolve("moved"), "i2v"), "models--a--b");
    Path link = snapshot.resolve(name);
    Files.delete(link.toRealPath());
    assertThat(WanFolder.look(snapshot).problems())
        .extracting(CardProblem::words)
        .anyMatch(
            p ->
                p.startsWith(link + ": it is a link to ")
                    && p.endsWith("which is not there. Download it again"));
  }

  @Test
  void soIsAShardOfSeveral() throws IOException {
    Path snapshot = cached(TinyWan.folder(place.resolve("moved"), "vace"), "models--a--b");
    Path shard = snapshot.resolve("diffusion_pytorch_model-00002-of-00002.safetensors");
    Files.delete(shard.toRealPath());
    assertThat(WanFolder.look(snapshot).problems())
        .contains(new CardProblem.BrokenLink(shard, Files.readSymbolicLink(shard).toString()));
  }

  @Test
  void aFileThatGoesAwayAfterItsCardWasWrittenIsNamedToo() throws IOException {
    Path snapshot = cached(TinyWan.folder(place.resolve("moved"), "i2v"), "models--a--b");
    WanCard card = WanFolder.look(snapshot);
    Path vae = snapshot.resolve("vae/Wan2.1_VAE.safetensors");
    try (WanModel model = TinyWan.open(snapshot)) {
      Files.delete(vae.toRealPath());
      assertThat(card.complete()).isTrue();
      assertThatThrownBy(
              () ->
                  model.generate(TinyWan.pictured(5), VideoModel.Listener.NONE, new CancelToken()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(vae + ": it is a link to ");
    }
  }

  @Test
  void aDamagedFileIsNamedAsItIsLinked() throws IOException {
    Path snapshot = cached(TinyWan.folder(place.resolve("moved"), "i2v"), "models--a--b");
    Path vae = snapshot.resolve("vae/Wan2.1_VAE.safetensors");
    Files.write(vae.toRealPath(), new byte[3]);
    assertThat(WanFolder.look(snapshot).problems())
        .extracting(CardProblem::words)
        .anyMatch(p -> p.startsWith(vae + ": the file has only 3 bytes"))
        .noneMatch(p -> p.contains("blobs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models--Wan-AI--Wan2.1-T2V-1.3B",
        "models--Wan-AI--Wan2.1-T2V-1.3B/snapshots/0fad780a534b6463e45facd96134c9f345acfa5b",
        "models--Wan2.1-T2V-1.3B",
        "some where/Wan2.1-T2V-1.3B",
        "snapshots/Wan2.1-T2V-1.3B"
      })
  void aModelIsKnownByItsOwnNameAndNotByItsRevisions(String folder) {
    assertThat(ModelName.of(Path.of(folder))).isEqualTo("Wan2.1-T2V-1.3B");
  }
}
