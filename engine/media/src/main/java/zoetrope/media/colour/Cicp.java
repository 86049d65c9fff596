package zoetrope.media.colour;

/** Meanings by the code points of ITU-T H.273, which FFmpeg, PNG, HEIF and Matroska share. */
public final class Cicp {
  private static final int UNSPECIFIED = 2;
  private static final int BT_2020 = 9;
  private static final int P3_DCI = 11;
  private static final int P3_D65 = 12;
  private static final int LINEAR = 8;
  private static final int SRGB = 13;
  private static final int PQ = 16;
  private static final int HLG = 18;

  private static final double GREATEST_PEAK = 10_000;

  private Cicp() {}

  /**
   * The primaries of BT.601 are taken for those of BT.709, since most files carry them by habit and
   * players show them so; ordinary curves are shown as they are.
   *
   * @param peak the brightest of PQ, cd/m2; 0 where the file does not say
   */
  public static ColourSpace of(int primaries, int transfer, double peak) {
    Transfer curve = curve(transfer);
    boolean hdr = transfer == PQ || transfer == HLG;
    Primaries points = points(primaries, hdr);
    if (curve instanceof Transfer.Shown && points.equals(Primaries.BT_709)) {
      return ColourSpace.STANDARD;
    }
    double top = peak <= 0 ? ColourSpace.Rgb.USUAL_PEAK : peak;
    return new ColourSpace.Rgb(points, curve, Math.clamp(top, Transfer.WHITE, GREATEST_PEAK));
  }

  private static Transfer curve(int transfer) {
    return switch (transfer) {
      case PQ -> Transfer.PQ;
      case HLG -> Transfer.HLG;
      case LINEAR -> Transfer.LINEAR;
      case SRGB -> new Transfer.Shown(Transfer.SRGB);
      default -> Transfer.VIDEO;
    };
  }

  private static Primaries points(int primaries, boolean hdr) {
    return switch (primaries) {
      case BT_2020 -> Primaries.BT_2020;
      case P3_DCI -> Primaries.P3_DCI;
      case P3_D65 -> Primaries.P3_D65;
      case UNSPECIFIED -> hdr ? Primaries.BT_2020 : Primaries.BT_709;
      default -> Primaries.BT_709;
    };
  }
}
