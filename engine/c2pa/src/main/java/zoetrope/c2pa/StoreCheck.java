package zoetrope.c2pa;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zoetrope.c2pa.Finding.Weight;
import zoetrope.c2pa.Verdict.Signer;
import zoetrope.c2pa.Verdict.State;
import zoetrope.c2pa.carrier.Binding;
import zoetrope.c2pa.carrier.Carrier;
import zoetrope.c2pa.carrier.Carrier.Found;
import zoetrope.c2pa.carrier.DataBinding;
import zoetrope.c2pa.carrier.Hash256;
import zoetrope.c2pa.carrier.Hashes;
import zoetrope.c2pa.format.Cbor;
import zoetrope.c2pa.format.Jumbf;
import zoetrope.c2pa.format.MalformedException;

/** One check of the active manifest of a store, that is its last (C2PA 2.2, 15). */
final class StoreCheck {
  private static final String HARD = "c2pa.hash.";
  private static final String URI = "self#jumbf=";

  private final FileChannel file;
  private final Optional<Carrier> carrier;
  private final Found found;
  private final Trust trust;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param carrier of the store; empty where it lies beside the file
   */
  StoreCheck(FileChannel file, Optional<Carrier> carrier, Found found, Trust trust) {
    this.file = file;
    this.carrier = carrier;
    this.found = found;
    this.trust = trust;
  }

  Verdict check(Instant now) throws IOException {
    Jumbf manifest = active(Jumbf.read(found.bytes()));
    byte[] bytes = content(manifest, Manifest.CLAIM);
    CBORObject claim = Cbor.read(bytes);
    Cose signature = Cose.read(content(manifest, Manifest.SIGNATURE));
    if (signature.signs(bytes)) {
      findings.add(
          Finding.passed("claimSignature.validated", "the manifest is as it was when signed"));
    } else {
      findings.add(
          Finding.failed(
              "claimSignature.mismatch", "the manifest was changed after it was signed"));
    }
    findings.addAll(trust.check(signature.chain(), now));
    requireOwnSignature(manifest, claim);
    boolean generated = assertions(manifest, claim);
    CBORObject generator = Cbor.need(claim, "claim_generator_info", CBORType.Map);
    return new Verdict(
        findings.stream().anyMatch(f -> f.weight() == Weight.FAILED) ? State.CHANGED : State.VALID,
        findings,
        Optional.of(signer(signature)),
        Optional.of((text(generator, "name") + " " + text(generator, "version")).strip()),
        Optional.of(text(claim, "dc:title")).filter(t -> !t.isEmpty()),
        generated);
  }

  private static String text(CBORObject map, String key) {
    CBORObject value = map.get(CBORObject.FromObject(key));
    return value != null && value.getType() == CBORType.TextString ? value.AsString() : "";
  }

  private Signer signer(Cose signature) {
    X509Certificate leaf = signature.chain().getFirst();
    return new Signer(
        leaf.getSubjectX500Principal().getName(),
        signature.algorithm().name(),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        findings.stream().anyMatch(f -> f.code().equals("signingCredential.trusted")));
  }

  private static Jumbf active(Jumbf store) {
    if (!store.type().equals("c2pa")
        || !store.label().equals(Manifest.STORE)
        || store.boxes().isEmpty()
        || !store.contents().isEmpty()) {
      throw new MalformedException("no manifest store");
    }
    Jumbf last = store.boxes().getLast();
    if (!last.type().equals("c2ma")) {
      throw new MalformedException("a manifest of a kind that this version does not check");
    }
    return last;
  }

  private static byte[] content(Jumbf manifest, String label) {
    return manifest
        .find(label)
        .filter(b -> b.type().equals(label.equals(Manifest.CLAIM) ? "c2cl" : "c2cs"))
        .flatMap(b -> b.content("cbor"))
        .orElseThrow(() -> new MalformedException("no " + label + ", or more than one"));
  }

  /** The label of the manifest is signed by being part of the references in the claim. */
  private void requireOwnSignature(Jumbf manifest, CBORObject claim) {
    String uri = Cbor.text(claim, "signature");
    boolean own =
        uri.equals(URI + "/" + Manifest.STORE + "/" + manifest.label() + "/" + Manifest.SIGNATURE)
            || uri.equals(URI + Manifest.SIGNATURE);
    if (!own) {
      findings.add(Finding.failed("claimSignature.missing", "the claim names another signature"));
    }
  }

