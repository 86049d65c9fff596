package zoetrope.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.app.TestBench;
import zoetrope.app.text.Texts;
import zoetrope.app.text.Texts.Language;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;
import zoetrope.diffusion.checkpoint.SafetensorsWriter.Entry;
import zoetrope.diffusion.model.wan.folder.CardProblem;
import zoetrope.diffusion.model.wan.folder.CardProblem.Measure;
import zoetrope.diffusion.model.wan.folder.CardText;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.tuning.Tuning;
import zoetrope.service.Installation;
import zoetrope.service.models.InstalledModel;
import zoetrope.service.models.ModelLibrary;
import zoetrope.service.models.ModelProfile;

/** What the card of an installed model says, in the user's language. */
@Tag("ui")
class InstalledCardTest {
  /** Three words of small letters in a row, which no name of a file or part has. */
  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z']+( [a-z']+){2,}");

  private static final Path FOLDER = Path.of("models", "wan");
  private static final Path FILE = FOLDER.resolve("dit.safetensors");

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    TestBench.startToolkit();
  }

  private static List<String> shown(Language language, InstalledModel model) {
    return TestBench.onFx(
        () -> {
          ModelProfile profile =
              new ModelProfile(
                  model, Map.of(), new ModelProfile.Advice(16, 50, 5, false, false), List.of());
          return labels(new InstalledCard(new Texts(language), profile, new NoDeeds())).toList();
        });
  }

  private static Stream<String> labels(Node n) {
    return switch (n) {
      case Labeled l -> Stream.of(l.getText()).filter(t -> !t.isEmpty());
      case Parent p -> p.getChildrenUnmodifiable().stream().flatMap(InstalledCardTest::labels);
      default -> Stream.of();
    };
  }

  private static final class NoDeeds implements InstalledCard.Deeds {
    @Override
    public void reveal(InstalledModel model) {}

    @Override
    public void remove(InstalledModel model) {}

    @Override
    public void tune(InstalledModel model, Tuning tuning) {}
  }

  /** A transformer, and beside it what is not read. */
  private InstalledModel incomplete() throws IOException {
    Path reference =
        Path.of(System.getProperty("zoetrope.home", "..")).resolve("src-test/reference");
    Files.copy(
        reference.resolve("vace/diffusers/diffusion_pytorch_model.safetensors"),
        folder.resolve("dit.safetensors"));
    Files.writeString(Files.createDirectories(folder.resolve("old")).resolve("vae.pth"), "");
    Files.writeString(folder.resolve("umt5-Q4.gguf"), "");
    return new ModelLibrary(Installation.find(), folder.resolve("models")).look(folder);
  }

  @Test
  void anIncompleteFolderIsToldOfInChineseAlone() throws IOException {
    assertThat(shown(Language.CHINESE, incomplete()))
        .contains(
            "尚不可用",
            "缺少文本编码器（UMT5）。请添加 safetensors 格式的 umt5-xxl-enc",
            "缺少分词器（UMT5）。请添加 google/umt5-xxl 的 tokenizer.json 或 spiece.model",
            "缺少自编码器（Wan2.1 VAE）。请添加 safetensors 格式的 Wan2.1 VAE")
        .anyMatch(l -> l.startsWith(Path.of("old", "vae.pth") + "：无法读取此 Python pickle 文件（"))
        .anyMatch(l -> l.startsWith("umt5-Q4.gguf：无法读取此 GGUF 文件（"))
        // what the reader of files said of a damaged one stays English, in brackets
        .noneMatch(l -> SENTENCE.matcher(l.replaceAll("（it is no [^）]*）", "")).find());
  }

  @Test
  void theSameIsSaidInEnglishWithFilesNamedFromTheFolderOn() throws IOException {
    assertThat(shown(Language.ENGLISH, incomplete()))
        .contains(
            "Text encoder (UMT5) is missing. Add umt5-xxl-enc in safetensors",
            "Autoencoder (Wan2.1 VAE) is missing. Add the Wan2.1 VAE in safetensors",
            Path.of("old", "vae.pth")
                + ": this Python pickle cannot be read (it is no archive of PyTorch's, or one of"
                + " before PyTorch 1.6, which are not read). Use the safetensors file of the same"
                + " part");
  }

  @Test
  void aFolderThatWentAwayIsToldOfInChinese() {
    InstalledModel gone =
        new ModelLibrary(Installation.find(), folder.resolve("models"))
            .look(folder.resolve("gone"));
    assertThat(shown(Language.CHINESE, gone))
        .contains("文件夹不存在或无法读取。请恢复该文件夹，或移除此模型")
        .noneMatch(l -> SENTENCE.matcher(l).find());
  }

  @Test
  void whatTheReaderOfFilesSaidStaysEnglishInAChineseFrame() {
    String damaged = FILE + ": it is cut off. Download the file again";
    assertThat(said(Language.CHINESE, new CardProblem.Unreadable(damaged)))
        .isEqualTo("无法读取：dit.safetensors: it is cut off. Download the file again");
    assertThat(said(Language.ENGLISH, new CardProblem.Unreadable(damaged)))
        .isEqualTo("dit.safetensors: it is cut off. Download the file again");
  }

  private static String said(Language language, CardProblem problem) {
    return new CardProblemWords(new Texts(language), FOLDER).of(CardText.of(problem));
  }

  static List<CardProblem> simple() {
    return List.of(
        new CardProblem.NoFolder(FOLDER),
        new CardProblem.OtherFamily(FILE),
        new CardProblem.VaceModule(FILE),
        new CardProblem.TwoExperts(FILE, FOLDER),
        new CardProblem.UnlikeExperts(FILE, FOLDER),
        new CardProblem.OneExpert(FILE, Part.LOW_NOISE),
        new CardProblem.OneExpert(FILE, Part.TRANSFORMER),
        new CardProblem.BrokenLink(FILE, "../blobs/a1"),
        new CardProblem.Pickle(FILE, "os.system"),
        new CardProblem.Gguf(FILE, "v4"),
        new CardProblem.StrangeSizes(FILE),
        new CardProblem.OtherControl(FILE, 4096));
  }

  @ParameterizedTest
  @MethodSource("simple")
  void everyKindHasWordsInBothLanguages(CardProblem problem) {
    hasWords(problem);
  }

  @ParameterizedTest
  @EnumSource
  void soHasEveryPartThatIsMissingThereTwiceOrNotRead(Part part) {
    hasWords(new CardProblem.Missing(FOLDER, part));
    hasWords(new CardProblem.Second(FILE, part, FOLDER));
    hasWords(new CardProblem.UnreadType(FILE, part, DType.I8));
    hasWords(new CardProblem.NotRun(FILE, part, "Wan2.2 S2V"));
    hasWords(new CardProblem.Unused(FILE, part, "blocks.0.more", 7));
    hasWords(new CardProblem.Quantised(FILE, part, "nvfp4 (ComfyUI)"));
  }

  /** Both transformers of Wan2.2 A14B, without anything else. */
  @Test
  void bothExpertsOfAModelAreNamed() throws IOException {
    Map<String, Entry> tensors = transformer();
    SafetensorsWriter.write(folder.resolve("wan_HIGH.safetensors"), tensors, Map.of());
    SafetensorsWriter.write(folder.resolve("wan_LOW.safetensors"), tensors, Map.of());
    InstalledModel model =
        new ModelLibrary(Installation.find(), folder.resolve("models")).look(folder);
    assertThat(shown(Language.ENGLISH, model))
        .anyMatch(l -> l.startsWith("High-noise transformer"))
        .anyMatch(l -> l.startsWith("Low-noise transformer"));
    assertThat(shown(Language.CHINESE, model))
        .anyMatch(l -> l.startsWith("高噪声 Transformer"))
        .anyMatch(l -> l.startsWith("低噪声 Transformer"));
  }

  private static Map<String, Entry> transformer() {
    Path reference =
        Path.of(System.getProperty("zoetrope.home", "..")).resolve("src-test/reference");
    Map<String, Entry> tensors = new LinkedHashMap<>();
    try (Checkpoint c = Checkpoint.open(reference.resolve("t2v/wan"))) {
      c.names().forEach(n -> tensors.put(n, new Entry(c.info(n).shape(), c.floats(n))));
    }
    return tensors;
  }

  /** A whole transformer of Wan2.1 with one tensor of another family's. */
  private InstalledModel skyReels() throws IOException {
    Map<String, Entry> tensors = transformer();
    tensors.put("fps_embedding.weight", new Entry(List.of(2L, 2L), new float[4]));
    SafetensorsWriter.write(folder.resolve("dit.safetensors"), tensors, Map.of());
    return new ModelLibrary(Installation.find(), folder.resolve("models")).look(folder);
  }

  @Test
  void aFamilyThatIsNotRunIsToldByItsNameAndNothingElseIsAskedFor() throws IOException {
    InstalledModel model = skyReels();
    assertThat(shown(Language.ENGLISH, model))
        .contains(
            "Not usable yet",
            "dit.safetensors: this is SkyReels-V2-DF, which Zoetrope doesn’t run. Choose the folder"
                + " of a Wan2.1 model")
        .noneMatch(l -> l.contains("is missing"));
    assertThat(shown(Language.CHINESE, model))
        .contains("尚不可用", "dit.safetensors：这是 SkyReels-V2-DF，Zoetrope 尚不支持运行。请选择 Wan2.1 模型的文件夹")
        .noneMatch(l -> SENTENCE.matcher(l).find());
  }

  @ParameterizedTest
  @EnumSource
  void andEveryPartThatDoesNotFit(Measure by) {
    hasWords(new CardProblem.Misfit(FOLDER, by, 4096, 768));
    assertThat(said(Language.ENGLISH, new CardProblem.Misfit(FOLDER, by, 4096, 768)))
        .contains("4096", "768");
  }

  /** A key without a text would be shown as it is. */
  private static void hasWords(CardProblem problem) {
    assertThat(said(Language.ENGLISH, problem))
        .matches("[\\p{ASCII}’]{20,}")
        .doesNotContain("models.");
    assertThat(said(Language.CHINESE, problem))
        .doesNotContainPattern(SENTENCE)
        .doesNotContain("models.")
        .containsPattern("\\p{IsHan}");
  }
}
