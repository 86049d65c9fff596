/**
 * Known words in a text, English and Chinese: whole words only, in as few phrases as cover it, with
 * what is negated. What the words mean is a word list's business, which a model brings.
 */
@NullMarked
package zoetrope.diffusion.text.lexicon;

import org.jspecify.annotations.NullMarked;
