package zoetrope.diffusion.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zoetrope.diffusion.checkpoint.DType;
import zoetrope.diffusion.graph.Attached;
import zoetrope.diffusion.graph.Graph;

/**
 * Opens sessions with one policy.
 *
 * @param provider where graphs run
 * @param threads threads of one run; more than the cores only costs time
 * @param device which device of the provider, and how much of its memory
 */
public record Runtime(Provider provider, int threads, Device device) {

  /** Execution providers of ONNX Runtime that the engine can ask for. */
  public enum Provider {
    CPU("CPU", true),
    CUDA("CUDA", false),
    TENSORRT("TensorRT", false),
    DIRECTML("DirectML", false),
    COREML("CoreML", false);

    private final String words;
    private final boolean tested;

    Provider(String words, boolean tested) {
      this.words = words;
      this.tested = tested;
    }

    /** As people write it. */
    public String words() {
      return words;
    }

    /** Whether the engine has been run on it; others are offered as they are. */
    public boolean tested() {
      return tested;
    }

    /** Why its first device cannot be used here and what helps; empty when it can. */
    public Optional<String> unavailable() {
      return new Runtime(this, 1).unavailable();
    }
  }

  /**
   * A device of a provider.
   *
   * @param id counted from 0
   * @param memoryLimit bytes that CUDA's arena may take, 0 for all
   */
  public record Device(int id, long memoryLimit) {
    /** The first, without a limit. */
    public static final Device FIRST = new Device(0, 0);

    public Device {
      if (id < 0 || memoryLimit < 0) {
        throw new IllegalArgumentException("device " + id + " with " + memoryLimit + " bytes");
      }
    }
  }

  /** The provider's first device. */
  public Runtime(Provider provider, int threads) {
    this(provider, threads, Device.FIRST);
  }

  /** The CPU with as many threads as there are processors, 16 at most. */
  public static Runtime cpu() {
    return new Runtime(
        Provider.CPU, Math.clamp(java.lang.Runtime.getRuntime().availableProcessors(), 1, 16));
  }

  /**
   * Weights of more bytes are read from the file where they lie, unpacked: packing them would copy
   * them all before the first step, and wins little where steps have thousands of rows.
   */
  private static final long BIG = 1L << 30;

  /**
   * Weights that a Cast widens are widened when they are used, not when they are loaded, from so
   * many bytes on: the widened copies of a big model would take two to four times its memory.
   */
  private static final long WIDE = 256L << 20;

  private static final String FOLDING = "ConstantFolding";

  /**
   * Widens 16-bit weights when they are loaded, wherever a Cast is left to do that later; and up to
   * 1.29 it takes the Cast's name for its value's, which ends the process where they differ
   * (microsoft/onnxruntime issue 32405).
   */
  private static final String WIDENING = "FuseFp16InitializerToFp32NodeTransformer";

  private static final String MEANWHILE = "Choose the CPU meanwhile";

  /**
   * Why graphs cannot be run on this device and what helps; empty when a small one was run. Loading
   * the provider does not tell: libraries, driver and card are first needed by a graph.
   */
  public Optional<String> unavailable() {
    if (provider == Provider.CPU) {
      return Optional.empty();
    }
    OrtEnvironment env = environment();
    Optional<String> absent = Providers.absent(provider);
    if (absent.isPresent()) {
      return absent;
    }
    try (Session s = load(env, TrialGraph.model(), false)) {
      TrialGraph.run(s);
      return Optional.empty();
    } catch (OrtException | InferenceException e) {
      return Optional.of(Providers.refusal(provider, String.valueOf(e.getMessage())));
    }
  }

