/**
 * Models on this machine: which are installed, what each can do, what is known to exist, and how it
 * gets here.
 */
@NullMarked
package zoetrope.service.models;

import org.jspecify.annotations.NullMarked;
