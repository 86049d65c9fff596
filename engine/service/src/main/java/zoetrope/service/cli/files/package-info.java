/** The commands about finished files: whose they are, how they were made. */
@NullMarked
package zoetrope.service.cli.files;

import org.jspecify.annotations.NullMarked;
