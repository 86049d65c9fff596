package zoetrope.diffusion;

/** Why a model cannot do something, or not quite. */
public enum Limit {
  KNOWN_WORDS(
      "it knows the words of its own small world only and paints nothing else",
      "Choose a Wan model for anything else, or give the shot a first frame"),
  NO_FIRST_FRAME(
      "it makes clips from words alone and takes no first frame",
      "Choose an image-to-video or VACE model, or leave the first frame out"),
  NEEDS_FIRST_FRAME(
      "it makes clips from a picture", "Give the shot a first frame, or choose another model"),
  NEEDS_LAST_FRAME(
      "it makes clips between two pictures",
      "Give the shot a last frame too, or choose another model"),
  NO_LAST_FRAME(
      "it takes no last frame",
      "Choose a VACE, first-last-frame or Fun-InP model, or leave the last frame out"),
  FIVE_SECONDS(
      "it makes five seconds at most between two pictures",
      "Make the shot shorter, or cut it into two"),
  NO_CHARACTERS(
      "it takes no pictures of characters",
      "Choose a VACE, Fun-Control or image-to-video model, or set the identity strength to 0"),
  ONE_CHARACTER(
      "it looks at one picture of a character; the first of the shot is taken",
      "Choose a VACE model for several"),
  CHARACTERS_IN_FIRST_FRAME(
      "characters are put into the first frame, which has to be given",
      "Choose a VACE model for characters without a first frame"),
  NO_PATHS(
      "it follows no drawn paths",
      "Choose a VACE, Fun-Control or image-to-video model, or set the motion strength to 0"),
  PATHS_NEED_FIRST_FRAME(
      "what moves is cut out of the first frame, which has to be given",
      "Give the shot a first frame, or choose a VACE or Fun-Control model"),
  CAMERA_IN_WORDS(
      "the camera's move is told in words only and followed loosely",
      "Choose an image-to-video model for exact moves"),
  NO_ROLL(
      "its camera pans, tilts and zooms, and does not roll",
      "Choose an image-to-video model for a roll");

  private final String problem;
  private final String remedy;

  Limit(String problem, String remedy) {
    this.problem = problem;
    this.remedy = remedy;
  }

  /** What the model does not do, after "because". */
  public String problem() {
    return problem;
  }

  /** What helps, a sentence without its full stop. */
  public String remedy() {
    return remedy;
  }
}
