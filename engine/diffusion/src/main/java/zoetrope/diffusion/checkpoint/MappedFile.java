package zoetrope.diffusion.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import zoetrope.diffusion.checkpoint.decode.FormatException;
import zoetrope.diffusion.checkpoint.decode.RowDecoder;

/** A file mapped into memory for reading. Whoever opens it closes it; views die with it. */
final class MappedFile implements AutoCloseable {
  /** Bytes of a tensor from which on it is mapped by itself to be read. */
  private static final long LARGE = 1 << 20;

  private final Path path;
  private final Arena arena;
  private final MemorySegment bytes;

  private MappedFile(Path path, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.arena = arena;
    this.bytes = bytes;
  }

  /** Maps a file; throws {@link CheckpointException} when it is not there or cannot be read. */
  @SuppressWarnings(
      "MustBeClosed") // the arena lives as long as this object, whose owner closes both
  static MappedFile open(Path path) {
    Arena arena = Arena.ofShared();
    try (FileChannel ch = FileChannel.open(path, StandardOpenOption.READ)) {
      return new MappedFile(
          path, arena, ch.map(FileChannel.MapMode.READ_ONLY, 0, ch.size(), arena));
    } catch (NoSuchFileException e) {
      arena.close();
      throw LinkedFiles.absent(path, e);
    } catch (IOException e) {
      arena.close();
      String why =
          Files.isDirectory(path) ? "it is a folder" : "cannot be mapped (" + e.getMessage() + ")";
      throw new CheckpointException(path, why, "Check that the disk is there", e);
    }
  }

  /** Makes something of a file's bytes. */
  @FunctionalInterface
  interface Parser<F> {
    F of(MappedFile file) throws FormatException;
  }

  /**
   * Maps a file and makes something of it that closes it.
   *
   * @param remedy what helps where it is out of order
   * @throws CheckpointException when it is not there, cannot be read or is out of order
   */
  static <F> F parsed(Path path, String remedy, Parser<F> parser) {
    MappedFile file = open(path);
    try {
      return parser.of(file);
    } catch (FormatException e) {
      file.close();
      throw new CheckpointException(path, e.getMessage(), remedy, e);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** All of it. */
  MemorySegment bytes() {
    return bytes;
  }

  /** A tensor's bytes. */
  MemorySegment bytes(TensorInfo t) {
    return bytes.asSlice(t.offset(), t.length());
  }

  /**
   * A tensor's rows.
   *
   * @param t what they are told as
   * @param stored where they lie
   * @param decoder of the tensor's bytes
   */
  @SuppressWarnings("MustBeClosed") // the rows own what they map
  TensorRows rows(TensorInfo t, TensorInfo stored, Function<MemorySegment, RowDecoder> decoder) {
    if (stored.length() < LARGE) {
      return new TensorRows(t, decoder.apply(bytes(stored)), Optional.empty());
    }
    Arena own = Arena.ofShared();
    try (FileChannel ch = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment m =
          ch.map(FileChannel.MapMode.READ_ONLY, stored.offset(), stored.length(), own);
      return new TensorRows(t, decoder.apply(m), Optional.of(own));
    } catch (IOException e) {
      own.close();
      throw new CheckpointException(
          path, "it cannot be read (" + e.getMessage() + ")", "Check that it is still there", e);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
