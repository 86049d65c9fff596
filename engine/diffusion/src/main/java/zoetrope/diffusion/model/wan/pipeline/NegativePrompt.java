package zoetrope.diffusion.model.wan.pipeline;

/**
 * What Wan2.1 was trained to be told not to make, for shots that say nothing themselves
 * (Wan-Video/Wan2.1, wan/configs, Apache-2.0): gaudy and overexposed pictures, stills, subtitles,
 * paintings, bad hands and faces, crowds, walking backwards.
 */
final class NegativePrompt {
  static final String USUAL =
      "色调艳丽，过曝，静态，细节模糊不清，字幕，风格，作品，画作，画面，静止，整体发灰，最差质量，低质量，JPEG压缩残留，"
          + "丑陋的，残缺的，多余的手指，画得不好的手部，画得不好的脸部，畸形的，毁容的，形态畸形的肢体，手指融合，"
          + "静止不动的画面，杂乱的背景，三条腿，背景人很多，倒着走";

  /** Without a shaking camera. */
  static final String STEADY = "镜头晃动，" + USUAL;

  /** Without cuts either. */
  static final String UNCUT = "镜头切换，" + STEADY;

  private NegativePrompt() {}
}
