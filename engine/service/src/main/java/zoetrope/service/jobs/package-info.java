/**
 * Long work in a queue that outlives the program: takes to generate, films to export. One job runs
 * at a time; the list may be changed meanwhile.
 */
@NullMarked
package zoetrope.service.jobs;

import org.jspecify.annotations.NullMarked;
