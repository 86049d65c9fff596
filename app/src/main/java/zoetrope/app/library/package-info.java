/** What a story is made of: its characters with their cut-outs, its pictures and sounds. */
@NullMarked
package zoetrope.app.library;

import org.jspecify.annotations.NullMarked;
