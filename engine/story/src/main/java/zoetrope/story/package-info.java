/**
 * What every part of the document shares: references to content-addressed media, and the typed
 * errors whose messages name the file or field, the problem and the remedy. The document itself is
 * in {@code document}, {@code motion} and {@code timeline}; {@code store} keeps it in a folder,
 * {@code yaml} reads it from text.
 */
@NullMarked
package zoetrope.story;

import org.jspecify.annotations.NullMarked;
