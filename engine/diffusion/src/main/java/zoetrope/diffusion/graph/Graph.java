package zoetrope.diffusion.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import zoetrope.diffusion.checkpoint.CheckpointException;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.checkpoint.TensorInfo;
import zoetrope.diffusion.graph.Value.Shape;

/**
 * An ONNX graph under construction: inputs, constants, weights and raw nodes. {@link Ops} gives the
 * operators their names and shapes. Opset 23 of the ONNX standard, plus ONNX Runtime's {@code
 * com.microsoft} operators.
 */
public final class Graph {
  static final int OPSET = 23;

  /** Types of the ONNX standard that the protobuf's Java classes do not know yet. */
  private static final int FLOAT8_E4M3 = 17;

  private static final int FLOAT8_E5M2 = 19;

  private final OnnxMl.GraphProto.Builder graph;
  private final Map<Weight, Value> weights = new LinkedHashMap<>();
  private final Map<String, Attached> attached = new LinkedHashMap<>();
  private final WeightFiles files = new WeightFiles();
  private long mapped;
  private long widened;
  private int counter;

  public Graph(String name) {
    graph = OnnxMl.GraphProto.newBuilder().setName(name);
  }

  /** A float input of fixed sizes. */
  public Value input(String name, long... dims) {
    graph.addInput(info(name, new Shape(dims)));
    return new Value(name, new Shape(dims));
  }

  /** Names {@code v} as an output of the graph. */
  public void output(String name, Value v) {
    graph.addNode(node("Identity", List.of(v.name()), List.of(name)));
    graph.addOutput(info(name, v.shape()));
  }

