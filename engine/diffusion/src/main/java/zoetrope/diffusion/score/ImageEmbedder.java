package zoetrope.diffusion.score;

/** Turns a picture into a vector whose direction tells what the picture shows. Not necessarily thread-safe. */
public interface ImageEmbedder extends AutoCloseable {
  /** Pixels of the square input's side. */
  int side();

  /**
   * @param rgb planes red, green, blue of {@code side * side} values in 0..1
   * @return a vector of unit length, the same number of values for every picture
   */
  float[] embed(float[] rgb);

  @Override
  void close();
}
