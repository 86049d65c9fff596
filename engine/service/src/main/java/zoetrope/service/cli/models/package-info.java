/** Commands about models: {@code zoetrope models}. */
@NullMarked
package zoetrope.service.cli.models;

import org.jspecify.annotations.NullMarked;
