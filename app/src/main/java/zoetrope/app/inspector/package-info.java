/** What is asked of the engine for a shot: words, pictures, characters, length and strength. */
@NullMarked
package zoetrope.app.inspector;

import org.jspecify.annotations.NullMarked;
