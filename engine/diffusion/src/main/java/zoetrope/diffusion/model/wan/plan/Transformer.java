package zoetrope.diffusion.model.wan.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zoetrope.diffusion.checkpoint.Checkpoint;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.FolderFiles;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.Grid;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.dit.WanNames;
import zoetrope.diffusion.model.wan.dit.WanShape;
import zoetrope.diffusion.model.wan.folder.WanCard;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/**
 * What matters of a transformer for planning.
 *
 * @param hidden width of its feed-forward layers
 * @param parameters their number
 * @param decoded whether its weights are decoded into memory, so that none can be dropped and read
 *     again
 */
record Transformer(WanShape shape, int hidden, long parameters, boolean decoded) {
  /** Values of [tokens, dim] that are alive at once in a step. */
  private static final int ALIVE = 14;

  /** The feed-forward's widest values at once, in rows of 1,024 (see DitGraph). */
  private static final int WIDE_ROWS = 3 * 1024;

  /** Of two, which are in memory one after the other, the larger; decoded where one of them is. */
  static Transformer of(WanCard card) {
    Transformer first = of(card.path(Part.TRANSFORMER));
    if (!card.experts()) {
      return first;
    }
    Transformer second = of(card.path(Part.LOW_NOISE));
    return new Transformer(
        first.shape(),
        first.hidden(),
        Math.max(first.parameters(), second.parameters()),
        first.decoded() || second.decoded());
  }

  /** Bytes of the files of both transformers. */
  static long disk(WanCard card) {
    return Stream.of(Part.TRANSFORMER, Part.LOW_NOISE)
        .map(card::path)
        .flatMap(p -> Files.isDirectory(p) ? FolderFiles.below(p).all().stream() : Stream.of(p))
        .filter(FolderFiles::holdsWeights)
        .mapToLong(f -> f.toFile().length())
        .sum();
  }

  private static Transformer of(Path path) {
    try (Checkpoint files = Checkpoint.open(path)) {
      TensorSource names = WanNames.of(files);
      WanShape shape = WanShape.of(names, WanConfig.beside(path));
      long all = files.weights().mapToLong(TensorInfo::elements).sum();
      long hidden = names.info("blocks.0.ffn.0.weight").shape().getFirst();
      return new Transformer(shape, Math.toIntExact(hidden), all, decoded(files.weights()));
    }
  }

  /** Whether most of some weights are. */
  static boolean decoded(Stream<TensorInfo> weights) {
    Map<Boolean, Long> elements =
        weights.collect(
            Collectors.partitioningBy(
                t -> t.dtype() == DType.CODED, Collectors.summingLong(TensorInfo::elements)));
    return elements.getOrDefault(true, 0L) > elements.getOrDefault(false, 0L);
  }

  int tokens(Clip clip) {
    Grid g = clip.grid();
    return shape.tokens(g.frames(), g.rows(), g.columns());
  }

  /** Bytes of what lies between the layers. */
  long values(int tokens) {
    long side = shape.sideLayers().isEmpty() ? 0 : shape.sideLayers().size() + 1L;
    return 4L * tokens * shape.dim() * (ALIVE + side)
        + 4L * Math.min(tokens, WIDE_ROWS) * hidden * 3;
  }

  /** Parameters of a block. */
  long block() {
    return parameters / shape.layers();
  }

  Work work(Clip clip) {
    return Work.of(shape, hidden, tokens(clip));
  }
}
