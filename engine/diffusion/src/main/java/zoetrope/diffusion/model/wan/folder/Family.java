package zoetrope.diffusion.model.wan.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import zoetrope.diffusion.checkpoint.Quoted;
import zoetrope.diffusion.model.wan.WanConfig;
import zoetrope.diffusion.model.wan.folder.WanCard.Part;

/**
 * A family of models that is known and not run. The one place where they are told apart: by the
 * tensors, and sizes of tensors, that their makers' code has and no other does.
 *
 * @param name as its makers call it
 * @param part whose place it would take
 * @param ofWan whether its transformer is Wan2.1's with something more, or of other sizes, so that
 *     it would be taken for one
 * @param sign by which it is known
 */
record Family(String name, Part part, boolean ofWan, Predicate<Evidence> sign) {
  /** VACE's blocks by themselves, as ComfyUI's users add them to a transformer. */
  static final Family VACE_MODULE =
      wan("VACE", e -> e.module("vace_blocks") && !e.has("patch_embedding.weight"));

  private static final Pattern DENOISER = Pattern.compile("\\w*(Transformer|UNet)\\w*");

  /** What comes first is said, so that what another contains stands before it. */
  private static final List<Family> ALL =
      List.of(
          // Repositories: Wan-Video/Wan2.2, SkyworkAI/SkyReels-V2, KlingTeam/ReCamMaster,
          // Phantom-video/HuMo, MeiGen-AI/MultiTalk and InfiniteTalk, Fantasy-AMAP,
          // ali-vilab/UniAnimate-DiT, aigc-apps/VideoX-Fun.
          VACE_MODULE,
          wan("Wan2.2 S2V", e -> e.module("casual_audio_encoder")),
          wan("Wan2.2 Animate", e -> e.module("face_adapter") || e.module("pose_patch_embedding")),
          wan("SkyReels-V2-DF", e -> e.module("fps_embedding")),
          wan("ReCamMaster", e -> e.module("cam_encoder")),
          wan("HuMo", e -> e.module("audio_cross_attn_wrapper")),
          wan("MultiTalk / InfiniteTalk", e -> e.module("audio_cross_attn")),
          wan("FantasyTalking", e -> e.module("cross_attn.processor")),
          wan("UniAnimate-DiT", e -> e.module("dwpose_embedding")),
          wan("Wan2.1 Fun-Camera", e -> e.module("control_adapter") && e.images()),
          wan("Wan2.2 Fun-Camera", e -> e.module("control_adapter")),
          wan("Wan2.2 TI2V-5B", e -> e.out() == 48),
          wan("Wan2.2 Fun-Control-A14B", e -> e.in() == 52 && e.out() == 16 && !e.images()),
          // huggingface/diffusers and ComfyUI, comfy/model_detection.py.
          other("LTX-Video (LTX-2)", e -> e.has("audio_patchify_proj.weight")),
          other("LTX-Video (LTX-2)", e -> e.has("audio_proj_in.weight")),
          other("LTX-Video", e -> e.has("patchify_proj.weight")),
          other("LTX-Video", e -> e.has("proj_in.weight") && e.module("time_embed.emb")),
          other("FramePack", e -> e.module("clean_x_embedder")),
          other("HunyuanVideo", e -> e.module("individual_token_refiner")),
          other("HunyuanVideo", e -> e.module("token_refiner.refiner_blocks")),
          other("CogVideoX", e -> e.has("patch_embed.text_proj.weight")),
          other("Mochi", e -> e.module("t5_y_embedder") || e.module("time_embed.pooler")),
          other("MiniMax-H3", e -> e.module("transformer_blocks.0.adaln_proj")),
          other("Kandinsky 5", e -> e.module("visual_transformer_blocks")),
          other("Qwen-Image", e -> e.has("transformer_blocks.0.img_mod.1.weight")),
          other("Stable Diffusion 3", e -> e.module("joint_blocks.0.context_block")),
          other("Flux", e -> e.has("double_blocks.0.img_attn.qkv.weight")),
          other("Flux", e -> e.has("single_transformer_blocks.0.proj_mlp.weight")),
          other(
              "Stable Video Diffusion",
              e -> e.module("down_blocks.0.attentions.0.temporal_transformer_blocks")),
          other("Stable Diffusion XL", e -> e.has("label_emb.0.0.weight")),
          other("Stable Diffusion XL", e -> e.has("add_embedding.linear_1.weight")),
          other("Stable Diffusion", e -> e.has("input_blocks.0.0.weight")),
          other("Stable Diffusion", e -> e.has("down_blocks.0.attentions.0.proj_in.weight")),
          new Family(
              "Wan2.2-VAE",
              Part.AUTOENCODER,
              false,
              e -> e.module("decoder.upsamples.0.upsamples") || e.module("up_blocks.0.upsampler")),
          // Only the first of its blocks has a table of distances; each of UMT5's has its own.
          new Family(
              "T5",
              Part.TEXT_ENCODER,
              false,
              e ->
                  e.module("enc.blk.0.attn_rel_b")
                      && e.module("enc.blk.1")
                      && !e.module("enc.blk.1.attn_rel_b")),
          new Family(
              "T5",
              Part.TEXT_ENCODER,
              false,
              e ->
                  e.module("encoder.block.0.layer.0.SelfAttention.relative_attention_bias")
                      && e.module("encoder.block.1.layer.0.SelfAttention")
                      && !e.module(
                          "encoder.block.1.layer.0.SelfAttention.relative_attention_bias")));

  private static Family wan(String name, Predicate<Evidence> sign) {
    return new Family(name, Part.TRANSFORMER, true, sign);
  }

  private static Family other(String name, Predicate<Evidence> sign) {
    return new Family(name, Part.TRANSFORMER, false, sign);
  }

  /** The family that a file belongs to; empty for Wan2.1's own and for what nobody knows. */
  static Optional<Family> of(Evidence e) {
    return ALL.stream().filter(f -> f.sign().test(e)).findFirst();
  }

  /**
   * One that only the configuration beside its weights names, which diffusers writes.
   *
   * @throws zoetrope.diffusion.checkpoint.CheckpointException when that is no JSON
   */
  static Optional<Family> said(Path unit) {
    String says = WanConfig.beside(unit).path("_class_name").asText();
    return DENOISER.matcher(says).matches()
        ? Optional.of(other(Quoted.name(says), _ -> true))
        : Optional.empty();
  }
}
