package zoetrope.media;

/**
 * What a film or clip is written as. MP4, WebM and ProRes keep colour for every other pixel only,
 * so that a clip of odd width or height gets its last column or row twice; GIF, PNG and lossless
 * keep any size.
 */
public enum Encoding {
  /** H.264 and AAC in MP4, by OpenH264 in FFmpeg's LGPL build. */
  MP4("mp4"),
  /** VP9 and Opus in WebM. */
  WEBM("webm"),
  /** A looping GIF of 256 colours chosen for the film, without sound. */
  GIF("gif"),
  /** Numbered PNGs in a folder, without sound. */
  PNG_SEQUENCE(""),
  /** Lossless FFV1 and FLAC in Matroska. */
  LOSSLESS("mkv"),
  /** ProRes 422 and PCM in QuickTime, for editors. */
  PRORES("mov");

  private final String extension;

  Encoding(String extension) {
    this.extension = extension;
  }

  /** The file name's ending, empty for a folder. */
  public String extension() {
    return extension;
  }

  /** Whether there is a sound track in it. */
  public boolean hasSound() {
    return this != GIF && this != PNG_SEQUENCE;
  }

  /** Whether the sound that is heard is not quite the one that was written. */
  public boolean lossySound() {
    return this == MP4 || this == WEBM;
  }

  /** The encoding a file name asks for; throws {@link MediaException} for an unknown ending. */
  public static Encoding of(java.nio.file.Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
    for (Encoding e : values()) {
      if (!e.extension.isEmpty() && name.endsWith("." + e.extension)) {
        return e;
      }
    }
    if (!name.contains(".")) {
      return PNG_SEQUENCE;
    }
    throw new MediaException(file, MediaProblem.NO_FILMS_ENDING, MediaRemedy.FILM_ENDINGS);
  }
}
