/**
 * The rules of editing, as pure functions: an {@link Edit} makes a new story of a story and knows
 * nothing of screens, disks and time. Timeline edits bear the names editors know them by (slice,
 * ripple, insert) and show what they do as a picture, before and after. What changes only a shot is
 * a function from shot to shot. The store makes an edit durable as one step of undo, whatever it
 * touches.
 */
@NullMarked
package zoetrope.story.edit;

import org.jspecify.annotations.NullMarked;
