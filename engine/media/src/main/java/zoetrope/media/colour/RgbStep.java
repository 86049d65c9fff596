package zoetrope.media.colour;

/**
 * Red, green and blue of any primaries and curve to sRGB. HDR is tone-mapped by BT.2390 on the
 * greatest of the three, so that hues stay; HLG is shown as on a display of 1,000 cd/m2 first
 * (BT.2100, system gamma 1.2). What sRGB cannot hold is cut off, as relative colorimetry does.
 */
final class RgbStep implements ToSrgb {
  /** Exponent of luminance in BT.2100's OOTF of HLG, one less than the system gamma. */
  private static final double SYSTEM = 0.2;

  private final float[] light = new float[1 << 16];
  private final float[] matrix = new float[9];
  private final float[] luminance = new float[3];
  private final boolean hlg;
  private final boolean hdr;
  private final Curve gain;
  private final Curve system;
  private final Curve encoded;

  RgbStep(ColourSpace.Rgb from) {
    hlg = from.transfer() instanceof Transfer.Hlg;
    hdr = from.hdr();
    for (int i = 0; i < light.length; i++) {
      light[i] = (float) from.transfer().light(i / 65_535.0);
    }
    double[][] m = from.primaries().toBt709();
    for (int i = 0; i < 9; i++) {
      matrix[i] = (float) m[i / 3][i % 3];
    }
    for (int c = 0; c < 3; c++) {
      luminance[c] = (float) from.primaries().luminance()[c];
    }
    double shown = ColourSpace.Rgb.USUAL_PEAK / Transfer.WHITE;
    system = new Curve(y -> Math.pow(y, SYSTEM) * shown);
    ToneMap map = new ToneMap(hlg ? shown : from.peak() / Transfer.WHITE);
    gain = new Curve(l -> l > 0 ? map.of(l) / l : 1);
    Transfer shownBy = display(from.transfer());
    encoded = new Curve(l -> 255 * shownBy.value(Math.min(1, l)));
  }

  /**
   * Ordinary curves of video are shown as they are, so that wide primaries alone change no greys;
   * linear light, HDR and the gammas of pictures become sRGB.
   */
  private static Transfer display(Transfer from) {
    return from instanceof Transfer.Shown s ? s.curve() : Transfer.SRGB;
  }

  @Override
  public void convert(short[] row, int pixels, byte[] rgba, int at) {
    for (int i = 0; i < 4 * pixels; i += 4) {
      float r = light[row[i] & 0xFFFF];
      float g = light[row[i + 1] & 0xFFFF];
      float b = light[row[i + 2] & 0xFFFF];
      float k = hdr ? gain(r, g, b) : 1;
      for (int c = 0; c < 3; c++) {
        float l = k * (matrix[3 * c] * r + matrix[3 * c + 1] * g + matrix[3 * c + 2] * b);
        rgba[at + i + c] = (byte) Math.round(encoded.of(l));
      }
      rgba[at + i + 3] = ToSrgb.eight(row[i + 3] & 0xFFFF);
    }
  }

  private float gain(float r, float g, float b) {
    float k = hlg ? system.of(luminance[0] * r + luminance[1] * g + luminance[2] * b) : 1;
    return k * gain.of(k * Math.max(r, Math.max(g, b)));
  }
}
