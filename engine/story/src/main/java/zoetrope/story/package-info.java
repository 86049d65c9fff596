/** story. */
@NullMarked
package zoetrope.story;

import org.jspecify.annotations.NullMarked;
