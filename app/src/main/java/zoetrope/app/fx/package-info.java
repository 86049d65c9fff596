/** Small helpers around controls: icons with words, pictures for the screen. */
@NullMarked
package zoetrope.app.fx;

import org.jspecify.annotations.NullMarked;
