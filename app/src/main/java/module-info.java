/** The desktop editor. */
module zoetrope.app {
  requires static org.jspecify;
  requires zoetrope.core;
  requires zoetrope.diffusion;
  requires zoetrope.story;
  requires zoetrope.media;
  requires zoetrope.film;
  requires zoetrope.service;
  requires javafx.controls;
  requires atlantafx.base;
  requires org.controlsfx.controls;
  requires org.kordamp.ikonli.core;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.materialdesign2;
  requires java.desktop;
  requires java.management;

  exports zoetrope.app;
}
