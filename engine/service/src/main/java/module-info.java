/** Renders stories: jobs, the command line, and what the editor asks of the engine. */
module zoetrope.service {
  requires static org.jspecify;
  requires zoetrope.core;
  requires zoetrope.story;
  requires zoetrope.diffusion;
  requires zoetrope.media;
  requires zoetrope.film;
  requires cbor;
  requires numbers;
  requires info.picocli;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires com.fasterxml.jackson.databind;
  requires org.eclipse.lsp4j.jsonrpc;
  requires java.logging;
  requires java.management;
  requires java.net.http;
  requires java.sql;
  requires jdk.management;

  exports zoetrope.service;
  exports zoetrope.service.c2pa;
  exports zoetrope.service.engine;
  exports zoetrope.service.export;
  exports zoetrope.service.farm;
  exports zoetrope.service.jobs;
  exports zoetrope.service.models;
  exports zoetrope.service.models.download;
  exports zoetrope.service.process;
  exports zoetrope.service.provenance;
  exports zoetrope.service.reading;
  exports zoetrope.service.render;
  exports zoetrope.service.studio;
  exports zoetrope.service.take;

  uses zoetrope.service.farm.RenderBackend;

  provides zoetrope.service.farm.RenderBackend with
      zoetrope.service.farm.LocalBackend,
      zoetrope.service.farm.slurm.SlurmBackend,
      zoetrope.service.farm.openjd.OpenJobBackend;

  opens zoetrope.service.cli to
      info.picocli;
  opens zoetrope.service.cli.farm to
      info.picocli;
  opens zoetrope.service.cli.files to
      info.picocli;
  opens zoetrope.service.cli.models to
      info.picocli;
  opens zoetrope.service.cli.terminal to
      info.picocli;
  opens zoetrope.service.process.protocol to
      com.google.gson,
      org.eclipse.lsp4j.jsonrpc;
  opens zoetrope.service.process.server to
      org.eclipse.lsp4j.jsonrpc;
  opens zoetrope.service.take to
      com.fasterxml.jackson.databind;
  opens zoetrope.service.models to
      com.fasterxml.jackson.databind;
}
