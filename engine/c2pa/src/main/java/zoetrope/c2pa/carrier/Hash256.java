package zoetrope.c2pa.carrier;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import zoetrope.c2pa.format.MalformedException;

/** Which hash a structure means. */
public final class Hash256 {
  private Hash256() {}

  /** Throws unless it is SHA-256, said there or by the claim around. */
  public static void require(CBORObject structure) {
    CBORObject alg =
        structure.getType() == CBORType.Map ? structure.get(CBORObject.FromObject("alg")) : null;
    if (alg != null && !alg.equals(CBORObject.FromObject("sha256"))) {
      throw new MalformedException("a hash other than SHA-256, which this version does not check");
    }
  }
}
