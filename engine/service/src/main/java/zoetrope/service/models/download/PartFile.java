package zoetrope.service.models.download;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What has arrived of a file, in pieces of one size, each filled from its beginning: the bytes in
 * {@code NAME.part}, and beside it what is known of them. The bytes are written before they are
 * counted, so that after a crash fewer count than are there; the hash at the end judges the rest.
 *
 * <p>Written through {@code java.io}, because a channel is closed for all its users when one of
 * them is interrupted.
 */
final class PartFile implements AutoCloseable {
  static final String SUFFIX = ".part";
  private static final long NOTE_NANOS = 1_000_000_000;

  private final RemoteFile wanted;
  private final Path bytes;
  private final Path note;
  private long piece;
  private AtomicLongArray done = new AtomicLongArray(0);
  private String etag = "";
  private long noted = System.nanoTime();

  private PartFile(RemoteFile wanted, Path to) {
    this.wanted = wanted;
    bytes = to.resolveSibling(to.getFileName() + SUFFIX);
    note = to.resolveSibling(to.getFileName() + SUFFIX + ".json");
  }

  /**
   * Goes on with what is there of a file, if it is of the same one, else begins anew.
   *
   * @param piece bytes of a piece of a new one
   */
  static PartFile open(RemoteFile wanted, Path to, long piece) {
    PartFile p = new PartFile(wanted, to);
    if (!p.known()) {
      p.begin(piece);
    }
    return p;
  }

  /** Bytes that are there already, without touching anything. */
  static long arrived(RemoteFile wanted, Path to) {
    PartFile p = new PartFile(wanted, to);
    return p.known() ? p.arrived() : 0;
  }

  /** Deletes what is there of a file. */
  static void delete(Path to) throws IOException {
    Files.deleteIfExists(to.resolveSibling(to.getFileName() + SUFFIX));
    Files.deleteIfExists(to.resolveSibling(to.getFileName() + SUFFIX + ".json"));
  }

  private boolean known() {
    try {
      JsonNode n = new ObjectMapper().readTree(Files.readAllBytes(note));
      piece = n.path("piece").asLong();
      if (piece <= 0
          || n.path("size").asLong(-1) != wanted.size()
          || !n.path("checksum").asText().equals(wanted.checksum().hex())
          || n.path("done").size() != count(piece)) {
        return false;
      }
      done = new AtomicLongArray(count(piece));
      long length = Files.size(bytes);
      for (int i = 0; i < done.length(); i++) {
        long d = n.path("done").get(i).asLong(-1);
        if (d < 0 || d > length(i) || d > 0 && from(i) + d > length) {
          return false;
        }
        done.set(i, d);
      }
      etag = n.path("etag").asText();
      return true;
    } catch (IOException _) {
      return false; // nothing usable there
    }
  }

  private int count(long size) {
    return Math.toIntExact(Math.ceilDiv(wanted.size(), size));
  }

  private void begin(long size) {
    piece = Math.max(1, size);
    done = new AtomicLongArray(count(piece));
    etag = "";
  }

  /** Makes one piece of it, with nothing in it: the server gives no ranges. */
  void whole() {
    begin(wanted.size());
  }

  /** Begins anew. */
  void restart() {
    begin(piece);
  }

  Path bytes() {
    return bytes;
  }

  int pieces() {
    return done.length();
  }

  List<Integer> unfinished() {
    return IntStream.range(0, pieces()).filter(i -> done.get(i) < length(i)).boxed().toList();
  }

  long from(int i) {
    return i * piece;
  }

  long length(int i) {
    return Math.min(piece, wanted.size() - from(i));
  }

  long done(int i) {
    return done.get(i);
  }

  /** Empties a piece: the server sends it from its beginning. */
  void empty(int i) {
    done.set(i, 0);
  }

  long arrived() {
    long all = 0;
    for (int i = 0; i < pieces(); i++) {
      all += done.get(i);
    }
    return all;
  }

  /** Which version of the file the bytes are of; empty when unknown. */
  synchronized String etag() {
    return etag;
  }

  synchronized void etag(String is) {
    etag = is;
  }

  /** Fills a piece from where it ends. */
  Writer writer(int i) {
    try {
      RandomAccessFile file = new RandomAccessFile(bytes.toFile(), "rw");
      file.seek(from(i) + done.get(i));
      return new Writer(file, i);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private DownloadException unwritable(IOException e) {
    return new DownloadException(
        bytes,
        "it cannot be written (" + e.getMessage() + ")",
        "Make room or choose another folder, and download again; what has arrived is kept",
        e);
  }

  /** Writes down what is there, unless that was done a moment ago. */
  private synchronized void noteSometimes() {
    if (System.nanoTime() - noted > NOTE_NANOS) {
      note();
    }
  }

  private synchronized void note() {
    noted = System.nanoTime();
    ObjectNode n = new ObjectMapper().createObjectNode();
    n.put("size", wanted.size()).put("checksum", wanted.checksum().hex());
    n.put("etag", etag).put("piece", piece);
    ArrayNode all = n.putArray("done");
    for (int i = 0; i < pieces(); i++) {
      all.add(done.get(i));
    }
    Path fresh = note.resolveSibling(note.getFileName() + ".new");
    try {
      try (OutputStream out = new FileOutputStream(fresh.toFile())) {
        out.write(n.toString().getBytes(StandardCharsets.UTF_8));
      }
      Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes down what is there. */
  @Override
  public void close() {
    if (Files.exists(bytes)) {
      note();
    }
  }

  /** Appends to one piece. */
  final class Writer implements AutoCloseable {
    private final RandomAccessFile file;
    private final int piece;

    private Writer(RandomAccessFile file, int piece) {
      this.file = file;
      this.piece = piece;
    }

    void write(byte[] from, int length) {
      try {
        file.write(from, 0, length);
      } catch (IOException e) {
        throw unwritable(e);
      }
      done.addAndGet(piece, length);
      noteSometimes();
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }
}
