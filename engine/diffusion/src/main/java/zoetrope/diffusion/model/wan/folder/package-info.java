/** Recognises a model in a folder by its tensors. */
@NullMarked
package zoetrope.diffusion.model.wan.folder;

import org.jspecify.annotations.NullMarked;
