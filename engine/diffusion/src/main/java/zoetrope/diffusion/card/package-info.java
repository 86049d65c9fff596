/** What a folder of a model turned out to hold, as plain data: all may know it, screens too. */
@NullMarked
package zoetrope.diffusion.card;

import org.jspecify.annotations.NullMarked;
