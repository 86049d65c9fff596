/** LoRA files of any key style, fitted onto a model's layers as side branches of its graphs. */
@NullMarked
package zoetrope.diffusion.model.lora;

import org.jspecify.annotations.NullMarked;
