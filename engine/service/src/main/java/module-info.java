module zoetrope.service {
  requires static org.jspecify;
  requires zoetrope.story;
  requires zoetrope.diffusion;
  requires zoetrope.media;
  requires info.picocli;
  requires com.fasterxml.jackson.databind;
  requires java.management;
  requires jdk.management;

  exports zoetrope.service;
  exports zoetrope.service.render;

  opens zoetrope.service.cli to
      info.picocli;
}
