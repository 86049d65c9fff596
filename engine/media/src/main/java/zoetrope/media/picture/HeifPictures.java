package zoetrope.media.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import zoetrope.core.image.RgbaImage;
import zoetrope.media.MediaException;
import zoetrope.media.decode.Orientation;
import zoetrope.media.decode.PacketDecoder;
import zoetrope.media.decode.PixelAspect;
import zoetrope.media.decode.Pixels;

/** HEIC and AVIF: the main picture, whole or of tiles, with its alpha. */
final class HeifPictures {
  private static final int MAX_TILES = 1 << 12;
  private static final List<String> ALPHA =
      List.of("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1");

  private final Path file;
  private final Heif heif;

  private HeifPictures(Path file, Heif heif) {
    this.file = file;
    this.heif = heif;
  }

  static RgbaImage read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      HeifPictures pictures = new HeifPictures(file, Heif.of(Bytes.of(channel)));
      return pictures.whole();
    }
  }

  private RgbaImage whole() throws IOException {
    int item = heif.primary();
    Rows.Eight rows = rows(item);
    Optional<Integer> alpha = alpha(item);
    if (alpha.isPresent()) {
      cover(rows, rows(alpha.get()));
    }
    return PictureNormalizer.of(rows, notes(item));
  }

  /** The item whose luma is the alpha of another. */
  private Optional<Integer> alpha(int of) {
    return heif.references().stream()
        .filter(r -> r.type().equals("auxl") && r.to().contains(of))
        .map(Heif.Reference::from)
        .filter(i -> heif.property(i, "auxC").filter(HeifPictures::named).isPresent())
        .findFirst();
  }

  private static boolean named(ByteBuffer aux) {
    String text = new String(Heif.array(aux), StandardCharsets.ISO_8859_1);
    return ALPHA.stream().anyMatch(text::contains);
  }

  private static void cover(Rows.Eight rows, Rows.Eight alpha) {
    boolean same = rows.width() == alpha.width() && rows.height() == alpha.height();
    RgbaImage mask = new RgbaImage(alpha.width(), alpha.height(), alpha.rgba());
    byte[] from = same ? alpha.rgba() : mask.scaled(rows.width(), rows.height()).rgba();
    for (int i = 0; i < from.length; i += 4) {
      rows.rgba()[i + 3] = from[i];
    }
  }

  private PictureMetadata notes(int item) {
    PictureMetadata notes = PictureMetadata.NONE;
    Orientation way = Orientation.UPRIGHT;
    for (Heif.Property p : heif.properties(item)) {
      ByteBuffer b = p.data().duplicate();
      switch (p.type()) {
        case "irot" -> way = way.then(Orientation.quarters(b.get() & 3));
        case "imir" ->
            way =
                way.then(
                    (b.get() & 1) == 0 ? Orientation.MIRRORED_AND_TURNED : Orientation.MIRRORED);
        case "pasp" -> notes = notes.with(PixelAspect.of(b.getInt(), b.getInt()));
        case "colr" -> {
          String kind = Heif.name(b);
          if (kind.equals("prof") || kind.equals("rICC")) {
            notes = notes.withProfile(Heif.array(b));
          }
        }
        default -> {}
      }
    }
    return notes.with(way);
  }

  private Rows.Eight rows(int item) throws IOException {
    return heif.type(item).equals("grid") ? grid(item) : coded(item);
  }

  private Rows.Eight grid(int item) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(heif.data(item));
    boolean large = (b.getShort() & 1) != 0;
    int rows = (b.get() & 255) + 1;
    int columns = (b.get() & 255) + 1;
    int width = large ? b.getInt() : b.getShort() & 0xFFFF;
    int height = large ? b.getInt() : b.getShort() & 0xFFFF;
    Limits.check(file, width, height);
    List<Integer> tiles =
        heif.references().stream()
            .filter(r -> r.type().equals("dimg") && r.from() == item)
            .findFirst()
            .map(Heif.Reference::to)
            .orElse(List.of());
    if (tiles.size() != rows * columns || tiles.size() > MAX_TILES || width < 1 || height < 1) {
      throw new EOFException("it lacks tiles");
    }
    byte[] canvas = new byte[4 * width * height];
    for (int i = 0; i < tiles.size(); i++) {
      Rows.Eight tile = coded(tiles.get(i));
      long left = (long) (i % columns) * tile.width();
      long top = (long) (i / columns) * tile.height();
      copy(tile, left, top, canvas, width, height);
    }
    return new Rows.Eight(canvas, width, height);
  }

  private static void copy(
      Rows.Eight tile, long left, long top, byte[] canvas, int width, int height) {
    int some = (int) Math.min(tile.width(), width - left);
    for (int y = 0; y < Math.min(tile.height(), height - top) && some > 0; y++) {
      int to = (int) ((top + y) * width + left);
      System.arraycopy(tile.rgba(), 4 * y * tile.width(), canvas, 4 * to, 4 * some);
    }
  }

  private Rows.Eight coded(int item) throws IOException {
    String type = heif.type(item);
    boolean av1 = type.equals("av01");
    if (!av1 && !type.equals("hvc1")) {
      throw new MediaException(
          file, "this kind of HEIF is not read (" + type.strip() + ")", Pictures.REMEDY);
    }
    Optional<ByteBuffer> size = heif.property(item, "ispe");
    if (size.isPresent()) {
      long wide = size.get().getInt(4) & 0xFFFF_FFFFL;
      Limits.check(file, wide, Math.max(1, size.get().getInt(8) & 0xFFFF_FFFFL));
    }
    byte[] config = heif.property(item, av1 ? "av1C" : "hvcC").map(Heif::array).orElse(new byte[0]);
    int codec = av1 ? avcodec.AV_CODEC_ID_AV1 : avcodec.AV_CODEC_ID_HEVC;
    try (PacketDecoder decoder = PacketDecoder.of(codec, heif.data(item), config)) {
      AVFrame frame =
          decoder.frame().orElseThrow(() -> new EOFException("a part of it is damaged"));
      heif.properties(item).stream()
          .filter(p -> p.type().equals("colr"))
          .forEach(p -> tag(frame, p.data().duplicate()));
      try (Pixels pixels = Pixels.rgba(frame.width(), frame.height(), Orientation.UPRIGHT)) {
        return new Rows.Eight(pixels.of(frame), frame.width(), frame.height());
      }
    }
  }

  /** What the container says of colours goes before what the codec says (HEIF, 6.5.5). */
  private static void tag(AVFrame frame, ByteBuffer colr) {
    if (colr.remaining() >= 11 && Heif.name(colr).equals("nclx")) {
      frame.color_primaries(colr.getShort() & 0xFFFF);
      frame.color_trc(colr.getShort() & 0xFFFF);
      int matrix = colr.getShort() & 0xFFFF;
      boolean rgb = frame.colorspace() == avutil.AVCOL_SPC_RGB;
      frame.colorspace(rgb ? frame.colorspace() : matrix);
      boolean full = colr.get() < 0;
      frame.color_range(full ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
    } else if (frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED) {
      frame.colorspace(avutil.AVCOL_SPC_BT470BG); // whatever its size
    }
  }
}