  private static OnnxMl.ValueInfoProto info(String name, Shape shape) {
    OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
    for (long d : shape.dims()) {
      dims.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(d));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(dims)))
        .build();
  }

  /** A constant of floats kept in the graph itself. */
  public Value floats(Shape shape, float... values) {
    if (shape.elements() != values.length) {
      throw new IllegalArgumentException(values.length + " values do not fill " + shape);
    }
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(values);
    return constant(shape, OnnxMl.TensorProto.DataType.FLOAT, ByteString.copyFrom(b));
  }

  /** A scalar constant. */
  public Value scalar(float v) {
    return floats(new Shape(), v);
  }

  /** A constant vector of 64-bit integers, as shapes and axes want it. */
  public Value longs(long... values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    b.asLongBuffer().put(values);
    return constant(
        new Shape(values.length), OnnxMl.TensorProto.DataType.INT64, ByteString.copyFrom(b));
  }

  /**
   * A constant of signed bytes in native memory beside the graph: quantised weights are too big for
   * a protobuf, which ends at 2 GiB.
   *
   * @param fill writes the values, row by row, when the graph is opened; the segment is of {@code
   *     shape.elements()} bytes
   */
  public Value bytes(Shape shape, Consumer<MemorySegment> fill) {
    return beside(DType.I8, OnnxMl.TensorProto.DataType.INT8.getNumber(), shape, fill);
  }

  /** As {@link #bytes}, of 32-bit floats: weights that no file holds as they are needed. */
  public Value computed(Shape shape, Consumer<MemorySegment> fill) {
    return computed(shape, DType.F32, fill);
  }

  /**
   * The same, of floats of another size. Of several constants that one is added later is filled
   * later.
   *
   * @param dtype F32, F16 or BF16, as which the values are written, in the machine's order of bytes
   */
  public Value computed(Shape shape, DType dtype, Consumer<MemorySegment> fill) {
    return beside(dtype, type(dtype), shape, fill);
  }

  private Value beside(DType dtype, int type, Shape shape, Consumer<MemorySegment> fill) {
    String name = fresh("const");
    Attached constant = new Attached(dtype, shape, fill);
    attached.put(name, constant);
    graph.addInitializer(external(name, type, "attached", 0, constant.length(), shape));
    return new Value(name, shape);
  }

  private static OnnxMl.TensorProto external(
      String name, int type, String file, long offset, long length, Shape shape) {
    OnnxMl.TensorProto.Builder p =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", file))
            .addExternalData(entry("offset", Long.toString(offset)))
            .addExternalData(entry("length", Long.toString(length)));
    for (long d : shape.dims()) {
      p.addDims(d);
    }
    return p.build();
  }

  private Value constant(Shape shape, OnnxMl.TensorProto.DataType type, ByteString raw) {
    String name = fresh("const");
    OnnxMl.TensorProto.Builder t =
        OnnxMl.TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
    for (long d : shape.dims()) {
      t.addDims(d);
    }
    graph.addInitializer(t);
    return new Value(name, shape);
  }

  /**
   * A tensor of a checkpoint as 32-bit floats. The initializer points into the file, at its real
   * place, since the runtime reads nothing that a link leads to outside of the graph's folder;
   * 16-bit and 8-bit weights are widened by a Cast, which the runtime folds when it loads a small
   * model.
   */
  public Value weight(TensorInfo t) {
    return weight(t, t.shape());
  }

  /** As {@link #weight(TensorInfo)}, read as another shape of as many elements. */
  public Value weight(TensorInfo t, List<Long> shape) {
    if (elements(shape) != elements(t.shape())) {
      throw new IllegalArgumentException(t.name() + " of " + t.shape() + " read as " + shape);
    }
    return weight(t, shape, DType.F32);
  }

  /** As {@link #weight(TensorInfo)}, as floats of another size where products are of that size. */
  public Value weight(TensorInfo t, DType as) {
    return weight(t, t.shape(), as);
  }

  private Value weight(TensorInfo t, List<Long> shape, DType as) {
    if (t.elements() == 0) {
      throw new IllegalArgumentException(t.name() + " is empty");
    }
    Value known = weights.get(new Weight(t, shape, as));
    if (known != null) {
      return known;
    }
    Shape dims = new Shape(shape.stream().mapToLong(Long::longValue).toArray());
    String name = "w" + weights.size() + "." + t.name();
    OnnxMl.TensorProto.Builder placed = graph.addInitializerBuilder();
    placed.mergeFrom(external(name, type(t.dtype()), "", t.offset(), t.length(), dims));
    files.add(placed, t.file());
    mapped += t.length();
    widened += t.dtype() == as ? 0 : t.length();
    Value raw = new Value(name, dims);
    Value v = t.dtype() == as ? raw : cast(raw, as);
    weights.put(new Weight(t, shape, as), v);
    return v;
  }

  /** The value as floats of another size. */
  Value cast(Value v, DType to) {
    return node("Cast", v.shape(), List.of(v), attr("to", (long) type(to)));
  }

  private static int type(DType type) {
    return switch (type) {
      case F32 -> OnnxMl.TensorProto.DataType.FLOAT.getNumber();
      case F16 -> OnnxMl.TensorProto.DataType.FLOAT16.getNumber();
      case BF16 -> OnnxMl.TensorProto.DataType.BFLOAT16.getNumber();
      case F8_E4M3 -> FLOAT8_E4M3;
      case F8_E5M2 -> FLOAT8_E5M2;
      default -> throw new IllegalArgumentException(type + " is no type of float weights");
    };
  }

  private static long elements(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  private record Weight(TensorInfo tensor, List<Long> shape, DType as) {}

  private static OnnxMl.StringStringEntryProto entry(String key, String value) {
    return OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /** Adds a node with one output of the given shape. */
  Value node(String op, Shape shape, List<Value> inputs, OnnxMl.AttributeProto... attributes) {
    String out = fresh(op);
    graph.addNode(node(op, names(inputs), List.of(out), attributes));
    return new Value(out, shape);
  }

  /** Adds a node with several outputs. */
  List<Value> nodes(
      String op, List<Shape> shapes, List<Value> inputs, OnnxMl.AttributeProto... attributes) {
    List<Value> out = new ArrayList<>();
    for (Shape s : shapes) {
      out.add(new Value(fresh(op), s));
    }
    graph.addNode(node(op, names(inputs), names(out), attributes));
    return out;
  }

  private static List<String> names(List<Value> values) {
    return values.stream().map(Value::name).toList();
  }

  /** The absent optional input. */
  public static final Value NONE = new Value("", new Shape());

  private static OnnxMl.NodeProto.Builder node(
      String op, List<String> in, List<String> out, OnnxMl.AttributeProto... attributes) {
    int dot = op.lastIndexOf('.');
    OnnxMl.NodeProto.Builder n =
        OnnxMl.NodeProto.newBuilder()
            .setOpType(op.substring(dot + 1))
            .addAllInput(in)
            .addAllOutput(out)
            .addAllAttribute(List.of(attributes));
    return dot < 0 ? n : n.setDomain(op.substring(0, dot));
  }

  static OnnxMl.AttributeProto attr(String name, long v) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(v)
        .build();
  }

  static OnnxMl.AttributeProto attr(String name, float v) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
        .setF(v)
        .build();
  }

  static OnnxMl.AttributeProto attr(String name, String v) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(v))
        .build();
  }

  static OnnxMl.AttributeProto attr(String name, long[] v) {
    OnnxMl.AttributeProto.Builder b =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long x : v) {
      b.addInts(x);
    }
    return b.build();
  }

  private String fresh(String op) {
    return op.substring(op.lastIndexOf('.') + 1) + "_" + counter++;
  }

  /**
   * The finished model.
   *
   * @throws CheckpointException when a file of its weights is not there any more
   */
  public Model build() {
    Optional<Path> folder = files.place();
    OnnxMl.ModelProto model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(10)
            .setProducerName("zoetrope")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .addOpsetImport(
                OnnxMl.OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .setGraph(graph)
            .build();
    return new Model(model.toByteArray(), folder, attached, mapped, widened);
  }

  /**
   * A serialised graph.
   *
   * @param onnx the protobuf bytes
   * @param weights the folder its external data lies in, empty when it has none
   * @param attached initializers in native memory, by name, in the order in which they are filled
   * @param mapped bytes of weights in files
   * @param widened how many of those a Cast makes floats of
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Model(
      byte[] onnx,
      Optional<Path> weights,
      Map<String, Attached> attached,
      long mapped,
      long widened) {
    public Model {
      attached = Collections.unmodifiableMap(new LinkedHashMap<>(attached));
    }

    /** A finished model that has all its weights in itself. */
    public static Model complete(byte[] onnx) {
      return new Model(onnx, Optional.empty(), Map.of(), 0, 0);
    }

    /**
     * The same with unsigned bytes for signed ones in native memory, every value 128 higher; zero
     * points are among them, so that what they mean stays.
     */
    public Model unsigned() {
      try {
        OnnxMl.ModelProto.Builder m = OnnxMl.ModelProto.parseFrom(onnx).toBuilder();
        Map<String, Attached> moved = new LinkedHashMap<>(attached);
        for (OnnxMl.TensorProto.Builder t : m.getGraphBuilder().getInitializerBuilderList()) {
          Attached a = attached.get(t.getName());
          if (a != null && a.dtype() == DType.I8) {
            t.setDataType(OnnxMl.TensorProto.DataType.UINT8.getNumber());
            moved.put(t.getName(), a.higher());
          }
        }
        return new Model(m.build().toByteArray(), weights, moved, mapped, widened);
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("a graph of this program's own is damaged", e);
      }
    }

    /** Bytes of its weights outside the protobuf. */
    public long weightBytes() {
      return mapped + attached.values().stream().mapToLong(Attached::length).sum();
    }
  }
}
