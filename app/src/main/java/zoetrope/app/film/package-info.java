/** The film as it will be: its frames and sound at the play head, played before any export. */
@NullMarked
package zoetrope.app.film;

import org.jspecify.annotations.NullMarked;
