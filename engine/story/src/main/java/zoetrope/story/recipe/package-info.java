/** How something was made, as text that travels inside films and takes and is read back. */
@NullMarked
package zoetrope.story.recipe;

import org.jspecify.annotations.NullMarked;