  /** Providers that this build of ONNX Runtime carries, by its own names. */
  public static List<String> available() {
    return OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::getName).toList();
  }

  /** Version of the native ONNX Runtime. */
  public static String version() {
    return environment().getVersion();
  }

  /**
   * Loads a graph; throws {@link InferenceException} when the provider is absent or the runtime
   * refuses the graph.
   */
  public Session open(Graph.Model model) {
    return open(model, exactBytes(model), model.weightBytes() > BIG);
  }

  /**
   * As {@link #open(Graph.Model)}, giving memory back as soon as a value is dead: for graphs whose
   * values are larger than their weights.
   */
  public Session openLean(Graph.Model model) {
    return open(model, exactBytes(model), true);
  }

  /**
   * @param exactBytes makes signed weights unsigned, whose products are slower and never overflow.
   *     ONNX Runtime could do that itself (session.x64quantprecision), but fails where two layers
   *     share weights
   */
  Session open(Graph.Model model, boolean exactBytes) {
    return open(model, exactBytes, model.weightBytes() > BIG);
  }

  private static boolean exactBytes(Graph.Model model) {
    boolean bytes = model.attached().values().stream().anyMatch(a -> a.dtype() == DType.I8);
    return bytes && ByteProducts.OVERFLOW;
  }

  private Session open(Graph.Model asked, boolean exactBytes, boolean lean) {
    OrtEnvironment env = environment();
    Providers.absent(provider)
        .ifPresent(
            why -> {
              throw new InferenceException(why, MEANWHILE);
            });
    try {
      return load(env, exactBytes ? asked.unsigned() : asked, lean);
    } catch (OrtException e) {
      throw Providers.fault(provider, String.valueOf(e.getMessage()))
          .map(why -> new InferenceException(why, MEANWHILE))
          .orElseGet(() -> new InferenceException("loading the model failed", e));
    }
  }

  /**
   * @param env exists before any options do: without it ONNX Runtime has nothing to log to, and
   *     what would be logged ends the process
   */
  private Session load(OrtEnvironment env, Graph.Model model, boolean lean) throws OrtException {
    Map<String, OnnxTensor> attached = new LinkedHashMap<>();
    // The runtime copies what it is given, so that this memory lives no longer than loading takes.
    try (Arena memory = Arena.ofShared();
        OrtSession.SessionOptions o = new OrtSession.SessionOptions()) {
      configure(o, model, lean);
      Providers.add(o, provider, device);
      for (Map.Entry<String, Attached> e : model.attached().entrySet()) {
        attached.put(e.getKey(), tensor(env, e.getValue(), memory));
      }
      o.addExternalInitializers(new LinkedHashMap<String, OnnxTensorLike>(attached));
      return new Session(env, LargeStack.call(() -> env.createSession(model.onnx(), o)));
    } finally {
      attached.values().forEach(OnnxTensor::close);
    }
  }

  private void configure(OrtSession.SessionOptions o, Graph.Model model, boolean lean)
      throws OrtException {
    o.setIntraOpNumThreads(threads);
    o.setInterOpNumThreads(1);
    o.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    o.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    // Threads that spin while waiting would take the cores from everything else the user does.
    o.addConfigEntry("session.intra_op.allow_spinning", "0");
    if (model.weights().isPresent()) {
      o.addConfigEntry(
          "session.model_external_initializers_file_folder_path", model.weights().get().toString());
    }
    if (model.weightBytes() > BIG) {
      o.addConfigEntry("session.disable_prepacking", "1");
    }
    o.addConfigEntry(
        "optimization.disable_specified_optimizers",
        model.widened() > WIDE ? FOLDING + ";" + WIDENING : WIDENING);
    if (lean) {
      o.setCPUArenaAllocator(false);
      // A second run would take the first one's whole plan at its start, gaps included.
      o.setMemoryPatternOptimization(false);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment env, Attached a, Arena memory)
      throws OrtException {
    OnnxJavaType type =
        switch (a.dtype()) {
          case I8 -> OnnxJavaType.INT8;
          case U8 -> OnnxJavaType.UINT8;
          case F16 -> OnnxJavaType.FLOAT16;
          case BF16 -> OnnxJavaType.BFLOAT16;
          default -> OnnxJavaType.FLOAT;
        };
    return OnnxTensor.createTensor(env, a.in(memory).asByteBuffer(), a.shape().dims(), type);
  }

  /** Loads a finished ONNX model, as text encoders come. */
  public Session open(byte[] onnx) {
    return open(Graph.Model.complete(onnx));
  }

  /**
   * ONNX Runtime 1.29 goes through the process's command line by recursion when it starts, and
   * overflows a megabyte of stack where that is longer than 4,000 characters, as class paths are.
   */
  private static OrtEnvironment environment() {
    Builds.requireOne();
    try {
      return LargeStack.call(KeptEnvironment::get);
    } catch (OrtException e) {
      throw new InferenceException("starting ONNX Runtime failed", e);
    }
  }
}
