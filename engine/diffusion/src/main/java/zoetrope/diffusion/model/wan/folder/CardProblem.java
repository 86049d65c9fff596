package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.Locale;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/** Why the model of a folder cannot be used, or not as it is. */
public sealed interface CardProblem {
  /** A sentence in English that names the place, the problem and what helps. */
  String words();

  /** There is no folder, or none that may be read. */
  record NoFolder(Path folder) implements CardProblem {
    @Override
    public String words() {
      return folder + ": it is no folder that can be read. Choose the folder of a Wan2.1 model";
    }
  }

  /** A part is nowhere in the folder. */
  record Missing(Path folder, Part part) implements CardProblem {
    @Override
    public String words() {
      return "%s: there is no %s in it. %s".formatted(folder, part.words(), remedy(part));
    }

    private static String remedy(Part part) {
      return switch (part) {
        case TRANSFORMER -> "Choose the folder of a Wan2.1 model";
        case LOW_NOISE -> "Add the low-noise transformer of the same model";
        case TEXT_ENCODER -> "Add umt5-xxl-enc in safetensors";
        case TOKENIZER -> "Add tokenizer.json or spiece.model of google/umt5-xxl";
        case AUTOENCODER -> "Add the Wan2.1 VAE in safetensors";
        case IMAGE_ENCODER -> "Add clip_vision_h in safetensors";
      };
    }
  }

  /** A transformer is of another family than Wan2.1. */
  record OtherFamily(Path file) implements CardProblem {
    @Override
    public String words() {
      return file + ": it is a model of another family. Choose a Wan2.1 model";
    }
  }

  /**
   * A file is of a family that is known and not run.
   *
   * @param part whose place it would take
   * @param name the family's, as its makers call it
   */
  record NotRun(Path file, Part part, String name) implements CardProblem {
    @Override
    public String words() {
      return "%s: it is %s, which Zoetrope does not run. %s".formatted(file, name, remedy());
    }

    private String remedy() {
      return part == Part.TRANSFORMER ? "Choose a Wan2.1 model" : Missing.remedy(part);
    }
  }

  /** A file has VACE's blocks alone, which are to be added to a transformer in another file. */
  record VaceModule(Path file) implements CardProblem {
    @Override
    public String words() {
      return file
          + ": it holds the blocks of VACE without the transformer that they belong to. Take the"
          + " whole VACE model";
    }
  }

  /**
   * Two transformers are alike, and their names do not say which of Wan2.2's two each of them is.
   *
   * @param file or folder of shards that was not taken
   * @param first what was taken
   */
  record TwoExperts(Path file, Path first) implements CardProblem {
    @Override
    public String words() {
      return "%s: it holds a second diffusion transformer besides %s. If they are the two of Wan2.2 A14B, name one file with high_noise and the other with low_noise, as in wan_high_noise.safetensors; else leave one of them in the folder"
          .formatted(file, first);
    }
  }

  /** Two transformers that should be those of one model are of different sizes. */
  record UnlikeExperts(Path file, Path first) implements CardProblem {
    @Override
    public String words() {
      return "%s: its sizes are not those of %s. Take the high-noise and the low-noise transformer of one Wan2.2 A14B model"
          .formatted(file, first);
    }
  }

  /**
   * One of Wan2.2's two transformers is there without the other.
   *
   * @param file that is there
   * @param missing what is not
   */
  record OneExpert(Path file, Part missing) implements CardProblem {
    @Override
    public String words() {
      return "%s: it is one of the two transformers of a Wan2.2 A14B model, and the %s is not there. Put both into the folder, one named with high_noise and the other with low_noise"
          .formatted(file, missing == Part.LOW_NOISE ? "low-noise one" : "high-noise one");
    }
  }

  /**
   * A part has tensors that nothing takes: it is something more than it seems.
   *
   * @param tensor one of them
   * @param count how many there are
   */
  record Unused(Path file, Part part, String tensor, int count) implements CardProblem {
    @Override
    public String words() {
      return "%s: the %s has tensors that Zoetrope has no use for (%d, such as %s). It is of a family that is not run; choose a Wan2.1 model"
          .formatted(file, part.words(), count, tensor);
    }
  }

