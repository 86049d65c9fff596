/** service. */
@NullMarked
package zoetrope.service;

import org.jspecify.annotations.NullMarked;
