/**
 * The frame around the places: window, menus, command palette, themes, notices, what is remembered
 * between starts, and the life of an open story.
 */
@NullMarked
package zoetrope.app.shell;

import org.jspecify.annotations.NullMarked;
