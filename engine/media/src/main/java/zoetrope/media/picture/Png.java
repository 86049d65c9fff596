package zoetrope.media.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import zoetrope.media.colour.Cicp;
import zoetrope.media.colour.ColourSpace;
import zoetrope.media.colour.Primaries;
import zoetrope.media.colour.Profiles;
import zoetrope.media.colour.Transfer;
import zoetrope.media.decode.PixelAspect;

/**
 * What the chunks of a PNG say, in whatever order they stand. Of what they say of colours, {@code
 * cICP} goes before {@code iCCP}, {@code sRGB}, and {@code gAMA} with {@code cHRM} (PNG, third
 * edition, 4.3).
 */
final class Png {
  static final long SIGNATURE = 0x89504E47_0D0A1A0AL;

  private static final int CICP = 0x63494350;
  private static final int ICCP = 0x69434350;
  private static final int SRGB = 0x73524742;
  private static final int GAMA = 0x67414D41;
  private static final int CHRM = 0x6348524D;
  private static final int EXIF = 0x65584966;
  private static final int PHYS = 0x70485973;
  private static final int CLLI = 0x634C4C49;
  private static final int END = 0x49454E44;
  private static final int MAX_CHUNKS = 1 << 16;
  private static final int MAX_NOTE = 1 << 24;

  /** What programs write that mean sRGB. */
  private static final double SRGB_GAMMA = 0.45455;

  /** What FFmpeg writes of BT.709 video, which is shown as it is. */
  private static final double VIDEO_GAMMA = 0.50994;

  private static final double SLACK = 0.002;

  private PictureMetadata notes = PictureMetadata.NONE;
  private Optional<int[]> cicp = Optional.empty();
  private boolean srgb;
  private double gamma;
  private double peak;
  private Optional<Primaries> primaries = Optional.empty();

  private Png() {}

  static PictureMetadata notes(Bytes file) throws IOException {
    Png png = new Png();
    long at = 8;
    for (int n = 0; n < MAX_CHUNKS && at + 12 <= file.length(); n++) {
      ByteBuffer head = file.at(at, 8);
      long length = head.getInt() & 0xFFFF_FFFFL;
      int name = head.getInt();
      if (name == END) {
        break;
      }
      if (png.wanted(name) && length <= MAX_NOTE && at + 12 + length <= file.length()) {
        png.take(name, file.at(at + 8, (int) length));
      }
      at += 12 + length;
    }
    return png.finished();
  }

  private boolean wanted(int name) {
    return switch (name) {
      case CICP, ICCP, SRGB, GAMA, CHRM, EXIF, PHYS, CLLI -> true;
      default -> false;
    };
  }

  private void take(int name, ByteBuffer b) throws IOException {
    int size = b.remaining();
    switch (name) {
      case CICP -> cicp = size < 4 ? cicp : Optional.of(new int[] {b.get(0) & 255, b.get(1) & 255});
      case ICCP -> profile(b).ifPresent(p -> notes = notes.withProfile(p));
      case SRGB -> srgb = true;
      case GAMA -> gamma = size < 4 ? 0 : (b.getInt() & 0xFFFF_FFFFL) / 1e5;
      case CHRM -> primaries = size < 32 ? primaries : chromaticities(b);
      case EXIF -> notes = Tiff.exif(notes, array(b));
      case CLLI -> peak = size < 4 ? 0 : (b.getInt() & 0xFFFF_FFFFL) / 1e4;
      default -> notes = size < 9 ? notes : notes.with(aspect(b.getInt(0), b.getInt(4), b.get(8)));
    }
  }

  /** Pixels a metre; without a unit it is the ratio itself, as FFmpeg writes and reads it. */
  private static PixelAspect aspect(int across, int down, int unit) {
    return unit == 0 ? PixelAspect.of(across, down) : PixelAspect.of(down, across);
  }

  private PictureMetadata finished() {
    if (cicp.isPresent()) {
      ColourSpace told = Cicp.of(cicp.get()[0], cicp.get()[1], peak);
      return notes.withoutProfile().with(told);
    }
    return srgb ? notes : calibrated().map(notes::with).orElse(notes);
  }

  private Optional<ColourSpace> calibrated() {
    if (gamma <= 0 && primaries.isEmpty()) {
      return Optional.empty();
    }
    Primaries points = primaries.filter(Primaries::valid).orElse(Primaries.BT_709);
    boolean usual = gamma <= 0 || near(SRGB_GAMMA) || near(VIDEO_GAMMA);
    if (usual && points.near(Primaries.BT_709)) {
      return Optional.empty();
    }
    Transfer curve = usual ? new Transfer.Shown(Transfer.SRGB) : new Transfer.Power(1 / gamma);
    return Optional.of(new ColourSpace.Rgb(points, curve));
  }

  private boolean near(double known) {
    return Math.abs(gamma - known) < SLACK;
  }

  private static Optional<Primaries> chromaticities(ByteBuffer b) {
    double[] v = new double[8];
    for (int i = 0; i < 8; i++) {
      v[i] = (b.getInt() & 0xFFFF_FFFFL) / 1e5;
    }
    return Optional.of(new Primaries(v[2], v[3], v[4], v[5], v[6], v[7], v[0], v[1]));
  }

  /** A name, nought, the way it is packed, then the packed profile; no longer than profiles are. */
  private static Optional<byte[]> profile(ByteBuffer b) {
    byte[] all = array(b);
    int nought = 0;
    while (nought < all.length && all[nought] != 0) {
      nought++;
    }
    if (nought + 2 >= all.length) {
      return Optional.empty();
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(all, nought + 2, all.length - nought - 2);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] some = new byte[1 << 14];
      while (!inflater.finished() && out.size() <= Profiles.MAX_BYTES) {
        int n = inflater.inflate(some);
        if (n == 0) {
          return Optional.empty();
        }
        out.write(some, 0, n);
      }
      return Optional.of(out.toByteArray());
    } catch (DataFormatException _) {
      return Optional.empty();
    }
  }

  private static byte[] array(ByteBuffer b) {
    byte[] out = new byte[b.remaining()];
    b.get(out);
    return out;
  }
}
