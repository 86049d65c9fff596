/**
 * The document: a story, its characters, shots, motion, takes and timeline, kept in a folder and
 * read from text.
 */
module zoetrope.story {
  requires static org.jspecify;
  requires transitive zoetrope.core;
  requires java.sql;
  requires org.xerial.sqlitejdbc;
  requires com.fasterxml.jackson.databind;
  requires org.yaml.snakeyaml;

  exports zoetrope.story;
  exports zoetrope.story.archive;
  exports zoetrope.story.document;
  exports zoetrope.story.edit;
  exports zoetrope.story.motion;
  exports zoetrope.story.recipe;
  exports zoetrope.story.store;
  exports zoetrope.story.timeline;
  exports zoetrope.story.yaml;
}
