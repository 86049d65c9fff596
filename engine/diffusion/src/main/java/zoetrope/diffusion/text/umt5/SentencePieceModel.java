package zoetrope.diffusion.text.umt5;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A {@code spiece.model} (SentencePiece's {@code ModelProto}, unigram) turned into the form the
 * tokenizers library reads, so that one implementation serves both files. Differences that the form
 * allows are kept as SentencePiece has them: control pieces are not recognised inside a text, white
 * space is only the blank, byte pieces are used when the model says so.
 */
final class SentencePieceModel {
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int BYTE = 6;
  private static final int UNIGRAM = 1;

  /** A piece of text, the logarithm of how likely it is, and what kind it is of. */
  record Piece(String text, float score, int type) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int modelType = UNIGRAM;
  private boolean byteFallback;
  private byte[] charsMap = {};
  private boolean dummyPrefix = true;
  private boolean fewerSpaces = true;

  private SentencePieceModel() {}

  /**
   * The model as a {@code tokenizer.json}.
   *
   * @param named whether {@code </s>} and the like in a text stand for themselves, as in Hugging
   *     Face's tokenizers; SentencePiece alone reads their letters
   * @throws IOException when the bytes are no unigram SentencePiece model; the message says why
   */
  static byte[] toTokenizerJson(byte[] model, boolean named) throws IOException {
    SentencePieceModel read = new SentencePieceModel();
    read.read(CodedInputStream.newInstance(model));
    return read.json(named).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * The same of a vocabulary that another file holds.
   *
   * @param charsMap rules of normalisation; empty where there are none
   * @param dummyPrefix whether a blank is put before every text
   * @param fewerSpaces whether several blanks become one
   */
  static byte[] toTokenizerJson(
      List<Piece> pieces, byte[] charsMap, boolean dummyPrefix, boolean fewerSpaces) {
    SentencePieceModel made = new SentencePieceModel();
    made.pieces.addAll(pieces);
    made.charsMap = charsMap;
    made.dummyPrefix = dummyPrefix;
    made.fewerSpaces = fewerSpaces;
    made.byteFallback = pieces.stream().anyMatch(p -> p.type() == BYTE);
    return made.json(true).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void read(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> pieces.add(piece(nested(in)));
        case 2 -> trainer(nested(in));
        case 3 -> normalizer(nested(in));
        default -> in.skipField(tag);
      }
    }
    if (pieces.isEmpty()) {
      throw new IOException("it has no pieces");
    }
    if (modelType != UNIGRAM) {
      throw new IOException("it is no unigram model");
    }
  }

  private static CodedInputStream nested(CodedInputStream in) throws IOException {
    return in.readBytes().newCodedInput();
  }

  private static Piece piece(CodedInputStream in) throws IOException {
    String text = "";
    float score = 0;
    int type = NORMAL;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> text = in.readStringRequireUtf8();
        case 2 -> score = in.readFloat();
        case 3 -> type = in.readEnum();
        default -> in.skipField(tag);
      }
    }
    return new Piece(text, score, type);
  }

  private void trainer(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 3 -> modelType = in.readEnum();
        case 35 -> byteFallback = in.readBool();
        default -> in.skipField(tag);
      }
    }
  }

  private void normalizer(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 2 -> charsMap = in.readByteArray();
        case 3 -> dummyPrefix = in.readBool();
        case 4 -> fewerSpaces = in.readBool();
        default -> in.skipField(tag);
      }
    }
  }

  private ObjectNode json(boolean named) {
    JsonNodeFactory f = JsonNodeFactory.instance;
    ObjectNode root = f.objectNode().put("version", "1.0");
    ArrayNode added = root.putArray("added_tokens");
    ArrayNode vocab = f.arrayNode();
    int unknown = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece p = pieces.get(i);
      boolean meta = p.type() == CONTROL || p.type() == UNKNOWN;
      // Under a name that no text has: SentencePiece never finds these pieces in a text.
      vocab.addArray().add(meta && !named ? "\uFFFF" + i : p.text()).add(p.score());
      if (p.type() == UNKNOWN) {
        unknown = i;
      }
      if (p.type() == USER_DEFINED || (meta && named)) {
        ObjectNode token = added.addObject().put("id", i).put("content", p.text());
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
          token.put(flag, false);
        }
      }
    }
    root.set("normalizer", normalizers(f));
    root.putObject("model")
        .put("type", "Unigram")
        .put("unk_id", unknown)
        .put("byte_fallback", byteFallback)
        .set("vocab", vocab);
    return root;
  }

  private ObjectNode normalizers(JsonNodeFactory f) {
    ObjectNode all = f.objectNode().put("type", "Sequence");
    ArrayNode list = all.putArray("normalizers");
    if (charsMap.length > 0) {
      list.addObject()
          .put("type", "Precompiled")
          .put("precompiled_charsmap", Base64.getEncoder().encodeToString(charsMap));
    }
    if (fewerSpaces) {
      replace(list, "\\A +| +\\z", "");
      replace(list, " {2,}", " ");
    }
    if (dummyPrefix) {
      list.addObject().put("type", "Prepend").put("prepend", "▁");
    }
    replace(list, " ", "▁");
    return all;
  }

  private static void replace(ArrayNode list, String regex, String content) {
    ObjectNode step = list.addObject().put("type", "Replace").put("content", content);
    step.putObject("pattern").put("Regex", regex);
  }
}
