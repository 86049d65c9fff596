package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard.Found;
import zoetrope.diffusion.model.wan.folder.WanCard.Kind;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;
import zoetrope.diffusion.text.umt5.Umt5Tokenizer;

/**
 * Finds the parts of a Wan2.1 model in a folder by what their tensors are called, not by what their
 * files are: a folder of diffusers, the original release in safetensors, single-file repacks, and
 * mixtures. Only headers are read.
 */
public final class WanFolder {
  private static final Set<DType> READABLE =
      Set.of(DType.F32, DType.F16, DType.BF16, DType.F8_E4M3, DType.F8_E5M2);

  private static final String VISUAL = "visual.patch_embedding.weight";
  private static final String VISION = "vision_model.embeddings.patch_embedding.weight";

  private final Path folder;
  private final Map<Part, Found> parts = new EnumMap<>(Part.class);
  private final List<CardProblem> problems = new ArrayList<>();
  private final List<Path> strangers = new ArrayList<>();
  private final Fitting fitting = new Fitting();
  private Optional<Kind> kind = Optional.empty();

  private WanFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks into a folder.
   *
   * @throws CheckpointException when it is no folder or cannot be read
   */
  public static WanCard look(Path folder) {
    WanFolder looking = new WanFolder(folder);
    FolderFiles files = FolderFiles.below(folder);
    files.checkpoints().forEach(looking::recognise);
    looking.tokenizer(files.all());
    looking.problems.addAll(looking.fitting.problems(folder));
    looking.complain(files.all());
    return new WanCard(folder, looking.kind, looking.parts, looking.problems);
  }

  private void recognise(Path unit) {
    try (Checkpoint c = Checkpoint.open(unit)) {
      // Image encoders first: their patches are embedded under the same name.
      if (c.has(VISUAL)) {
        part(Part.IMAGE_ENCODER, unit, "original", c, VISUAL, 0);
      } else if (c.has(VISION)) {
        part(Part.IMAGE_ENCODER, unit, "transformers", c, VISION, 0);
      } else if (has(c, "patch_embedding.weight")) {
        transformer(unit, c);
      } else if (c.has("token_embedding.weight") && has(c, "attn.q.weight")) {
        part(Part.TEXT_ENCODER, unit, "original", c, "token_embedding.weight", 1);
      } else if (c.has("shared.weight") && has(c, "SelfAttention.q.weight")) {
        part(Part.TEXT_ENCODER, unit, "transformers", c, "shared.weight", 1);
      } else if (c.has("decoder.conv1.weight") && c.has("conv2.weight")) {
        part(Part.AUTOENCODER, unit, "original", c, "conv2.weight", 0);
      } else if (c.has("decoder.conv_in.weight") && c.has("post_quant_conv.weight")) {
        part(Part.AUTOENCODER, unit, "diffusers", c, "post_quant_conv.weight", 0);
      }
    } catch (CheckpointException e) {
      problems.add(new CardProblem.Unreadable(e.getMessage()));
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      problems.add(new CardProblem.StrangeSizes(unit));
    }
  }

  private void part(
      Part part, Path unit, String layout, Checkpoint c, String tensor, int dimension) {
    if (add(part, unit, layout, c)) {
      fitting.note(part, c, tensor, dimension);
    }
  }

  private static String name(Path file) {
    return FolderFiles.name(file);
  }

  private static boolean has(Checkpoint c, String end) {
    return c.names().stream().anyMatch(n -> n.endsWith(end));
  }

  private void transformer(Path unit, Checkpoint c) {
    if (!has(c, "text_embedding.0.weight") && !has(c, "text_embedder.linear_1.weight")) {
      strangers.add(unit);
      return;
    }
    WanShape shape = WanShape.of(WanNames.of(c), WanConfig.beside(unit));
    if (add(Part.TRANSFORMER, unit, WanNames.of(c) == c ? "original" : layout(c), c)) {
      kind = Optional.of(kind(shape));
      fitting.transformer(shape);
      boolean drawn = shape.inChannels() == 3 * shape.outChannels() && shape.imageSize() > 0;
      if (kind.get() == Kind.CONTROL && !drawn) {
        problems.add(new CardProblem.OtherControl(unit, shape.inChannels()));
      }
    }
  }

  private static String layout(Checkpoint c) {
    return has(c, "condition_embedder.text_embedder.linear_1.weight") ? "diffusers" : "original";
  }

  private static Kind kind(WanShape shape) {
    if (shape.sideChannels() > 0) {
      return Kind.VACE;
    }
    if (shape.inChannels() == shape.outChannels()) {
      return Kind.TEXT;
    }
    return shape.inChannels() == 2 * shape.outChannels() + 4 && shape.imageSize() > 0
        ? Kind.IMAGE
        : Kind.CONTROL;
  }

  /** The first of several alike is taken, the others are told of. */
  private boolean add(Part part, Path unit, String layout, Checkpoint c) {
    Map<DType, Long> weights =
        c.names().stream()
            .map(c::info)
            .collect(
                Collectors.groupingBy(t -> t.dtype(), Collectors.summingLong(t -> t.elements())));
    DType most =
        weights.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(DType.F32);
    if (!READABLE.contains(most)) {
      problems.add(new CardProblem.UnreadType(unit, part, most));
    }
    long all = weights.values().stream().mapToLong(Long::longValue).sum();
    Found old = parts.putIfAbsent(part, new Found(unit, layout, Optional.of(most), all));
    if (old != null) {
      problems.add(new CardProblem.Second(unit, part, old.path()));
    }
    return old == null;
  }

  private void tokenizer(List<Path> files) {
    files.stream()
        .map(FolderFiles::parent)
        .distinct()
        .filter(f -> !name(f).contains("roberta")) // the original release has CLIP's too
        .flatMap(f -> Umt5Tokenizer.find(f).stream())
        .min(Comparator.comparing((Path f) -> !name(f).endsWith(".json")))
        .ifPresent(f -> parts.put(Part.TOKENIZER, new Found(f, name(f), Optional.empty(), 0)));
  }

  private void complain(List<Path> files) {
    Set<Part> needed =
        java.util.EnumSet.of(Part.TRANSFORMER, Part.TEXT_ENCODER, Part.TOKENIZER, Part.AUTOENCODER);
    if (kind.filter(k -> k == Kind.IMAGE || k == Kind.CONTROL).isPresent()) {
      needed.add(Part.IMAGE_ENCODER);
    }
    needed.removeAll(parts.keySet());
    for (Part p : needed) {
      problems.add(new CardProblem.Missing(folder, p));
    }
    if (needed.contains(Part.TRANSFORMER)) {
      strangers.forEach(f -> problems.add(new CardProblem.OtherFamily(f)));
    }
    if (!needed.isEmpty()) {
      files.stream().filter(f -> !name(f).startsWith(".")).forEach(this::unread);
    }
  }

  /** Files that may hold what is missing, in forms that are not read. */
  private void unread(Path file) {
    String name = name(file);
    if (name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".bin")) {
      problems.add(new CardProblem.Pickle(file));
    } else if (name.endsWith(".gguf")) {
      problems.add(new CardProblem.Gguf(file));
    }
  }
}
