/**
 * Where films come from: the settings that travel inside each take and film, and the signature that
 * is put on films last.
 */
@NullMarked
package zoetrope.service.provenance;

import org.jspecify.annotations.NullMarked;
