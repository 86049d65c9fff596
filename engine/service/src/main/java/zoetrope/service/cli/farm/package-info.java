/** Commands about rendering on several machines: {@code zoetrope farm}. */
@NullMarked
package zoetrope.service.cli.farm;

import org.jspecify.annotations.NullMarked;
