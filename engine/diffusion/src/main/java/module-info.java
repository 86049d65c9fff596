/** Prompt, character and motion to frames. */
module zoetrope.diffusion {
  requires static org.jspecify;
  requires transitive zoetrope.core;
  requires com.microsoft.onnxruntime;
  requires org.tribuo.util.onnx;
  requires com.google.protobuf;
  requires com.fasterxml.jackson.databind;
  requires ai.djl.tokenizers;
  requires org.jsoup;

  exports zoetrope.diffusion;
  exports zoetrope.diffusion.adapter;
  exports zoetrope.diffusion.card;
  exports zoetrope.diffusion.checkpoint;
  exports zoetrope.diffusion.family;
  exports zoetrope.diffusion.detail;
  exports zoetrope.diffusion.fill;
  exports zoetrope.diffusion.judge;
  exports zoetrope.diffusion.model.lora;
  exports zoetrope.diffusion.model.starter;
  exports zoetrope.diffusion.model.wan;
  exports zoetrope.diffusion.model.wan.condition;
  exports zoetrope.diffusion.model.wan.dit;
  exports zoetrope.diffusion.model.wan.encoder;
  exports zoetrope.diffusion.model.wan.folder;
  exports zoetrope.diffusion.model.wan.pipeline;
  exports zoetrope.diffusion.model.wan.plan;
  exports zoetrope.diffusion.model.wan.vae;
  exports zoetrope.diffusion.parity;
  exports zoetrope.diffusion.plan;
  exports zoetrope.diffusion.runtime;
  exports zoetrope.diffusion.sampling;
  exports zoetrope.diffusion.sampling.flow;
  exports zoetrope.diffusion.text;
  exports zoetrope.diffusion.text.umt5;
  exports zoetrope.diffusion.score;
  exports zoetrope.diffusion.tuning;

  uses zoetrope.diffusion.family.ModelFamily;

  provides zoetrope.diffusion.family.ModelFamily with
      zoetrope.diffusion.model.starter.StarterFamily,
      zoetrope.diffusion.model.wan.pipeline.WanFamily;
}
