package zoetrope.diffusion.model.starter;

import java.util.List;
import zoetrope.diffusion.adapter.Layer;

/**
 * What a window of a shot tells the model.
 *
 * @param guide a layer a frame: what moves, carried along its path
 * @param plate a layer a frame: what is known, carried along by the camera's move; where something
 *     stood that moves away it is filled from around it
 * @param known frames from the start that the plate gives exactly
 * @param still where nothing may move, one value a pixel
 * @param camera given (0 or 1), pan, tilt, natural logarithm of the zoom
 */
@SuppressWarnings("ArrayRecordComponent")
record Conditions(List<Layer> guide, List<Layer> plate, int known, float[] still, float[] camera) {
  /** Alpha up to which the decoder takes plate pixels for guesses and paints them itself. */
  public static final float GUESS = 0.25f;

  public Conditions {
    guide = List.copyOf(guide);
    plate = List.copyOf(plate);
  }
}
