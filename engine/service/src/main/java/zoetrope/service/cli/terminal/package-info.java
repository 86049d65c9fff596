/** What commands share: what they say, and what is said to them. */
@NullMarked
package zoetrope.service.cli.terminal;

import org.jspecify.annotations.NullMarked;
