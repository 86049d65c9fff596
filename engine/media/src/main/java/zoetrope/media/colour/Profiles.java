package zoetrope.media.colour;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/** ICC profiles as files carry them. */
public final class Profiles {
  /** Larger than any profile of a printer. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int GRID = 9;
  private static final int STEP = 0xFFFF / (GRID - 1);

  private Profiles() {}

  /**
   * A profile that can be used for pictures of so many inks (1, 3 or 4); empty where the bytes are
   * damaged or are for another kind of picture: such notes are passed over, as viewers do.
   */
  public static Optional<ColourSpace> of(byte[] bytes, int inks) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(bytes);
      if (!fits(profile, inks)) {
        return Optional.empty();
      }
      ColourSpace space = new ColourSpace.Icc(profile);
      return Optional.of(inks == 3 && shownAsIs(space) ? ColourSpace.STANDARD : checked(space));
    } catch (IllegalArgumentException | CMMException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /** Damage that opening does not show, converting does. */
  private static ColourSpace checked(ColourSpace space) {
    ToSrgb.of(space).convert(new short[5], 1, new byte[4], 0);
    return space;
  }

  /** Whether it is sRGB in one of its many editions, of which no pixel needs to be converted. */
  private static boolean shownAsIs(ColourSpace space) {
    short[] row = new short[4 * GRID * GRID * GRID];
    for (int i = 0; i < row.length / 4; i++) {
      row[4 * i] = (short) (i % GRID * STEP);
      row[4 * i + 1] = (short) (i / GRID % GRID * STEP);
      row[4 * i + 2] = (short) (i / GRID / GRID * STEP);
    }
    byte[] plain = new byte[row.length];
    byte[] converted = new byte[row.length];
    ToSrgb.of(ColourSpace.STANDARD).convert(row, row.length / 4, plain, 0);
    ToSrgb.of(space).convert(row, row.length / 4, converted, 0);
    int most = 0;
    for (int i = 0; i < plain.length; i++) {
      most = Math.max(most, Math.abs((plain[i] & 255) - (converted[i] & 255)));
    }
    return most <= 1;
  }

  private static boolean fits(ICC_Profile profile, int inks) {
    int kind = profile.getProfileClass();
    boolean device =
        kind == ICC_Profile.CLASS_INPUT
            || kind == ICC_Profile.CLASS_DISPLAY
            || kind == ICC_Profile.CLASS_OUTPUT
            || kind == ICC_Profile.CLASS_COLORSPACECONVERSION;
    return device
        && profile.getColorSpaceType()
            == switch (inks) {
              case 1 -> ColorSpace.TYPE_GRAY;
              case 3 -> ColorSpace.TYPE_RGB;
              default -> ColorSpace.TYPE_CMYK;
            };
  }
}
