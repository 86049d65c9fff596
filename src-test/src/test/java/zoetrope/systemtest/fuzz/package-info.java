/**
 * Hostile input: files as a stranger would make them, to everything that reads files of users. The
 * command for long runs is in docs/security.md.
 */
@NullMarked
package zoetrope.systemtest.fuzz;

import org.jspecify.annotations.NullMarked;
