@NullMarked
package zoetrope.diffusion.text.umt5;

import org.jspecify.annotations.NullMarked;
