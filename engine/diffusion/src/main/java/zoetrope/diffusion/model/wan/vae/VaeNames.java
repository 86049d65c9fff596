package zoetrope.diffusion.model.wan.vae;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.diffusion.checkpoint.TensorSource;
import zoetrope.diffusion.model.wan.RenamedTensors;

/** The autoencoder's tensors under the names of the original release. */
final class VaeNames {
  private static final Pattern UPSAMPLE = Pattern.compile("decoder\\.upsamples\\.(\\d+)\\.(.*)");

  private VaeNames() {}

  static TensorSource of(TensorSource files) {
    if (!files.has("encoder.conv_in.weight") && !files.has("decoder.conv_in.weight")) {
      return files;
    }
    int resnets = 0;
    while (files.has("decoder.up_blocks.0.resnets." + resnets + ".conv1.weight")) {
      resnets++;
    }
    int each = resnets;
    return new RenamedTensors(files, name -> diffusers(name, each));
  }

  /**
   * @param resnets residual blocks in each of the decoder's stages, which the original counts on
   */
  static String diffusers(String name, int resnets) {
    if (name.startsWith("conv1.") || name.startsWith("conv2.")) {
      return name.replace("conv1.", "quant_conv.").replace("conv2.", "post_quant_conv.");
    }
    String out = name;
    Matcher up = UPSAMPLE.matcher(name);
    if (up.matches()) {
      int n = Integer.parseInt(up.group(1));
      int block = n / (resnets + 1);
      int part = n % (resnets + 1);
      String place = part == resnets ? ".upsamplers.0." : ".resnets." + part + ".";
      out = "decoder.up_blocks." + block + place + up.group(2);
    }
    return out.replace("coder.conv1.", "coder.conv_in.")
        .replace("coder.head.0.", "coder.norm_out.")
        .replace("coder.head.2.", "coder.conv_out.")
        .replace("downsamples.", "down_blocks.")
        .replace("middle.0.", "mid_block.resnets.0.")
        .replace("middle.1.", "mid_block.attentions.0.")
        .replace("middle.2.", "mid_block.resnets.1.")
        .replace("residual.0.", "norm1.")
        .replace("residual.2.", "conv1.")
        .replace("residual.3.", "norm2.")
        .replace("residual.6.", "conv2.")
        .replace("shortcut.", "conv_shortcut.");
  }
}
