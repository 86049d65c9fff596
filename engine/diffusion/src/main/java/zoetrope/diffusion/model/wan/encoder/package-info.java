/** What reads prompts and pictures: UMT5 and CLIP's vision tower. */
@NullMarked
package zoetrope.diffusion.model.wan.encoder;

import org.jspecify.annotations.NullMarked;
