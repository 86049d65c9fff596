/** Stories in one file, to be handed on: written from a story folder, unpacked with limits. */
@NullMarked
package zoetrope.story.archive;

import org.jspecify.annotations.NullMarked;
