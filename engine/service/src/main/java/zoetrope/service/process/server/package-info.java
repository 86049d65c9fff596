/** The engine's side of the pipe: the command {@code zoetrope engine}, which the studio starts. */
@NullMarked
package zoetrope.service.process.server;

import org.jspecify.annotations.NullMarked;