  /**
   * A part is quantised in a way that is not run.
   *
   * @param form as its makers call it
   */
  record Quantised(Path file, Part part, String form) implements CardProblem {
    @Override
    public String words() {
      return "%s: the %s is quantised as %s, which is not run. Take its fp16, bf16 or fp8_scaled file"
          .formatted(file, part.words(), form);
    }
  }

  /**
   * A file is a link to one that is not there.
   *
   * @param target what is written in the link
   */
  record BrokenLink(Path file, String target) implements CardProblem {
    @Override
    public String words() {
      return file + ": it is a link to " + target + ", which is not there. Download it again";
    }
  }

  /**
   * What may be a missing part is a Python pickle that is more, or less, than tensors.
   *
   * @param why as its reader said it
   */
  record Pickle(Path file, String why) implements CardProblem {
    @Override
    public String words() {
      return "%s: it is a Python pickle that cannot be read (%s). Take the safetensors file of the same part"
          .formatted(file, why);
    }
  }

  /**
   * What may be a missing part is a damaged GGUF file.
   *
   * @param why as its reader said it
   */
  record Gguf(Path file, String why) implements CardProblem {
    @Override
    public String words() {
      return "%s: it is a GGUF file that cannot be read (%s). Download it again, or take the safetensors file of the same part"
          .formatted(file, why);
    }
  }

  /**
   * A part is there twice.
   *
   * @param file or folder of shards that was not taken
   * @param first what was taken
   */
  record Second(Path file, Part part, Path first) implements CardProblem {
    @Override
    public String words() {
      return "%s: it holds a second %s besides %s. Leave one of them in the folder"
          .formatted(file, part.words(), first);
    }
  }

  /** Most weights of a part are of a type that is not read. */
  record UnreadType(Path file, Part part, DType type) implements CardProblem {
    @Override
    public String words() {
      return "%s: the %s is of type %s, which the engine does not read. Take its bf16, fp16 or fp32 file"
          .formatted(file, part.words(), type.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Tensors have sizes that cannot be. */
  record StrangeSizes(Path file) implements CardProblem {
    @Override
    public String words() {
      return file + ": its tensors have sizes that no Wan2.1 model has. Download the file again";
    }
  }

  /**
   * A control model takes other videos than the engine draws.
   *
   * @param channels it takes in all
   */
  record OtherControl(Path file, int channels) implements CardProblem {
    @Override
    public String words() {
      return file
          + ": it is a control model of "
          + channels
          + " channels, which the engine does not run. Take Fun-Control, VACE or an"
          + " image-to-video model";
    }
  }

  /**
   * A part is of another model than the transformer.
   *
   * @param takes what the transformer takes
   * @param gives what the part puts out
   */
  record Misfit(Path folder, Measure measure, long takes, long gives) implements CardProblem {
    @Override
    public String words() {
      return "%s: the transformer takes %s of %d, the %s has %d. Take the one that belongs to it (%s)"
          .formatted(folder, measure.words, takes, measure.part.words(), gives, measure.belonging);
    }
  }

  /** By what a part and the transformer are to fit. */
  enum Measure {
    TEXT_VECTORS(Part.TEXT_ENCODER, "text vectors", "umt5-xxl"),
    LATENT_CHANNELS(Part.AUTOENCODER, "latent channels", "Wan2.1's VAE"),
    PICTURE_VECTORS(Part.IMAGE_ENCODER, "picture vectors", "clip_vision_h");

    private final Part part;
    private final String words;
    private final String belonging;

    Measure(Part part, String words, String belonging) {
      this.part = part;
      this.words = words;
      this.belonging = belonging;
    }

    /** The part that puts them out. */
    public Part part() {
      return part;
    }
  }

  /**
   * A file is damaged, cut off, not there or not to be trusted.
   *
   * @param words which file, why and what helps, as the reader of checkpoints said it
   */
  record Unreadable(String words) implements CardProblem {}
}
