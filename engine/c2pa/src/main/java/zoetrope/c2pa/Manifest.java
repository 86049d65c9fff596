package zoetrope.c2pa;

import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import zoetrope.c2pa.carrier.Hashes;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.Jumbf;

/** Writes a manifest store with one standard manifest in it (C2PA 2.2, 11.1.4). */
final class Manifest {
  static final String STORE = "c2pa";
  static final String ASSERTIONS = "c2pa.assertions";
  static final String CLAIM = "c2pa.claim.v2";
  static final String SIGNATURE = "c2pa.signature";
  static final String ACTIONS = "c2pa.actions.v2";

  /** Ours: what the file consists of. */
  static final String PARTS = "zoetrope.parts";

  /** IPTC's word for media made by a model. */
  static final String GENERATED =
      "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

  private static final String PROGRAM = "Zoetrope Studio";

  private Manifest() {}

  /**
   * The store's bytes; the same input gives the same bytes, and input of the same length as many.
   *
   * @param bindingLabel the hard binding's
   */
  static byte[] store(
      Statement statement,
      String bindingLabel,
      CBORObject binding,
      Optional<CBORObject> parts,
      SigningKey key) {
    String id = id(binding, key).toString();
    String label = "urn:c2pa:" + id;
    List<Jumbf> assertions = new ArrayList<>();
    assertions.add(assertion(ACTIONS, actions(statement)));
    assertions.add(assertion(bindingLabel, binding));
    parts.ifPresent(p -> assertions.add(assertion(PARTS, p)));
    byte[] claim = claim(statement, id, label, assertions).EncodeToBytes();
    Jumbf manifest =
        Jumbf.of(
            "c2ma",
            label,
            List.of(
                Jumbf.of("c2as", ASSERTIONS, assertions),
                Jumbf.of("c2cl", CLAIM, "cbor", claim),
                Jumbf.of("c2cs", SIGNATURE, "cbor", Cose.sign(claim, key))));
    return Jumbf.of("c2pa", STORE, List.of(manifest)).bytes();
  }

  /**
   * A UUID of version 4's form whose bits follow from the content and the signer: random to anybody
   * else, and the same when the film is made again.
   */
  private static UUID id(CBORObject binding, SigningKey key) {
    byte[] certificate = key.own().getPublicKey().getEncoded();
    byte[] content = binding.EncodeToBytes();
    ByteBuffer both = ByteBuffer.allocate(content.length + certificate.length);
    ByteBuffer hash = ByteBuffer.wrap(Hashes.of(both.put(content).put(certificate).array()));
    long high = hash.getLong() & ~0xF000L | 0x4000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static Jumbf assertion(String label, CBORObject content) {
    return Jumbf.of("cbor", label, "cbor", content.EncodeToBytes());
  }

  private static CBORObject actions(Statement statement) {
    CBORObject created =
        statement.model().isBlank()
            ? Cbor.map(
                "action",
                text("c2pa.created"),
                "digitalSourceType",
                text(GENERATED),
                "softwareAgent",
                program(statement))
            : Cbor.map(
                "action",
                text("c2pa.created"),
                "digitalSourceType",
                text(GENERATED),
                "softwareAgent",
                program(statement),
                "parameters",
                Cbor.map("zoetrope.model", text(statement.model())));
    return Cbor.map("actions", Cbor.list(created));
  }

  private static CBORObject program(Statement statement) {
    return Cbor.map("name", text(PROGRAM), "version", text(statement.version()));
  }

  private static CBORObject claim(
      Statement statement, String id, String label, List<Jumbf> assertions) {
    String place = "self#jumbf=/" + STORE + "/" + label + "/";
    CBORObject created = CBORObject.NewArray();
    for (Jumbf a : assertions) {
      created.Add(
          Cbor.map(
              "url",
              text(place + ASSERTIONS + "/" + a.label()),
              "hash",
              CBORObject.FromObject(Hashes.of(a.payload()))));
    }
    CBORObject title = text(statement.title().isBlank() ? PROGRAM : statement.title());
    return Cbor.map(
        "alg", text("sha256"),
        "instanceID", text("xmp:iid:" + id),
        "claim_generator_info", program(statement),
        "signature", text(place + SIGNATURE),
        "created_assertions", created,
        "dc:title", title);
  }

  private static CBORObject text(String s) {
    return CBORObject.FromObject(s);
  }
}
