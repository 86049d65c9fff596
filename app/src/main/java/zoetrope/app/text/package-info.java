/** Every word the editor shows, in the languages it speaks. */
@NullMarked
package zoetrope.app.text;

import org.jspecify.annotations.NullMarked;
