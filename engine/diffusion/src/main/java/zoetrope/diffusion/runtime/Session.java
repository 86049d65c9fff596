package zoetrope.diffusion.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import zoetrope.core.task.CancelToken;
import zoetrope.core.task.CancelledException;

/**
 * A loaded graph, ready to run; owns its native memory until closed. May be used by one thread at a
 * time.
 */
public final class Session implements AutoCloseable {
  private final OrtEnvironment env;
  private final OrtSession session;

  Session(OrtEnvironment env, OrtSession session) {
    this.env = env;
    this.session = session;
  }

  /** Names of the graph's inputs. */
  public Set<String> inputs() {
    return session.getInputNames();
  }

  /**
   * Runs the graph.
   *
   * @param inputs by name
   * @param cancel stops the run between two nodes
   * @return outputs by name
   * @throws CancelledException when cancelled
   * @throws InferenceException when the runtime fails
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, CancelToken cancel) {
    return run(inputs, Map.of(), cancel);
  }

  /**
   * As {@link #run(Map, CancelToken)}, with inputs of 64-bit integers [1, n] as well, as text
   * encoders take them.
   */
  public Map<String, Tensor> run(
      Map<String, Tensor> inputs, Map<String, long[]> tokens, CancelToken cancel) {
    cancel.check();
    Map<String, OnnxTensor> native_ = new LinkedHashMap<>();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        CancelToken.Registration r = cancel.onCancel(() -> terminate(options))) {
      for (Map.Entry<String, Tensor> e : inputs.entrySet()) {
        native_.put(
            e.getKey(),
            OnnxTensor.createTensor(
                env, FloatBuffer.wrap(e.getValue().values()), e.getValue().dims()));
      }
      for (Map.Entry<String, long[]> e : tokens.entrySet()) {
        native_.put(
            e.getKey(),
            OnnxTensor.createTensor(
                env, LongBuffer.wrap(e.getValue()), new long[] {1, e.getValue().length}));
      }
      try (OrtSession.Result result = session.run(native_, options)) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        for (Map.Entry<String, ai.onnxruntime.OnnxValue> e : result) {
          out.put(e.getKey(), copied((OnnxTensor) e.getValue()));
        }
        return out;
      }
    } catch (OrtException e) {
      cancel.check();
      throw new InferenceException("running the model failed", e);
    } finally {
      native_.values().forEach(OnnxTensor::close);
    }
  }

  /**
   * Values that stay in native memory between runs, as the state of a stream: an output named
   * {@code x.next} of one run is the input {@code x} of the next. Whoever makes it closes it.
   */
  public static final class State implements AutoCloseable {
    private static final String NEXT = ".next";
    private final Map<String, OnnxTensor> values = new LinkedHashMap<>();

    private void put(String output, OnnxTensor value) {
      String name = output.substring(0, output.length() - NEXT.length());
      OnnxTensor old = values.put(name, value);
      if (old != null) {
        old.close();
      }
    }

    @Override
    public void close() {
      values.values().forEach(OnnxTensor::close);
      values.clear();
    }
  }

  /** As {@link #run(Map, CancelToken)} for one piece of a stream, whose state is brought on. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, State state, CancelToken cancel) {
    cancel.check();
    Map<String, OnnxTensor> own = new LinkedHashMap<>();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        CancelToken.Registration r = cancel.onCancel(() -> terminate(options))) {
      for (Map.Entry<String, Tensor> e : inputs.entrySet()) {
        own.put(
            e.getKey(),
            OnnxTensor.createTensor(
                env, FloatBuffer.wrap(e.getValue().values()), e.getValue().dims()));
      }
      Map<String, OnnxTensor> all = new LinkedHashMap<>(own);
      state.values.forEach(
          (name, v) -> {
            if (session.getInputNames().contains(name)) {
              all.put(name, v);
            }
          });
      // Not closed as a whole: what is the next state lives on.
      OrtSession.Result result = session.run(all, options);
      Map<String, Tensor> out = new LinkedHashMap<>();
      for (Map.Entry<String, ai.onnxruntime.OnnxValue> e : result) {
        OnnxTensor t = (OnnxTensor) e.getValue();
        if (e.getKey().endsWith(State.NEXT)) {
          state.put(e.getKey(), t);
        } else {
          out.put(e.getKey(), copied(t));
          t.close();
        }
      }
      return out;
    } catch (OrtException e) {
      cancel.check();
      throw new InferenceException("running the model failed", e);
    } finally {
      own.values().forEach(OnnxTensor::close);
    }
  }

  private static Tensor copied(OnnxTensor t) {
    FloatBuffer b = t.getFloatBuffer();
    float[] v = new float[b.remaining()];
    b.get(v);
    return new Tensor(t.getInfo().getShape(), v);
  }

  private static void terminate(OrtSession.RunOptions options) {
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new InferenceException("stopping the model failed", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("closing the model failed", e);
    }
  }
}
