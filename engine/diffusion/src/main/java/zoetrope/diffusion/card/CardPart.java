package zoetrope.diffusion.card;

import java.nio.file.Path;

/**
 * A part of a model that was found.
 *
 * @param key for programs, small letters and underscores: transformer, text_encoder, tokenizer, ...
 * @param words for people, in English
 * @param place file or folder
 * @param layout whose names its tensors have; empty where there is no choice
 * @param type of most of its weights; empty where it has none
 * @param parameters number of weights; 0 where it has none
 */
public record CardPart(
    String key, String words, Path place, String layout, String type, long parameters) {}
