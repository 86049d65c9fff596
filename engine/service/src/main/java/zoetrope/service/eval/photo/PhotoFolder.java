package zoetrope.service.eval.photo;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import zoetrope.media.MediaException;
import zoetrope.media.MediaFormat;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;

/**
 * The pictures in a folder and in those below it, by their first bytes and in the order of their
 * names.
 *
 * @param others how many files are none, or cannot be read
 */
public record PhotoFolder(List<Path> photos, int others) {
  public PhotoFolder {
    photos = List.copyOf(photos);
  }

  /**
   * Looks through a folder.
   *
   * @throws MediaException where there is no folder, or no picture in it
   */
  public static PhotoFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MediaException(folder, MediaProblem.NOT_A_FOLDER, MediaRemedy.NAME_PHOTOS);
    }
    Visitor found = new Visitor();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
    } catch (IOException e) {
      throw new MediaException(e, folder, MediaProblem.NOT_A_FOLDER, MediaRemedy.NAME_PHOTOS);
    }
    if (found.photos.isEmpty()) {
      throw new MediaException(folder, MediaProblem.NO_PHOTOS, MediaRemedy.NAME_PHOTOS);
    }
    return new PhotoFolder(found.photos.stream().sorted().toList(), found.others);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final List<Path> photos = new ArrayList<>();
    private int others;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (picture(file)) {
        photos.add(file);
      } else {
        others++;
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean picture(Path file) {
      try {
        Optional<MediaFormat> format = MediaFormat.of(file);
        return format.filter(f -> f.use() == MediaFormat.Use.PICTURE).isPresent();
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      others++;
      return FileVisitResult.CONTINUE;
    }
  }
}
