package zoetrope.media.decode;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** A picture of a HEIF that is stored as tiles, each a picture of its own. */
public final class TileGrid implements AutoCloseable {
  private final Demuxer demuxer;
  private final AVStreamGroup group;
  private final AVStreamGroupTileGrid grid;
  private int decoded;

  private TileGrid(Demuxer demuxer, AVStreamGroup group) {
    this.demuxer = demuxer;
    this.group = group;
    grid = group.params_tile_grid();
  }

  /** Empty where the picture is not of tiles. */
  public static Optional<TileGrid> open(Path file, String remedy) {
    Demuxer demuxer = Demuxer.open(file, remedy);
    Optional<TileGrid> found = demuxer.tiles().map(g -> new TileGrid(demuxer, g));
    if (found.isEmpty()) {
      demuxer.close();
    }
    return found;
  }

  /** Pixels of the whole picture. */
  public int width() {
    return grid.width();
  }

  /** Pixels of the whole picture. */
  public int height() {
    return grid.height();
  }

  public Orientation orientation() {
    return SideData.orientation(grid.coded_side_data(), grid.nb_coded_side_data());
  }

  /** The ICC profile of the whole; its tiles may have one of their own. */
  public Optional<byte[]> profile() {
    return SideData.profile(grid.coded_side_data(), grid.nb_coded_side_data());
  }

  /** The whole, packed red, green, blue and alpha; empty where a tile is damaged or missing. */
  public Optional<byte[]> decode() {
    byte[] canvas = new byte[4 * width() * height()];
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    try {
      while (demuxer.read(packet)) {
        int tile = tile(packet.stream_index());
        if (tile >= 0 && decode(group.streams(tile), packet, frame)) {
          place(tile, frame, canvas);
        }
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avutil.av_frame_free(frame);
      avcodec.av_packet_free(packet);
    }
    return decoded == grid.nb_tiles() ? Optional.of(canvas) : Optional.empty();
  }

  private int tile(int stream) {
    for (int i = 0; i < group.nb_streams(); i++) {
      if (group.streams(i).index() == stream) {
        return i;
      }
    }
    return -1;
  }

  private static boolean decode(AVStream stream, AVPacket packet, AVFrame frame) {
    Optional<AVCodecContext> codec = FrameDecoder.codec(stream, 1);
    try {
      return codec.isPresent()
          && avcodec.avcodec_send_packet(codec.get(), packet) >= 0
          && avcodec.avcodec_send_packet(codec.get(), (AVPacket) null) >= 0
          && avcodec.avcodec_receive_frame(codec.get(), frame) >= 0;
    } finally {
      codec.ifPresent(avcodec::avcodec_free_context);
    }
  }

  private void place(int stream, AVFrame frame, byte[] canvas) {
    int w = frame.width();
    int h = frame.height();
    byte[] rgba;
    try (Pixels pixels = Pixels.rgba(w, h, Orientation.UPRIGHT)) {
      rgba = pixels.of(frame);
    }
    for (int i = 0; i < grid.nb_tiles(); i++) {
      if (grid.offsets_idx(i) == stream) {
        int left = grid.offsets_horizontal(i) - grid.horizontal_offset();
        int top = grid.offsets_vertical(i) - grid.vertical_offset();
        copy(rgba, w, h, left, top, canvas);
        decoded++;
      }
    }
  }

  private void copy(byte[] rgba, int w, int h, int left, int top, byte[] canvas) {
    int from = Math.max(0, -left);
    int some = Math.min(w, width() - left) - from;
    for (int y = Math.max(0, -top); y < Math.min(h, height() - top) && some > 0; y++) {
      int to = (top + y) * width() + left + from;
      System.arraycopy(rgba, 4 * (y * w + from), canvas, 4 * to, 4 * some);
    }
  }

  @Override
  public void close() {
    demuxer.close();
  }
}
