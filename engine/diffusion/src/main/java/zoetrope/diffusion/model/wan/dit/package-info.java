/** The diffusion transformer as ONNX graphs over the user's files. */
@NullMarked
package zoetrope.diffusion.model.wan.dit;

import org.jspecify.annotations.NullMarked;
