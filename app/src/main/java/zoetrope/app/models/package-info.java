/**
 * The models of this machine: what each can do and lacks, what can be downloaded, and downloads.
 */
@NullMarked
package zoetrope.app.models;

import org.jspecify.annotations.NullMarked;
