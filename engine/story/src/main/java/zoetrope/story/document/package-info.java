/**
 * The document: immutable records that check themselves, so that a story in hand is a valid story.
 * A story holds its format, its characters, its shots (each a question to the engine) and its
 * timeline; takes are the answers and lie beside it, because generating one is not an edit.
 */
@NullMarked
package zoetrope.story.document;

import org.jspecify.annotations.NullMarked;
