/** The first screen: recent stories, templates, and a sample with finished takes. */
@NullMarked
package zoetrope.app.start;

import org.jspecify.annotations.NullMarked;
