/** Where things go and how fast: paths and easing, sampled the same way by whoever asks. */
@NullMarked
package zoetrope.core.motion;

import org.jspecify.annotations.NullMarked;
