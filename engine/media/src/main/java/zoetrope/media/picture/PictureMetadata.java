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
record PictureMetadata(
    Orientation orientation,
    PixelAspect aspect,
    Optional<byte[]> icc,
    Optional<ColourSpace> tagged) {
  static final PictureMetadata NONE =
      new PictureMetadata(
          Orientation.UPRIGHT, PixelAspect.SQUARE, Optional.empty(), Optional.empty());

  PictureMetadata with(Orientation o) {
    return new PictureMetadata(o, aspect, icc, tagged);
  }

  PictureMetadata with(PixelAspect a) {
    return new PictureMetadata(orientation, a, icc, tagged);
  }

  PictureMetadata withProfile(byte[] bytes) {
    return new PictureMetadata(orientation, aspect, Optional.of(bytes), tagged);
  }

  PictureMetadata with(ColourSpace space) {
    return new PictureMetadata(orientation, aspect, icc, Optional.of(space));
  }

  PictureMetadata withoutProfile() {
    return new PictureMetadata(orientation, aspect, Optional.empty(), tagged);
  }

  /** The meaning of values of so many inks: 1 grey, 3 red, green and blue, 4 CMYK. */
  ColourSpace space(int inks) {
    ColourSpace plain = inks == 4 ? new ColourSpace.PlainInks() : ColourSpace.STANDARD;
    return icc.flatMap(p -> Profiles.of(p, inks))
        .or(() -> tagged.filter(_ -> inks != 4))
        .orElse(plain);
  }
}
