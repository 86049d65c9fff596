package zoetrope.media.picture;

import java.util.Optional;
import zoetrope.media.colour.ColourSpace;
import zoetrope.media.colour.Profiles;
import zoetrope.media.decode.Orientation;
import zoetrope.media.decode.PixelAspect;

/**
 * What a picture's container says beside the pixels.
 *
 * @param icc the bytes of an ICC profile
 * @param tagged colours that are told by other means; a profile goes before them
 */
record Notes(
    Orientation orientation,
    PixelAspect aspect,
    Optional<byte[]> icc,
    Optional<ColourSpace> tagged) {
  static final Notes NONE =
      new Notes(Orientation.UPRIGHT, PixelAspect.SQUARE, Optional.empty(), Optional.empty());

  Notes with(Orientation o) {
    return new Notes(o, aspect, icc, tagged);
  }

  Notes with(PixelAspect a) {
    return new Notes(orientation, a, icc, tagged);
  }

  Notes withProfile(byte[] bytes) {
    return new Notes(orientation, aspect, Optional.of(bytes), tagged);
  }

  Notes with(ColourSpace space) {
    return new Notes(orientation, aspect, icc, Optional.of(space));
  }

  Notes withoutProfile() {
    return new Notes(orientation, aspect, Optional.empty(), tagged);
  }

  /** The meaning of values of so many inks: 1 grey, 3 red, green and blue, 4 CMYK. */
  ColourSpace space(int inks) {
    ColourSpace plain = inks == 4 ? new ColourSpace.PlainInks() : ColourSpace.STANDARD;
    return icc.flatMap(p -> Profiles.of(p, inks))
        .or(() -> tagged.filter(_ -> inks != 4))
        .orElse(plain);
  }
}
