/**
 * The engine in a process of its own. The studio starts and watches it and speaks with it in
 * JSON-RPC 2.0 over its standard input and output; frames go by file. A crash costs the attempt
 * that was running, never the editor.
 */
@NullMarked
package zoetrope.service.process;

import org.jspecify.annotations.NullMarked;
