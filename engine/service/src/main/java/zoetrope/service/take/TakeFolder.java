package zoetrope.service.take;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.SafetensorsFile;
import zoetrope.diffusion.checkpoint.SafetensorsWriter;

/**
 * The folder in which one take is made. What an attempt leaves in it serves the next one, if that
 * asks the same question: latents are not denoised again, a finished take is not made again.
 */
public final class TakeFolder {
  private static final String QUESTION = "question";
  private static final String WINDOW = "window.";

  /** What says that the take is finished; written last. */
  private record Mark(String question, Map<String, Double> scores) {}

  private final Path folder;

  TakeFolder(Path folder) {
    this.folder = folder;
  }

  /** A take's folder by its place, for the process that makes the take. */
  public static TakeFolder at(Path folder) {
    return new TakeFolder(folder);
  }

  public Path path() {
    return folder;
  }

  /** Makes the folder; files of other questions in it are taken away. */
  public void begin(String question) {
    try {
      Files.createDirectories(folder);
      if (!questionOfLatents().equals(Optional.of(question)) && finished(question).isEmpty()) {
        clear(folder);
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Where a file of the take lies, or will. */
  public Path file(String role) {
    return folder.resolve(
        switch (role) {
          case MadeTake.CLIP -> "clip.mkv";
          case MadeTake.POSTER -> "poster.png";
          case MadeTake.LATENTS -> "latents.safetensors";
          default -> throw new IllegalArgumentException(role);
        });
  }

  /** Latents that are saved, by window; empty where there are none of this question. */
  public Map<Integer, float[]> latents(String question) {
    Map<Integer, float[]> found = new HashMap<>();
    if (questionOfLatents().equals(Optional.of(question))) {
      try (SafetensorsFile file = SafetensorsFile.open(file(MadeTake.LATENTS))) {
        for (String name : file.names()) {
          found.put(Integer.valueOf(name.substring(WINDOW.length())), file.floats(name));
        }
      }
    }
    return found;
  }

  private Optional<String> questionOfLatents() {
    Path file = file(MadeTake.LATENTS);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile saved = SafetensorsFile.open(file)) {
      return Optional.ofNullable(saved.header().metadata().get(QUESTION));
    } catch (CheckpointException _) {
      // A damaged file is as good as none: the take is denoised again.
      return Optional.empty();
    }
  }

  /** Saves the latents of all windows so far; on disk when this returns. */
  public void save(String question, Map<Integer, float[]> windows) {
    Map<String, SafetensorsWriter.Entry> entries = new LinkedHashMap<>();
    windows.forEach(
        (window, values) ->
            entries.put(
                WINDOW + window,
                new SafetensorsWriter.Entry(List.of((long) values.length), values)));
    SafetensorsWriter.write(
        file(MadeTake.LATENTS), entries, Map.of("format", "zoetrope latents", QUESTION, question));
  }

  /** Says that all files are there. */
  public MadeTake finish(String question, Map<String, Double> scores) {
    Path part = folder.resolve("take.part");
    try {
      Files.write(part, new ObjectMapper().writeValueAsBytes(new Mark(question, scores)));
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, mark(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(e);
    }
    return finished(question).orElseThrow();
  }

  /** The take, when an attempt of this question finished it. */
  public Optional<MadeTake> finished(String question) {
    if (!Files.isRegularFile(mark())) {
      return Optional.empty();
    }
    try {
      Mark mark = new ObjectMapper().readValue(mark().toFile(), Mark.class);
      Map<String, Path> files = new LinkedHashMap<>();
      for (String role : List.of(MadeTake.CLIP, MadeTake.POSTER, MadeTake.LATENTS)) {
        files.put(role, file(role));
      }
      return mark.question().equals(question) && files.values().stream().allMatch(Files::exists)
          ? Optional.of(new MadeTake(question, mark.scores(), files))
          : Optional.empty();
    } catch (IOException _) {
      // Half a mark is no mark.
      return Optional.empty();
    }
  }

  private Path mark() {
    return folder.resolve("take.json");
  }

  /** Takes the folder away, as far as that is possible. */
  public void delete() {
    try {
      clear(folder);
    } catch (IOException _) {
      // What is left is taken away when the story is opened again.
    }
  }

  static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var found = Files.walk(folder)) {
      for (Path p : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(p);
      }
    }
  }

  private TakeException unusable(IOException e) {
    return new TakeException(
        "%s: the take cannot be written there (%s); see that the disk has space and the folder may be written"
            .formatted(folder, e),
        e);
  }
}
