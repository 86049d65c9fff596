/** The takes of a shot: played on hover, scored, picked, starred, compared, thrown away. */
@NullMarked
package zoetrope.app.takes;

import org.jspecify.annotations.NullMarked;
