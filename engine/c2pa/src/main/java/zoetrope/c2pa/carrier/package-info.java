/**
 * Where each kind of file keeps a manifest store, and the hash that binds the store to the rest of
 * the file. One idea a format: MP4 and QuickTime, PNG, GIF; other kinds are bound from beside.
 */
@NullMarked
package zoetrope.c2pa.carrier;

import org.jspecify.annotations.NullMarked;
