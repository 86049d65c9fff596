package zoetrope.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The formats that are read, in one table: what import, file dialogs, drop targets and the readers
 * themselves go by. Files are recognised by their first bytes; their names are hints. Only formats
 * that hold their own data are here: playlists and scripts could make FFmpeg read any other file of
 * the user's. {@code docs/formats/media.md} says what is read of each.
 */
public enum MediaFormat {
  PNG(Use.PICTURE, List.of("png", "apng"), List.of("png_pipe", "apng")),
  JPEG(Use.PICTURE, List.of("jpg", "jpeg", "jpe", "jfif"), List.of("jpeg_pipe")),
  WEBP(Use.PICTURE, List.of("webp"), List.of("webp_pipe")),
  GIF(Use.PICTURE, List.of("gif"), List.of("gif")),
  BMP(Use.PICTURE, List.of("bmp", "dib"), List.of()),
  TIFF(Use.PICTURE, List.of("tif", "tiff"), List.of()),
  HEIF(Use.PICTURE, List.of("heic", "heif", "hif", "avif"), List.of(Names.ISO)),
  MP4(Use.VIDEO, List.of("mp4", "m4v", "mov", "qt", "3gp", "3g2"), List.of(Names.ISO)),
  MATROSKA(Use.VIDEO, List.of("mkv", "webm"), List.of("matroska,webm")),
  AVI(Use.VIDEO, List.of("avi"), List.of("avi")),
  MPEG_TS(Use.VIDEO, List.of("ts", "mts", "m2ts", "m2t"), List.of("mpegts")),
  MPEG_PS(
      Use.VIDEO, List.of("mpg", "mpeg", "vob", "m2p", "m1v", "m2v"), List.of("mpeg", "mpegvideo")),
  OGG_VIDEO(Use.VIDEO, List.of("ogv"), List.of("ogg")),
  WAV(Use.SOUND, List.of("wav", "wave", "bwf"), List.of("wav")),
  AIFF(Use.SOUND, List.of("aif", "aiff", "aifc"), List.of("aiff")),
  CAF(Use.SOUND, List.of("caf"), List.of("caf")),
  MP3(Use.SOUND, List.of("mp3", "mpga"), List.of("mp3")),
  FLAC(Use.SOUND, List.of("flac"), List.of("flac")),
  OGG(Use.SOUND, List.of("ogg", "oga", "opus", "spx"), List.of("ogg")),
  M4A(Use.SOUND, List.of("m4a", "m4b", "alac"), List.of(Names.ISO)),
  AAC(Use.SOUND, List.of("aac", "adts"), List.of("aac"));

  /** What files of a format are used as. */
  public enum Use {
    PICTURE,
    VIDEO,
    SOUND;

    /** Endings of names, lower case and without a dot, the usual ones first. */
    public List<String> endings() {
      return Arrays.stream(MediaFormat.values())
          .filter(f -> f.use == this)
          .flatMap(f -> f.endings.stream())
          .toList();
    }
  }

  /** FFmpeg's names of containers, which it lists with commas. */
  private static final class Names {
    static final String ISO = "mov,mp4,m4a,3gp,3g2,mj2";
  }

  private static final int HEAD = 64;

  /** Brands of HEIF, AVIF among them, whose files hold pictures. */
  private static final Set<String> PICTURE_BRANDS =
      Set.of("mif1", "msf1", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis");

  private final Use use;
  private final List<String> endings;
  private final List<String> containers;

  MediaFormat(Use use, List<String> endings, List<String> containers) {
    this.use = use;
    this.endings = endings;
    this.containers = containers;
  }

  public Use use() {
    return use;
  }

  /** FFmpeg's names of all containers that it may open. */
  public static Set<String> containers() {
    return Arrays.stream(values())
        .flatMap(f -> f.containers.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** By the ending of a file's name. */
  public static Optional<MediaFormat> named(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values()).filter(f -> f.endings.contains(ending)).findFirst();
  }

  /**
   * Whether a file may be media, by its name or else by its first bytes; the few that begin sound
   * without a head prove nothing.
   */
  public static boolean media(Path file) {
    try {
      return named(file).isPresent() || of(file).filter(f -> f != MP3 && f != AAC).isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  /** By the first bytes of a file; empty where they are of none. */
  public static Optional<MediaFormat> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(Arrays.copyOf(in.readNBytes(HEAD), HEAD));
    }
  }

  private static Optional<MediaFormat> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return Stream.of(values()).filter(f -> f.begins(text)).findFirst();
  }

  /** Whether the first 64 bytes, as Latin-1, are of this format. */
  private boolean begins(String head) {
    boolean riff = head.startsWith("RIFF") || head.startsWith("RF64") || head.startsWith("BW64");
    boolean iso = head.startsWith("ftyp", 4);
    String brand = head.substring(8, 12);
    return switch (this) {
      case PNG -> head.startsWith("\u0089PNG\r\n\u001A\n");
      case JPEG -> head.startsWith("\u00FF\u00D8\u00FF");
      case WEBP -> riff && brand.equals("WEBP");
      case GIF -> head.startsWith("GIF87a") || head.startsWith("GIF89a");
      case BMP -> head.startsWith("BM") && head.startsWith("\0\0\0", 15) && head.charAt(14) >= 12;
      case TIFF -> head.startsWith("II*\0") || head.startsWith("MM\0*");
      case HEIF -> iso && PICTURE_BRANDS.contains(brand);
      case M4A -> iso && brand.startsWith("M4");
      case MP4 -> iso && !PICTURE_BRANDS.contains(brand) && !brand.startsWith("M4A");
      case MATROSKA -> head.startsWith("\u001AE\u00DF\u00A3");
      case AVI -> riff && brand.equals("AVI ");
      case MPEG_PS -> head.startsWith("\0\0\u0001\u00BA") || head.startsWith("\0\0\u0001\u00B3");
      case WAV -> riff && brand.equals("WAVE");
      case AIFF -> head.startsWith("FORM") && (brand.equals("AIFF") || brand.equals("AIFC"));
      case CAF -> head.startsWith("caff");
      case MP3 -> head.startsWith("ID3") || (frame(head) && layer(head) != 0);
      case FLAC -> head.startsWith("fLaC");
      case OGG -> head.startsWith("OggS");
      case OGG_VIDEO, MPEG_TS -> false; // the one is told from OGG by what is in it, the other late
      case AAC -> frame(head) && layer(head) == 0;
    };
  }

  /** Eleven set bits begin a frame of MPEG audio. */
  private static boolean frame(String head) {
    return head.charAt(0) == 0xFF && (head.charAt(1) & 0xE0) == 0xE0 && head.charAt(1) != 0xFF;
  }

  private static int layer(String head) {
    return head.charAt(1) >> 1 & 3;
  }
}
