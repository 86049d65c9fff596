package zoetrope.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zoetrope.app.TestBench;
import zoetrope.app.models.LittleHub;
import zoetrope.app.text.Texts;

/** The models' page in the whole studio: cards, download with pause and resume, import, removal. */
@Tag("ui")
@Tag("slow")
@Timeout(180)
class ModelsPageTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String NAME = LittleHub.NAME.replace('.', '-');
  private static final String MODEL = "model-" + NAME;

  @TempDir Path folder;

  private static Path reference() {
    return Path.of(System.getProperty("zoetrope.home", "..")).resolve("src-test/reference");
  }

  private static StudioBench open(Path folder) {
    StudioBench b = new StudioBench(folder, Texts.Language.ENGLISH, Theme.DARK, 1280, 800);
    TestBench.fx(() -> ((ButtonBase) StudioBench.find("start-sample")).fire());
    b.awaitStory();
    TestBench.fx(() -> b.screen().mainWindow().show(MainWindow.Place.MODELS));
    StudioBench.await("the starter model", SOON, () -> StudioBench.there("model-starter"));
    return b;
  }

  private static void press(String what) {
    TestBench.fx(() -> ((ButtonBase) StudioBench.find(what + "-" + NAME)).fire());
  }

  private static boolean visible(String what) {
    return StudioBench.find(what + "-" + NAME).isVisible();
  }

  private static String words(String id) {
    return TestBench.onFx(() -> words(StudioBench.find(id)));
  }

  private static String words(Node n) {
    StringBuilder all = new StringBuilder();
    if (n.isVisible() && n instanceof Labeled l) {
      all.append(l.getText()).append('\n');
    }
    if (n.isVisible() && n instanceof javafx.scene.Parent p) {
      p.getChildrenUnmodifiable().forEach(c -> all.append(words(c)));
    }
    return all.toString();
  }

  @Test
  void aModelIsDownloadedPausedResumedAndRemoved() throws Exception {
    try (LittleHub hub = new LittleHub(reference());
        StudioBench b = open(folder)) {
      hub.slowly(50);
      TestBench.fx(
          () -> ((TextInputControl) StudioBench.find("models-server")).setText(hub.address()));
      press("models-download");
      StudioBench.await("bytes", SOON, () -> words(offer()).contains(" MB"));
      assertThat(TestBench.onFx(() -> visible("models-pause"))).isTrue();
      press("models-pause");
      StudioBench.await("paused", SOON, () -> visible("models-download"));
      assertThat(words(offerId())).contains("paused", "Resume");
      hub.slowly(0);
      press("models-download");
      StudioBench.await("installed", SOON, () -> StudioBench.there(MODEL));
      assertThat(words(MODEL)).contains("Ready", "Downloaded", "Text to video", "Tokenizer");
      assertThat(words(offerId())).contains("Installed");

      Path files = folder.resolve("models").resolve(LittleHub.NAME);
      assertThat(files.resolve("transformer/config.json")).exists();
      javafx.application.Platform.runLater(
          () -> ((ButtonBase) StudioBench.find("models-remove-" + NAME)).fire());
      StudioBench.await("question", SOON, () -> StudioBench.there("models-remove-dialog"));
      TestBench.fx(
          () -> {
            DialogPane ask = (DialogPane) StudioBench.find("models-remove-dialog");
            ButtonType delete =
                ask.getButtonTypes().stream()
                    .filter(t -> t.getText().contains("delete"))
                    .findFirst()
                    .orElseThrow();
            ((ButtonBase) ask.lookupButton(delete)).fire();
          });
      StudioBench.await("gone", SOON, () -> !StudioBench.there(MODEL));
      assertThat(files).doesNotExist();
      StudioBench.await("offered", SOON, () -> visible("models-download"));
    }
  }

  private static String offerId() {
    return "offer-" + NAME;
  }

  private static Node offer() {
    return StudioBench.find(offerId());
  }

  @Test
  void whatFailsSaysWhyOnItsCardAndCanBeTriedAgain() {
    try (StudioBench b = open(folder)) {
      TestBench.fx(
          () ->
              ((TextInputControl) StudioBench.find("models-server")).setText("http://hub.example"));
      press("models-download");
      StudioBench.await("why", SOON, () -> words(offer()).contains("not be encrypted"));
      assertThat(TestBench.onFx(() -> visible("models-download"))).isTrue();
    }
  }

  @Test
  void anImportedFolderSaysWhatItLacksInBothLanguages() throws Exception {
    try (StudioBench b = open(folder)) {
      Path mine = Files.createDirectories(folder.resolve("mine"));
      Files.copy(
          reference().resolve("vace/diffusers/diffusion_pytorch_model.safetensors"),
          mine.resolve("dit.safetensors"));
      TestBench.fx(() -> b.studio.models().importFolder(mine));
      StudioBench.await("imported", SOON, () -> StudioBench.there("model-mine"));
      assertThat(words("model-mine"))
          .contains(
              "Not usable yet",
              "Your folder",
              "reference images",
              "Autoencoder (Wan2.1 VAE) is missing. Add the Wan2.1 VAE in safetensors");
      TestBench.fx(() -> b.texts.language().set(Texts.Language.CHINESE));
      assertThat(words("model-mine")).contains("尚不可用", "你的文件夹", "缺少自编码器（Wan2.1 VAE）。请添加");
      TestBench.fx(() -> b.studio.models().importFolder(folder.resolve("data")));
      TestBench.settle();
      assertThat(TestBench.onFx(() -> b.studio.models().installed().size())).isEqualTo(2);
    }
  }
}
