/** GGUF files, version 2 and 3: their header, and the blocks in which their weights lie. */
@NullMarked
package zoetrope.diffusion.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
