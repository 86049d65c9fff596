package zoetrope.diffusion.plan;

/**
 * A clip that is to be planned. What of it a model can make, the model says.
 *
 * @param width pixels
 * @param height pixels
 * @param frames at the model's rate
 * @param steps denoising steps
 * @param guided whether each step takes a second pass, for the negative prompt
 */
public record ClipSize(int width, int height, int frames, int steps, boolean guided) {}
