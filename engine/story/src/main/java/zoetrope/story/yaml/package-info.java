/**
 * Reads a story from text people can write ({@code docs/formats/story-yaml.md}, schema in {@code
 * story.schema.json}). All problems of a file are found in one go, each with its line, column and
 * field.
 */
@NullMarked
package zoetrope.story.yaml;

import org.jspecify.annotations.NullMarked;
