package zoetrope.media;

/**
 * What helps where a file cannot be read or written. Its name is what other languages look their
 * words up by.
 */
public enum MediaRemedy {
  FILM_ENDINGS("Use .mp4, .webm, .gif, .mkv, .mov, or a name without ending for a folder of PNGs"),
  GENERATE_AGAIN("Generate the take again"),
  USE_SOUND("Use an MP3, WAV, FLAC, OGG or M4A file"),
  USE_PLAYABLE_SOUND("Use an MP3, WAV, FLAC, OGG or M4A file that plays in a music player"),
  USE_VIDEO("Use an MP4, WebM, MKV or GIF"),
  USE_PLAYABLE_VIDEO("Use an MP4, WebM, MKV or GIF that plays in a video player"),
  USE_PICTURE("Use a PNG, JPEG or WebP picture that opens in an image viewer"),
  USE_OURS("Use a film or clip that this program made"),
  PERMISSIONS("Check the file's permissions"),
  ITS_PERMISSIONS("Check its permissions"),
  CUT_OUT_AGAIN("Cut the picture out again"),
  COPY_AGAIN("Copy it again from where it came"),
  NAME_FILE_IN_IT("Name a file in it"),
  NAME_FILE("Name a file"),
  NAME_CUTOUTS("Name a folder of cut-outs"),
  NAME_PHOTOS("Name a folder of photos"),
  CHECK_PATH("Check the path"),
  SMALLER_VIDEO("Export a smaller copy"),
  SMALLER_PICTURE("Save a smaller copy; 4,096 pixels on the longer side are plenty"),
  PLAIN_TIFF("Save it as PNG, or as TIFF of red, green and blue without compression"),
  SMALLER_FRAME(
      "Choose a smaller frame or another format; `zoetrope doctor` tells which this build writes"),
  SHORTER_NAME("Choose a shorter name"),
  NEW_FOLDER_NAME("Choose a new name for the folder of frames"),
  MOVE_IT("Move it, or choose a new name for the folder"),
  MAKE_FOLDER("Make the folder first, or choose another place"),
  WRITABLE_FOLDER("Choose a folder that you may write to"),
  FREE_SPACE("Free some space, or choose another disk, and try again"),
  ANOTHER_PLACE("Choose another place with -o");

  private final String pattern;

  MediaRemedy(String pattern) {
    this.pattern = pattern;
  }

  /** The words in English, with {0}, {1} ... for facts. */
  public String pattern() {
    return pattern;
  }
}
