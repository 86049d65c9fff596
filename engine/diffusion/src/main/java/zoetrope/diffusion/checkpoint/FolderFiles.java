package zoetrope.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files below a folder, a few levels deep, links followed; what cannot be read is passed over.
 *
 * @param all in the order of their names
 * @param dangling links to what is not there
 */
public record FolderFiles(List<Path> all, List<Path> dangling) {
  private static final int DEPTH = 4;
  private static final int MOST = 20_000;
  private static final String NO_FOLDER = "it is no folder that can be read";
  private static final String INDEX = ".safetensors.index.json";

  public FolderFiles {
    all = List.copyOf(all);
    dangling = List.copyOf(dangling);
  }

  /** Throws {@link CheckpointException} for what is no folder, or one of very many files. */
  public static FolderFiles below(Path folder) {
    return below(folder, "Choose the folder of a model");
  }

  /**
   * The same.
   *
   * @param remedy what helps where it is no folder, for people
   */
  public static FolderFiles below(Path folder, String remedy) {
    List<Path> found = new ArrayList<>();
    List<Path> dangling = new ArrayList<>();
    try {
      if (!Files.isDirectory(folder)) {
        throw new CheckpointException(folder, NO_FOLDER, remedy);
      }
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, into(found, dangling));
    } catch (IOException e) {
      throw new CheckpointException(
          folder, "it cannot be read (" + e.getMessage() + ")", remedy, e);
    }
    if (found.size() > MOST) {
      throw new CheckpointException(
          folder, "it holds more than " + MOST + " files", "Choose the model's own folder");
    }
    Collections.sort(found);
    Collections.sort(dangling);
    return new FolderFiles(found, dangling);
  }

  private static SimpleFileVisitor<Path> into(List<Path> found, List<Path> dangling) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
          found.add(file);
        } else if (LinkedFiles.dangling(file)) {
          dangling.add(file);
        }
        return found.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE; // a loop of links, or somebody else's folder
      }
    };
  }

  /** A file's name. */
  public static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The folder that a file lies in. */
  public static Path parent(Path file) {
    return file.resolveSibling("").normalize();
  }

  /** All safetensors files. */
  public List<Path> weights() {
    return all.stream().filter(FolderFiles::weights).toList();
  }

  /** Whether something is a file of weights in any format, as far as its name tells. */
  public static boolean holdsWeights(Path place) {
    return Files.isRegularFile(place) && WeightFile.Kind.of(place).isPresent();
  }

  private static boolean weights(Path file) {
    return WeightFile.Kind.of(file).filter(k -> k == WeightFile.Kind.SAFETENSORS).isPresent();
  }

  /**
   * What can be opened as one checkpoint in other formats than safetensors, the format that is
   * preferred first: single files, then folders of shards with their index.
   */
  public List<Path> others() {
    Set<Path> shards = new HashSet<>();
    Set<Path> folders = new LinkedHashSet<>();
    for (Path index : all) {
      if (name(index).endsWith(Checkpoint.TORCH_INDEX)) {
        shards.addAll(shards(index));
        folders.add(parent(index));
      }
    }
    weights().forEach(f -> folders.remove(parent(f)));
    Stream<Path> files =
        all.stream()
            .filter(f -> !weights(f) && !shards.contains(f) && !name(f).startsWith("."))
            .filter(f -> WeightFile.Kind.of(f).isPresent())
            .sorted(Comparator.comparing((Path f) -> WeightFile.Kind.of(f).orElseThrow()));
    return Stream.concat(files, folders.stream()).toList();
  }

  /**
   * What can be opened as one checkpoint: folders of shards with their index, and single files,
   * also those that lie beside shards. One of whose shards a link leads nowhere cannot.
   */
  public Set<Path> checkpoints() {
    Set<Path> units = new LinkedHashSet<>();
    Set<Path> shards = new HashSet<>();
    for (Path index : all) {
      if (name(index).endsWith(INDEX)) {
        List<Path> listed = shards(index);
        shards.addAll(listed);
        if (Collections.disjoint(listed, dangling)) {
          units.add(parent(index));
        }
      }
    }
    weights().stream().filter(f -> !shards.contains(f)).forEach(units::add);
    return units;
  }

  /** What an index lists; a damaged one is told of when its folder is opened. */
  private static List<Path> shards(Path index) {
    List<Path> out = new ArrayList<>();
    try {
      JsonNode map = new ObjectMapper().readTree(Files.readAllBytes(index)).path("weight_map");
      map.forEach(n -> out.add(index.resolveSibling(n.asText())));
    } catch (IOException | java.nio.file.InvalidPathException _) {
      // then no file is a shard of it
    }
    return out;
  }
}
