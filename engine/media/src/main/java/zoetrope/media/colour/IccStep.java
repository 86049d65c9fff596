package zoetrope.media.colour;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Values of an ICC profile (matrix or table, grey, red-green-blue or CMYK) to sRGB, at 16 bits, by
 * the profile's own rendering intent.
 */
final class IccStep implements ToSrgb {
  private final int inks;
  private final int stored;
  private final ColorConvertOp op;
  private short[] in = new short[0];
  private short[] out = new short[0];

  IccStep(ICC_Profile profile) {
    inks = profile.getNumComponents();
    stored = inks == 4 ? 4 : 3;
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    op = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
  }

  @Override
  public void convert(short[] row, int pixels, byte[] rgba, int at) {
    if (in.length != pixels * inks) {
      in = new short[pixels * inks];
      out = new short[pixels * 3];
    }
    for (int i = 0; i < pixels; i++) {
      System.arraycopy(row, i * (stored + 1), in, i * inks, inks);
    }
    op.filter(raster(in, pixels, inks), raster(out, pixels, 3));
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 3; c++) {
        rgba[at + 4 * i + c] = ToSrgb.eight(out[3 * i + c] & 0xFFFF);
      }
      rgba[at + 4 * i + 3] = ToSrgb.eight(row[i * (stored + 1) + stored] & 0xFFFF);
    }
  }

  private static WritableRaster raster(short[] samples, int pixels, int bands) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    DataBuffer data = new DataBufferUShort(samples, samples.length);
    return Raster.createInterleavedRaster(data, pixels, 1, pixels * bands, bands, offsets, null);
  }
}
