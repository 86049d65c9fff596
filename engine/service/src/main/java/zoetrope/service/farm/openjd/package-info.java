/**
 * Open Job Description (specification {@code jobtemplate-2023-09}): the snapshot as a template that
 * any render manager which speaks it can run, and the worker's side of it.
 */
@NullMarked
package zoetrope.service.farm.openjd;

import org.jspecify.annotations.NullMarked;
