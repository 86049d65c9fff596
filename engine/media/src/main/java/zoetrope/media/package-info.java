/** media. */
@NullMarked
package zoetrope.media;

import org.jspecify.annotations.NullMarked;
