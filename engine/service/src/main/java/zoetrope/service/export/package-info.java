/** How films are written: settings, named presets of them, and what a film written so costs. */
@NullMarked
package zoetrope.service.export;

import org.jspecify.annotations.NullMarked;
