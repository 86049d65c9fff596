package zoetrope.service.models;

import java.nio.file.Path;
import java.util.Locale;
import zoetrope.diffusion.model.wan.folder.WanCard;

/**
 * A part that was found.
 *
 * @param key for programs: transformer, text_encoder, tokenizer, autoencoder, image_encoder; base,
 *     identity, trajectory
 * @param words for people, in English
 * @param place file or folder
 * @param layout whose names its tensors have; empty where there is no choice
 * @param type of most of its weights; empty for a tokenizer
 * @param parameters number of weights; 0 for a tokenizer
 */
public record CardPart(
    String key, String words, Path place, String layout, String type, long parameters) {
  /** By what programs call a part. */
  static String key(WanCard.Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
