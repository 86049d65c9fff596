package zoetrope.diffusion;

import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraTransform;
import zoetrope.core.image.RgbaImage;

/**
 * The question a shot puts to a model.
 *
 * @param prompt what is seen, English or Chinese
 * @param negative what is not wanted, may be empty
 * @param shape of the frame
 * @param frames length, at the model's rate
 * @param firstFrame the picture the shot starts from
 * @param lastFrame the picture the shot ends with
 * @param continues whether the characters stand in the first frame already, where their paths begin
 * @param moving characters and brushed regions, the first is the rearmost
 * @param pins regions of the first frame that hold still, empty for none
 * @param camera its move over the film's frame; empty lets the prompt decide
 * @param seed same seed, same take
 * @param steps denoising steps
 * @param guidance classifier-free guidance scale, 1 is off (Ho and Salimans 2022)
 * @param identityStrength of the identity adapter, 0 (off) to 1
 * @param motionStrength of the trajectory adapter, 0 (off) to 1
 */
public record ShotRequest(
    String prompt,
    String negative,
    FrameShape shape,
    int frames,
    Optional<RgbaImage> firstFrame,
    Optional<RgbaImage> lastFrame,
    boolean continues,
    List<Moving> moving,
    List<Area> pins,
    Optional<CameraTransform> camera,
    long seed,
    int steps,
    double guidance,
    double identityStrength,
    double motionStrength) {
  public ShotRequest {
    moving = List.copyOf(moving);
    pins = List.copyOf(pins);
    if (frames < 1 || steps < 1) {
      throw new IllegalArgumentException("a shot needs at least one frame and one step");
    }
  }

  /** Whether the identity adapter is on. */
  public boolean identity() {
    return identityStrength > 0;
  }

  /** Whether the trajectory adapter is on. */
  public boolean trajectory() {
    return motionStrength > 0;
  }
}
