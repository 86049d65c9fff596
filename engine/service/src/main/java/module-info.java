/** Renders stories: jobs, the command line, and what the editor asks of the engine. */
module zoetrope.service {
  requires static org.jspecify;
  requires zoetrope.story;
  requires zoetrope.diffusion;
  requires zoetrope.media;
  requires info.picocli;
  requires com.fasterxml.jackson.databind;
  requires java.management;
  requires java.sql;
  requires jdk.management;

  exports zoetrope.service;
  exports zoetrope.service.farm;
  exports zoetrope.service.jobs;
  exports zoetrope.service.models;
  exports zoetrope.service.render;
  exports zoetrope.service.studio;

  uses zoetrope.service.farm.RenderBackend;

  provides zoetrope.service.farm.RenderBackend with
      zoetrope.service.farm.LocalBackend,
      zoetrope.service.farm.slurm.SlurmBackend,
      zoetrope.service.farm.openjd.OpenJobBackend;

  opens zoetrope.service.cli to
      info.picocli;
}
