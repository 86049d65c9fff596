/**
 * What the studio and the engine say to each other: JSON-RPC 2.0, framed as in the Language Server
 * Protocol.
 */
@NullMarked
package zoetrope.service.process.protocol;

import org.jspecify.annotations.NullMarked;