  /** Checks all assertions; whether they say that a model made the file. */
  private boolean assertions(Jumbf manifest, CBORObject claim) throws IOException {
    Jumbf store =
        manifest
            .find(Manifest.ASSERTIONS)
            .filter(b -> b.type().equals("c2as") && b.contents().isEmpty())
            .orElseThrow(() -> new MalformedException("no assertions"));
    Set<String> named = new HashSet<>();
    boolean generated = false;
    int bindings = 0;
    for (CBORObject reference : references(claim)) {
      Optional<Jumbf> assertion = assertion(manifest, store, reference);
      if (assertion.isEmpty() || !named.add(assertion.get().label())) {
        findings.add(Finding.failed("assertion.missing", "an assertion is missing or named twice"));
        continue;
      }
      String label = assertion.get().label();
      if (!intact(assertion.get(), reference)) {
        findings.add(Finding.failed("assertion.hashedURI.mismatch", "'" + label + "' was changed"));
      } else if (label.startsWith(HARD)) {
        bindings++;
        bound(assertion.get());
      } else if (label.equals(Manifest.PARTS)) {
        parts(cbor(assertion.get()));
      } else if (label.startsWith("c2pa.actions")) {
        generated |= generated(cbor(assertion.get()));
      }
    }
    if (named.size() != store.boxes().size()) {
      findings.add(Finding.failed("assertion.undeclared", "an assertion was added"));
    }
    if (bindings != 1) {
      findings.add(
          Finding.failed(
              "claim.hardBindings.missing", "the manifest is bound to no file, or twice"));
    }
    return generated;
  }

  private static List<CBORObject> references(CBORObject claim) {
    List<CBORObject> all =
        new ArrayList<>(Cbor.need(claim, "created_assertions", CBORType.Array).getValues());
    if (claim.ContainsKey("gathered_assertions")) {
      all.addAll(Cbor.need(claim, "gathered_assertions", CBORType.Array).getValues());
    }
    return all;
  }

  private static Optional<Jumbf> assertion(Jumbf manifest, Jumbf store, CBORObject reference) {
    Hash256.require(reference);
    String uri = Cbor.text(reference, "url");
    String near = URI + Manifest.ASSERTIONS + "/";
    String far =
        URI + "/" + Manifest.STORE + "/" + manifest.label() + "/" + Manifest.ASSERTIONS + "/";
    for (String prefix : List.of(near, far)) {
      if (uri.startsWith(prefix)) {
        return store.find(uri.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private static boolean intact(Jumbf assertion, CBORObject reference) {
    return MessageDigest.isEqual(Cbor.bytes(reference, "hash"), Hashes.of(assertion.payload()));
  }

  private static CBORObject cbor(Jumbf assertion) {
    return Cbor.read(
        assertion
            .content("cbor")
            .orElseThrow(() -> new MalformedException("an assertion that is not CBOR")));
  }

  private void bound(Jumbf assertion) throws IOException {
    Binding binding = carrier.map(Carrier::binding).orElseGet(DataBinding::new);
    boolean bmff = binding.label().startsWith("c2pa.hash.bmff");
    if (!assertion.label().equals(binding.label())) {
      throw new MalformedException(
          "'" + assertion.label() + "' is a binding that this version does not check here");
    }
    String code = bmff ? "assertion.bmffHash" : "assertion.dataHash";
    findings.add(
        binding.holds(file, found.whole(), cbor(assertion))
            ? Finding.passed(code + ".match", "the file is as it was when it was signed")
            : Finding.failed(
                code + ".mismatch",
                "the file was changed after it was signed, or the manifest is another file's"));
  }

  private void parts(CBORObject parts) throws IOException {
    if (carrier.isPresent()) {
      for (String changed : carrier.get().changed(file, found.whole(), parts)) {
        findings.add(Finding.failed("zoetrope.parts.mismatch", "changed: " + changed));
      }
    }
  }

  private static boolean generated(CBORObject actions) {
    return Cbor.need(actions, "actions", CBORType.Array).getValues().stream()
        .anyMatch(
            a ->
                a.getType() == CBORType.Map
                    && text(a, "digitalSourceType").equals(Manifest.GENERATED));
  }
}
