package zoetrope.diffusion.model.wan.folder;

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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zoetrope.diffusion.checkpoint.CheckpointException;

/**
 * The files below a folder, a few levels deep, links followed; what cannot be read is passed over.
 *
 * @param all in the order of their names
 */
record FolderFiles(List<Path> all) {
  private static final int DEPTH = 4;
  private static final int MOST = 20_000;
  private static final String INDEX = ".safetensors.index.json";

  FolderFiles {
    all = List.copyOf(all);
  }

  /** Throws {@link CheckpointException} for what is no folder, or one of very many files. */
  static FolderFiles below(Path folder) {
    List<Path> found = new ArrayList<>();
    try {
      if (!Files.isDirectory(folder)) {
        throw new CheckpointException(folder, CardProblem.NoFolder.IS, CardProblem.NoFolder.REMEDY);
      }
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, into(found));
    } catch (IOException e) {
      throw new CheckpointException(
          folder, "it cannot be read (" + e.getMessage() + ")", CardProblem.NoFolder.REMEDY, e);
    }
    if (found.size() > MOST) {
      throw new CheckpointException(
          folder, "it holds more than " + MOST + " files", "Choose the model's own folder");
    }
    Collections.sort(found);
    return new FolderFiles(found);
  }

  private static SimpleFileVisitor<Path> into(List<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
          found.add(file);
        }
        return found.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE; // a loop of links, or somebody else's folder
      }
    };
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  static Path parent(Path file) {
    return file.resolveSibling("").normalize();
  }

  /**
   * What can be opened as one checkpoint: folders of shards with their index, and single files,
   * also those that lie beside shards.
   */
  Set<Path> checkpoints() {
    Set<Path> units = new LinkedHashSet<>();
    Set<Path> shards = new HashSet<>();
    for (Path index : all) {
      if (name(index).endsWith(INDEX)) {
        units.add(parent(index));
        shards.addAll(shards(index));
      }
    }
    all.stream()
        .filter(f -> name(f).endsWith(".safetensors") && !shards.contains(f))
        .forEach(units::add);
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
