package zoetrope.media.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import zoetrope.media.MediaException;
import zoetrope.media.MediaProblem;
import zoetrope.media.MediaRemedy;
import zoetrope.media.Tags;

/**
 * Reads what files say of themselves. PNGs are read by hand: FFmpeg and ImageIO unpack compressed
 * text to whatever length it claims.
 */
public final class TagReader {
  private static final long PNG = 0x89504E47_0D0A1A0AL;
  private static final int MAX_CHUNKS = 1 << 16;

  /** Keyword, no compression, no language, no translated keyword: as this program writes it. */
  private static final byte[] COMMENT = "Comment\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  private TagReader() {}

  public static Tags read(Path file) {
    Inputs.check(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() >= 8 && bytes(channel, 0, 8).getLong() == PNG) {
        return new Tags("", comment(channel));
      }
    } catch (IOException e) {
      throw new MediaException(
          e, file, MediaProblem.NOT_READ, MediaRemedy.PERMISSIONS, e.getMessage());
    }
    try (Demuxer demuxer = Demuxer.open(file, MediaRemedy.USE_OURS)) {
      return new Tags(entry(demuxer, "title"), entry(demuxer, "comment"));
    }
  }

  private static String entry(Demuxer demuxer, String key) {
    AVDictionaryEntry entry = avutil.av_dict_get(demuxer.metadata(), key, null, 0);
    if (entry == null || entry.isNull()) {
      return "";
    }
    BytePointer value = entry.value();
    // In UTF-8 there are at most four bytes to a character.
    long length = BytePointer.strlen(value);
    if (length > Tags.MAX_COMMENT) {
      return "";
    }
    byte[] text = new byte[(int) length];
    value.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String comment(FileChannel file) throws IOException {
    long at = 8;
    for (int n = 0; n < MAX_CHUNKS && at + 12 <= file.size(); n++) {
      ByteBuffer head = bytes(file, at, 8);
      long length = head.getInt() & 0xFFFF_FFFFL;
      boolean text = head.getInt() == 0x69545874; // iTXt
      if (text && length <= Tags.MAX_COMMENT && at + 12 + length <= file.size()) {
        byte[] all = bytes(file, at + 8, (int) length).array();
        int start = COMMENT.length;
        if (all.length >= start && java.util.Arrays.equals(all, 0, start, COMMENT, 0, start)) {
          return new String(all, start, all.length - start, StandardCharsets.UTF_8);
        }
      }
      at += length + 12;
    }
    return "";
  }

  private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(length);
    while (b.hasRemaining() && file.read(b, at + b.position()) >= 0) {
      // Until it is full or the file has ended.
    }
    return b.flip().limit(length);
  }
}
