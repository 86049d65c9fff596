/** What models make of the prompts of shots, told before anything is made. */
@NullMarked
package zoetrope.service.reading;

import org.jspecify.annotations.NullMarked;
