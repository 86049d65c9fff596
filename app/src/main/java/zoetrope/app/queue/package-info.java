/** Jobs that wait, run and are over; the film's export; a word when something is done. */
@NullMarked
package zoetrope.app.queue;

import org.jspecify.annotations.NullMarked;
