/** The two forms that manifests are written in: JUMBF boxes and CBOR, read with limits. */
@NullMarked
package zoetrope.c2pa.format;

import org.jspecify.annotations.NullMarked;
