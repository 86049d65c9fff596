/** Everything that can be asked for, by menu, palette and keys; and which keys those are. */
@NullMarked
package zoetrope.app.command;

import org.jspecify.annotations.NullMarked;
