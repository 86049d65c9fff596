/** What is drawn of a shot's motion, without a face: whose path it is, its shape, and its edits. */
@NullMarked
package zoetrope.app.motion;

import org.jspecify.annotations.NullMarked;
