package zoetrope.diffusion.family;

import zoetrope.diffusion.Capabilities;
import zoetrope.diffusion.VideoModel.Traits;

/**
 * What a model can be asked for, and how it is best asked.
 *
 * @param fixed whether the steps stay as {@code traits} has them, whatever is asked, because the
 *     model or a LoRA upon it was distilled to them
 */
public record FamilyProfile(Capabilities capabilities, Traits traits, boolean fixed) {}
