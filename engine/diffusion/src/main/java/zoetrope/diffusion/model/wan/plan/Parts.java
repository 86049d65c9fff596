package zoetrope.diffusion.model.wan.plan;

/**
 * Figures of the three parts of making a clip.
 *
 * @param text of the text encoder
 * @param denoising of all steps
 * @param decoding of the autoencoder
 */
public record Parts(double text, double denoising, double decoding) {
  double most() {
    return Math.max(text, Math.max(denoising, decoding));
  }

  double sum() {
    return text + denoising + decoding;
  }
}
