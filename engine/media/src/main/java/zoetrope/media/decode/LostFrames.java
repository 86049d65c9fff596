package zoetrope.media.decode;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * Time that damage has taken out of a file whose frames carry no times (MP3, AAC in ADTS): FFmpeg
 * only counts the frames that it finds. Bytes that belong to none are taken for frames of the mean
 * length, which is exact at a constant bit rate.
 */
final class LostFrames {
  private static final int[] KBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] KBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };
  private static final int[] HERTZ = {44_100, 48_000, 32_000};

  private final boolean aac;
  private long end = -1;
  private long bytes;
  private long frames;
  private long lost;
  private double foreign;
  private long before = -1;
  private long ahead;

  private LostFrames(boolean aac) {
    this.aac = aac;
  }

  /** For a stream of a container that keeps no times. */
  static LostFrames of(AVStream stream) {
    return new LostFrames(stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_AAC);
  }

  /**
   * Puts the lost time onto a packet's own.
   *
   * @param read how far the file has been read, bytes
   */
  void restore(AVPacket packet, long read) {
    int length = length(packet);
    boolean whole = length > 0 && length <= packet.size() + 1;
    if (end >= 0) {
      double counted = whole ? length : (double) bytes / frames; // FFmpeg counts it as one frame
      foreign += skipped(packet, read) + packet.size() - counted;
    } else {
      before = read;
    }
    if (whole) {
      frames++;
      bytes += length;
      lost += Math.max(0, Math.round(foreign * frames / bytes));
      foreign = 0;
    }
    if (frames > 0) {
      end = packet.pos() + packet.size();
    }
    packet.pts(packet.pts() + lost * packet.duration());
  }

  /** Bytes between this packet and the one before. */
  private long skipped(AVPacket packet, long read) {
    if (!aac) {
      return packet.pos() < 0 ? 0 : Math.max(0, packet.pos() - end);
    }
    // FFmpeg counts the places of these as if it had skipped nothing; it does not read ahead, but
    // for what it looked at to open the file.
    long more = read == before ? 0 : read - (packet.pos() + packet.size()) - ahead;
    before = read;
    ahead += Math.max(0, more);
    return Math.max(0, more);
  }

  private int length(AVPacket packet) {
    if (packet.size() < 7) {
      return 0;
    }
    BytePointer d = packet.data();
    int b1 = d.get(1) & 255;
    int b2 = d.get(2) & 255;
    if ((d.get(0) & 255) != 0xFF || (b1 & 0xE0) != 0xE0) {
      return 0;
    }
    return aac ? (d.get(3) & 3) << 11 | (d.get(4) & 255) << 3 | (d.get(5) & 255) >> 5 : mp3(b1, b2);
  }

  /** ISO/IEC 11172-3 and 13818-3, layer III. */
  private static int mp3(int b1, int b2) {
    int version = b1 >> 3 & 3;
    int rate = b2 >> 2 & 3;
    if (version == 1 || (b1 >> 1 & 3) != 1 || rate == 3) {
      return 0;
    }
    int kbits = (version == 3 ? KBITS_1 : KBITS_2)[b2 >> 4];
    int hertz = HERTZ[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    return (version == 3 ? 144_000 : 72_000) * kbits / hertz + (b2 >> 1 & 1);
  }
}
