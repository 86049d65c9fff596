/**
 * Where a shot's motion is drawn: brushed regions and characters with their paths, pins and the
 * camera, over the shot's picture, with a preview that needs no model.
 */
@NullMarked
package zoetrope.app.canvas;

import org.jspecify.annotations.NullMarked;
