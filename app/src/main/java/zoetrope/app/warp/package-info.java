/** Brushed coverage, and drawn motion played by warping a picture; knows no screen. */
@NullMarked
package zoetrope.app.warp;

import org.jspecify.annotations.NullMarked;
