package zoetrope.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.core.task.CancelToken;
import zoetrope.service.TinyStudio;
import zoetrope.service.models.Catalogue.Entry;
import zoetrope.service.models.Catalogue.KnownFile;
import zoetrope.service.models.Catalogue.Source;
import zoetrope.service.models.InstalledModel.Origin;
import zoetrope.service.models.download.DownloadException;
import zoetrope.service.models.download.DownloadProgress;
import zoetrope.service.models.download.FakeHub;
import zoetrope.service.models.download.ModelServer;

/** From the catalogue to an installed model. */
@Timeout(60)
class ModelDownloadTest {
  private static final String SECRET = "0".repeat(64);

  @TempDir Path folder;
  private ModelLibrary library;
  private FakeHub hub;
  private ModelDownload download;

  @BeforeEach
  void start() throws IOException {
    library = new ModelLibrary(new TinyStudio(folder).home(), folder.resolve("models"));
    hub = TinyHub.start();
    download = new ModelDownload(library, ModelServer.of(hub.address(), "", false));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private static Entry tiny() {
    return Catalogue.bundled().get(TinyHub.NAME);
  }

  private static Entry one(String path, String sha256) {
    return new Entry(
        "one",
        "One",
        "MIT",
        List.of(),
        List.of(new Source("o/r", "main", List.of(new KnownFile("other", path, 1, sha256)))));
  }

  private InstalledModel run(Entry entry) {
    return download.run(entry, download.folder(entry), s -> {}, new CancelToken());
  }

  @Test
  void aDownloadedModelIsInstalledUnderItsName() {
    InstalledModel model = run(tiny());
    assertThat(model.id()).isEqualTo(TinyHub.NAME);
    assertThat(model.problems()).isEmpty();
    assertThat(model.usable()).isTrue();
    assertThat(model.origin()).isEqualTo(Origin.DOWNLOADED);
    assertThat(model.kind()).isEqualTo("text");
    assertThat(library.find(TinyHub.NAME)).contains(model);
  }

  @Test
  void removingForgetsAndOnlyDeletingDeletes() {
    InstalledModel model = run(tiny());
    library.remove(model.id());
    assertThat(model.folder().resolve("transformer/config.json")).exists();
    assertThat(library.importFolder(model.folder()).origin()).isEqualTo(Origin.DOWNLOADED);
    assertThat(library.delete(model.id())).isEmpty();
    assertThat(model.folder()).doesNotExist();
    assertThat(library.find(model.id())).isEmpty();
  }

  @Test
  void theHashThatTheCatalogueKnowsOutweighsTheServers() {
    hub.add("o/r", "w.safetensors", 1000);
    assertThatThrownBy(() -> run(one("w.safetensors", SECRET)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("another file than the catalogue knows");
    assertThat(folder.resolve("models/one")).doesNotExist();
  }

  @Test
  void aFileThatTheRepositoryLacksIsNamed() {
    hub.add("o/r", "other.safetensors", 1000);
    assertThatThrownBy(() -> run(one("w.safetensors", "")))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("o/r/w.safetensors")
        .hasMessageContaining("no such file");
  }

  @Test
  void aServerWithoutListsServesFilesThatAreKnownByName() throws IOException {
    byte[] dit =
        Files.readAllBytes(
            Path.of("../../src-test/reference/t2v/diffusers/diffusion_pytorch_model.safetensors"));
    hub.add("o/r", "w.safetensors", dit);
    hub.withoutTrees();
    InstalledModel model = run(one("w.safetensors", ""));
    assertThat(model.folder().resolve("w.safetensors")).hasBinaryContent(dit);
    assertThatThrownBy(() -> run(tiny())).isInstanceOf(DownloadException.class);
  }

  @Test
  void oneThatRunsByItselfIsStoppedGoneOnWithAndDiscarded() throws Exception {
    hub.slowly(40);
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    BackgroundDownload first = start(news);
    assertThat(news.poll(20, TimeUnit.SECONDS)).isEqualTo("arriving");
    first.stop();
    assertThat(news.poll(20, TimeUnit.SECONDS)).isEqualTo("stopped");
    assertThat(download.begun(tiny())).isTrue();
    assertThat(library.installed()).hasSize(1);
    download.discard(download.folder(tiny()));
    assertThat(download.begun(tiny())).isFalse();
    assertThat(download.folder(tiny())).doesNotExist();
    hub.slowly(0);
    start(news);
    assertThat(news.poll(20, TimeUnit.SECONDS)).isEqualTo("arriving");
    assertThat(news.poll(20, TimeUnit.SECONDS)).isEqualTo("done " + TinyHub.NAME);
    assertThat(download.begun(tiny())).isFalse();
  }

  private BackgroundDownload start(BlockingQueue<String> news) {
    return BackgroundDownload.start(
        download,
        tiny(),
        download.folder(tiny()),
        new BackgroundDownload.Listener() {
          private boolean arriving;

          @Override
          public void at(DownloadProgress.State s) {
            if (!arriving && s.done() > 0) {
              arriving = news.add("arriving");
            }
          }

          @Override
          public void done(InstalledModel model) {
            news.add("done " + model.id());
          }

          @Override
          public void stopped() {
            news.add("stopped");
          }

          @Override
          public void failed(RuntimeException error) {
            news.add("failed " + error);
          }
        });
  }
}
