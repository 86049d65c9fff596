/** FFmpeg's filters, told apart from what they are used for. Not exported. */
@NullMarked
package zoetrope.media.filter;

import org.jspecify.annotations.NullMarked;
