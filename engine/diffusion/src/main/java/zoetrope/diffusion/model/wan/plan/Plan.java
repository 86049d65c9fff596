package zoetrope.diffusion.model.wan.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zoetrope.diffusion.plan.ClipPlan;
import zoetrope.diffusion.plan.ClipSize;
import zoetrope.diffusion.runtime.Precision;

/**
 * How a clip is best made on a machine, and what it takes: estimates, from counted products and a
 * measured speed.
 *
 * @param clip what is asked for
 * @param placement what is held in memory
 * @param seconds by part
 */
public record Plan(Clip clip, Placement placement, Parts seconds) {

  /** The same in the words of all families. */
  public ClipPlan told() {
    Parts memory = placement.memory();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("precision", placement.transformer().name());
    facts.put("textPrecision", placement.text().name());
    facts.put("blocks", placement.blocks());
    facts.put("tiles", placement.tiles());
    String blocks = placement.blocks() == 0 ? "" : ", " + placement.blocks() + " blocks at a time";
    return new ClipPlan(
        new ClipSize(clip.width(), clip.height(), clip.frames(), clip.steps(), clip.guided()),
        List.of(
            new ClipPlan.Part("text", memory.text(), seconds.text(), words(placement.text())),
            new ClipPlan.Part(
                "denoising",
                memory.denoising(),
                seconds.denoising(),
                words(placement.transformer()) + blocks),
            new ClipPlan.Part(
                "decoding",
                memory.decoding(),
                seconds.decoding(),
                placement.tiles() == 1 ? "whole pictures" : placement.tiles() + " tiles")),
        facts,
        placement.remarks());
  }

  private static String words(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}
