/** The command line {@code zoetrope}. */
@NullMarked
package zoetrope.service.cli;

import org.jspecify.annotations.NullMarked;
