/** What a transformer is told besides the prompt: first frames, references, masks and tracks. */
@NullMarked
package zoetrope.diffusion.model.wan.condition;

import org.jspecify.annotations.NullMarked;
