/** Words with places in them, for who tells errors in more than one language. */
@NullMarked
package zoetrope.core.text;

import org.jspecify.annotations.NullMarked;
