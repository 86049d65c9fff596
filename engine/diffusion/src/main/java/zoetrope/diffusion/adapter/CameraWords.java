package zoetrope.diffusion.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zoetrope.core.camera.CameraPose;
import zoetrope.core.camera.CameraTransform;

/** A camera's move in words, for models that know no other way, in the prompt's language. */
public final class CameraWords {
  private static final double LITTLE = .02;

  private CameraWords() {}

  /** The prompt with the move after it. */
  public static String after(String prompt, Optional<CameraTransform> camera) {
    if (camera.isEmpty() || camera.get().stands()) {
      return prompt;
    }
    boolean han =
        prompt
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    List<String> words = words(camera.get(), han);
    return han
        ? prompt + "，镜头" + String.join("，", words)
        : prompt + ". The camera " + String.join(" and ", words) + ".";
  }

  private static List<String> words(CameraTransform camera, boolean han) {
    CameraPose c = camera.end();
    double pan = c.panX() * camera.aspect();
    List<String> out = new ArrayList<>();
    if (Math.abs(pan) > LITTLE) {
      out.add(pan > 0 ? han ? "向右平移" : "pans to the right" : han ? "向左平移" : "pans to the left");
    }
    if (Math.abs(c.panY()) > LITTLE) {
      out.add(c.panY() > 0 ? han ? "向下移动" : "tilts down" : han ? "向上移动" : "tilts up");
    }
    if (Math.abs(c.zoom() - 1) > LITTLE) {
      out.add(c.zoom() > 1 ? han ? "推近" : "zooms in" : han ? "拉远" : "zooms out");
    }
    if (Math.abs(c.roll()) > 1) {
      out.add(
          c.roll() > 0 ? han ? "顺时针旋转" : "rolls clockwise" : han ? "逆时针旋转" : "rolls anticlockwise");
    }
    return out.isEmpty() ? List.of(han ? "静止" : "stands still") : out;
  }
}
