package zoetrope.diffusion.model.wan.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.CardProblem.Measure;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** The sentences that scripts and the command line's users know. */
class CardProblemTest {
  private static final Path FOLDER = Path.of("wan");
  private static final Path FILE = Path.of("wan", "dit.safetensors");

  static List<Arguments> sentences() {
    return List.of(
        Arguments.of(
            new CardProblem.NoFolder(FOLDER),
            "wan: it is no folder that can be read. Choose the folder of a Wan2.1 model"),
        missing(Part.TRANSFORMER, "diffusion transformer", "Choose the folder of a Wan2.1 model"),
        missing(Part.TEXT_ENCODER, "UMT5 text encoder", "Add umt5-xxl-enc in safetensors"),
        missing(
            Part.TOKENIZER,
            "UMT5 tokenizer",
            "Add tokenizer.json or spiece.model of google/umt5-xxl"),
        missing(Part.AUTOENCODER, "Wan2.1 VAE", "Add the Wan2.1 VAE in safetensors"),
        missing(Part.IMAGE_ENCODER, "CLIP image encoder", "Add clip_vision_h in safetensors"),
        Arguments.of(
            new CardProblem.OtherFamily(FILE),
            FILE + ": it is a model of another family. Choose a Wan2.1 model"),
        Arguments.of(
            new CardProblem.NotRun(FILE, Part.TRANSFORMER, "Wan2.2 S2V"),
            FILE + ": it is Wan2.2 S2V, which Zoetrope does not run. Choose a Wan2.1 model"),
        Arguments.of(
            new CardProblem.NotRun(FILE, Part.AUTOENCODER, "Wan2.2-VAE"),
            FILE
                + ": it is Wan2.2-VAE, which Zoetrope does not run. Add the Wan2.1 VAE in"
                + " safetensors"),
        Arguments.of(
            new CardProblem.VaceModule(FILE),
            FILE
                + ": it holds the blocks of VACE without the transformer that they belong to. Take"
                + " the whole VACE model"),
        Arguments.of(
            new CardProblem.TwoExperts(FILE, FOLDER),
            FILE
                + ": it holds a second diffusion transformer besides wan. If they are the two of"
                + " Wan2.2 A14B, name one file with high_noise and the other with low_noise, as in"
                + " wan_high_noise.safetensors; else leave one of them in the folder"),
        Arguments.of(
            new CardProblem.OneExpert(FILE, Part.LOW_NOISE),
            FILE
                + ": it is one of the two transformers of a Wan2.2 A14B model, and the low-noise"
                + " one is not there. Put both into the folder, one named with high_noise and the"
                + " other with low_noise"),
        Arguments.of(
            new CardProblem.UnlikeExperts(FILE, FOLDER),
            FILE
                + ": its sizes are not those of wan. Take the high-noise and the low-noise"
                + " transformer of one Wan2.2 A14B model"),
        Arguments.of(
            new CardProblem.Unused(FILE, Part.TRANSFORMER, "blocks.0.more", 7),
            FILE
                + ": the diffusion transformer has tensors that Zoetrope has no use for (7, such as"
                + " blocks.0.more). It is of a family that is not run; choose a Wan2.1 model"),
        Arguments.of(
            new CardProblem.Quantised(FILE, Part.TEXT_ENCODER, "nvfp4 (ComfyUI)"),
            FILE
                + ": the UMT5 text encoder is quantised as nvfp4 (ComfyUI), which is not run. Take"
                + " its fp16, bf16 or fp8_scaled file"),
        Arguments.of(
            new CardProblem.BrokenLink(FILE, "../blobs/a1"),
            FILE + ": it is a link to ../blobs/a1, which is not there. Download it again"),
        Arguments.of(
            new CardProblem.Pickle(FILE, "it names os.system"),
            FILE
                + ": it is a Python pickle that cannot be read (it names os.system). Take the"
                + " safetensors file of the same part"),
        Arguments.of(
            new CardProblem.Gguf(FILE, "it is cut off"),
            FILE
                + ": it is a GGUF file that cannot be read (it is cut off). Download it again, or"
                + " take the safetensors file of the same part"),
        Arguments.of(
            new CardProblem.Second(FILE, Part.TRANSFORMER, FOLDER),
            FILE
                + ": it holds a second diffusion transformer besides wan. Leave one of them in the"
                + " folder"),
        Arguments.of(
            new CardProblem.UnreadType(FILE, Part.TEXT_ENCODER, DType.I8),
            FILE
                + ": the UMT5 text encoder is of type i8, which the engine does not read. Take its"
                + " bf16, fp16 or fp32 file"),
        Arguments.of(
            new CardProblem.StrangeSizes(FILE),
            FILE + ": its tensors have sizes that no Wan2.1 model has. Download the file again"),
        Arguments.of(
            new CardProblem.OtherControl(FILE, 4096),
            FILE
                + ": it is a control model of 4096 channels, which the engine does not run. Take"
                + " Fun-Control, VACE or an image-to-video model"),
        misfit(
            Measure.TEXT_VECTORS,
            "takes text vectors of 4096, the UMT5 text encoder has 768",
            "umt5-xxl"),
        misfit(
            Measure.LATENT_CHANNELS,
            "takes latent channels of 4096, the Wan2.1 VAE has 768",
            "Wan2.1's VAE"),
        misfit(
            Measure.PICTURE_VECTORS,
            "takes picture vectors of 4096, the CLIP image encoder has 768",
            "clip_vision_h"),
        Arguments.of(
            new CardProblem.Unreadable("a.safetensors: it is cut off. Download it again"),
            "a.safetensors: it is cut off. Download it again"));
  }

  private static Arguments missing(Part part, String name, String remedy) {
    return Arguments.of(
        new CardProblem.Missing(FOLDER, part), "wan: there is no " + name + " in it. " + remedy);
  }

  private static Arguments misfit(Measure by, String what, String belonging) {
    return Arguments.of(
        new CardProblem.Misfit(FOLDER, by, 4096, 768),
        "wan: the transformer " + what + ". Take the one that belongs to it (" + belonging + ")");
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void eachKindIsSaidAsItAlwaysWas(CardProblem problem, String sentence) {
    assertThat(problem.words()).isEqualTo(sentence);
  }

  @Test
  void noKindIsForgottenHere() {
    assertThat(kinds(sentences().stream().map(a -> a.get()[0])))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(CardProblem.class.getPermittedSubclasses()));
  }

  private static Collection<Class<?>> kinds(Stream<Object> problems) {
    return problems.<Class<?>>map(Object::getClass).distinct().toList();
  }
}
