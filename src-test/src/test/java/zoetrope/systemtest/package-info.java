/** Tests of the whole: who may know whom, and the scripts that start and check Zoetrope. */
@NullMarked
package zoetrope.systemtest;

import org.jspecify.annotations.NullMarked;
