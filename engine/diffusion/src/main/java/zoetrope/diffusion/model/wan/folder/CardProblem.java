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
    static final String IS = "it is no folder that can be read";
    static final String REMEDY = "Choose the folder of a Wan2.1 model";

    @Override
    public String words() {
      return folder + ": " + IS + ". " + REMEDY;
    }
  }

  /** A part is nowhere in the folder. */
  record Missing(Path folder, Part part) implements CardProblem {
    @Override
    public String words() {
      return "%s: there is no %s in it. %s".formatted(folder, part.words(), remedy());
    }

    private String remedy() {
      return switch (part) {
        case TRANSFORMER -> "Choose the folder of a Wan2.1 model";
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

  /** What may be a missing part is a Python pickle. */
  record Pickle(Path file) implements CardProblem {
    @Override
    public String words() {
      return file
          + ": it is a Python pickle, which can run code and is not read. Take the"
          + " safetensors file of the same part";
    }
  }

  /** What may be a missing part is packed as GGUF. */
  record Gguf(Path file) implements CardProblem {
    @Override
    public String words() {
      return file
          + ": GGUF files are not read. Take the bf16 or fp16 safetensors file of the same part";
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
