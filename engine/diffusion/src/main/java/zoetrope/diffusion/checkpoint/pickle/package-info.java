/**
 * Checkpoints that PyTorch saved: a ZIP archive with a pickle in it. The pickle is read as data, by
 * a list of the operations and names that tensors need; nothing in it is ever run.
 */
@NullMarked
package zoetrope.diffusion.checkpoint.pickle;

import org.jspecify.annotations.NullMarked;
