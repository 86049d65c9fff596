/** Wan's text: upstream's cleaning of prompts and the SentencePiece tokenizer of UMT5. */
@NullMarked
package zoetrope.diffusion.text.umt5;

import org.jspecify.annotations.NullMarked;
