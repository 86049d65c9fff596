/**
 * Signed manifests as the C2PA Technical Specification 2.2 has them: JUMBF boxes of CBOR with a
 * COSE signature, in the file they speak of (BMFF, PNG, GIF) or beside it. Everything read here is
 * taken for hostile: sizes are checked before memory is taken, depth and counts are bounded.
 */
@NullMarked
package zoetrope.c2pa;

import org.jspecify.annotations.NullMarked;
