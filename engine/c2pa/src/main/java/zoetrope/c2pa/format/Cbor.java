package zoetrope.c2pa.format;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** CBOR in its core deterministic encoding (RFC 8949, 4.2.1), which C2PA asks of claims. */
public final class Cbor {
  private Cbor() {}

  /** A map of keys and values in turn, its keys in the order of their encoded bytes. */
  public static CBORObject map(Object... keysAndValues) {
    Map<byte[], CBORObject[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      CBORObject key = CBORObject.FromObject(keysAndValues[i]);
      CBORObject value = CBORObject.FromObject(keysAndValues[i + 1]);
      sorted.put(key.EncodeToBytes(), new CBORObject[] {key, value});
    }
    CBORObject map = CBORObject.NewOrderedMap();
    sorted.values().forEach(entry -> map.Add(entry[0], entry[1]));
    return map;
  }

  public static CBORObject list(CBORObject... items) {
    CBORObject list = CBORObject.NewArray();
    for (CBORObject item : items) {
      list.Add(item);
    }
    return list;
  }

  /**
   * Reads exactly one item; the library bounds the depth and takes memory only for what is there.
   */
  public static CBORObject read(byte[] bytes) {
    try {
      return CBORObject.DecodeFromBytes(
          bytes, new CBOREncodeOptions("allowduplicatekeys=false;allowempty=false"));
    } catch (CBORException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedException("not CBOR: " + e.getMessage());
    }
  }

  public static CBORObject need(CBORObject map, Object key, CBORType type) {
    CBORObject value = map.getType() == CBORType.Map ? map.get(CBORObject.FromObject(key)) : null;
    if (value == null || value.getType() != type) {
      throw new MalformedException("no " + key + " where one is due");
    }
    return value;
  }

  public static String text(CBORObject map, String key) {
    return need(map, key, CBORType.TextString).AsString();
  }

  public static byte[] bytes(CBORObject map, String key) {
    return need(map, key, CBORType.ByteString).GetByteString();
  }

  /** A number from 0 to {@link Long#MAX_VALUE}. */
  public static long size(CBORObject map, String key) {
    CBORObject n = need(map, key, CBORType.Integer);
    if (!n.AsNumber().CanFitInInt64() || n.AsInt64Value() < 0) {
      throw new MalformedException(key + " is out of range");
    }
    return n.AsInt64Value();
  }
}
