package zoetrope.service.studio;

/**
 * A cut-out to be corrected.
 *
 * @param picture the figure; what is cut away keeps its colours under an alpha of 0
 * @param sourceAlpha a byte a pixel, row by row: how much of each pixel the picture shows that the
 *     figure was cut from
 */
@SuppressWarnings("ArrayRecordComponent")
public record CutoutBitmap(Bitmap picture, byte[] sourceAlpha) {
  public CutoutBitmap {
    if (sourceAlpha.length != picture.argb().length) {
      throw new IllegalArgumentException(
          sourceAlpha.length + " values of alpha for " + picture.argb().length + " pixels");
    }
  }
}
