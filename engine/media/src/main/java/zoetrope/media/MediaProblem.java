package zoetrope.media;

/** What is wrong with a file. Its name is what other languages look their words up by. */
public enum MediaProblem {
  NO_FILMS_ENDING("the ending is none that films are written as"),
  NO_FRAME("there is no frame in it"),
  NO_PICTURE("there is no picture in it"),
  NO_SOUND("there is no sound in it"),
  NO_CUTOUTS("there is no PNG or WebP in it"),
  NO_PHOTOS("there is no picture that can be read in it or in the folders below it"),
  ODD_SOUND("its sound claims {0} samples a second"),
  NOT_READABLE("cannot be read"),
  NOT_READ("cannot be read ({0})"),
  NOT_LISTED("it cannot be listed"),
  NOT_MADE("its folder cannot be made ({0})"),
  DAMAGED_CUTOUT("the cut-out in it is damaged ({0})"),
  DAMAGED_PICTURE("the picture is damaged"),
  DAMAGED_PICTURE_WHY("the picture is damaged ({0})"),
  EMPTY("the file is empty"),
  FOLDER_NOT_FILE("this is a folder, not a file"),
  FOLDER("this is a folder"),
  NO_FILE("there is no such file"),
  NOT_A_FOLDER("it is no folder that can be read"),
  FOLDER_NOT_READ("this is no folder that can be read"),
  FOREIGN_CODEC("it is coded in a way that cannot be read"),
  LIST_OF_FILES("files of this kind ({0}) are not opened, since they may name other files"),
  FOREIGN_CONTAINER("files of this kind ({0}) are not read"),
  HEIF_NOT_VIDEO("it is a picture (HEIF), not a video or sound"),
  PICTURE_NOT_VIDEO("it is a picture, not a video"),
  NO_MEDIA("it is no picture, video or sound that can be read"),
  NO_PICTURE_FILE("it is no picture that can be read"),
  TOO_LARGE("{0} x {1} pixels are more than the {2} million that can be read"),
  FOREIGN_TIFF("this kind of TIFF is not read ({0})"),
  FOREIGN_HEIF("this kind of HEIF is not read ({0})"),
  ENCODER("FFmpeg cannot write {0} here ({1})"),
  FILES_THERE("other files are there already"),
  IN_THE_WAY("it is in the way of the frames"),
  NO_PARENT("its folder does not exist"),
  DANGLING_PARENT("its folder is a link to one that is not there"),
  BAD_NAME("no file can have this name ({0})"),
  PARENT_NOT_WRITTEN("nothing can be written to its folder ({0})"),
  DISK_FULL("the disk is full"),
  NOT_WRITTEN("cannot be written ({0})");

  private final String pattern;

  MediaProblem(String pattern) {
    this.pattern = pattern;
  }

  /** The words in English, with {0}, {1} ... for facts. */
  public String pattern() {
    return pattern;
  }
}
