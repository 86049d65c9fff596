package zoetrope.diffusion.parity;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zoetrope.diffusion.sampling.flow.FlowRun;
import zoetrope.diffusion.sampling.flow.FlowSampler;

/** Sigmas, time steps and whole runs of the samplers on the vectors' made-up velocity. */
final class SchedulerParity {
  private static final Pattern TAG =
      Pattern.compile("(steps(\\d+)\\.shift([0-9.]*[0-9])(\\.from_linspace_1_0)?)\\.\\w+");

  void check(Vector v) {
    Set<String> done = new TreeSet<>();
    for (String name : v.names("steps")) {
      Matcher m = TAG.matcher(name);
      if (!m.matches()) {
        throw new IllegalStateException("a tensor '" + name + "' is of no known run");
      }
      if (done.add(m.group(1))) {
        int steps = Integer.parseInt(m.group(2));
        double shift = Double.parseDouble(m.group(3));
        check(v, m.group(1), sampler(v.id(), steps, m.group(4) != null).start(steps, shift));
      }
    }
  }

  private static FlowSampler sampler(String id, int steps, boolean given) {
    return switch (id.substring(id.indexOf('.') + 1)) {
      case "euler" -> given ? FlowSampler.EulerAt.even(steps) : new FlowSampler.Euler();
      case "unipc" -> new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.WAN);
      case "unipc_diffusers" -> new FlowSampler.UniPc(FlowSampler.UniPc.Spacing.DIFFUSERS);
      case "dpmpp" -> new FlowSampler.DpmPlusPlus();
      default -> throw new IllegalStateException("a sampler '" + id + "' is not known");
    };
  }

  private static void check(Vector v, String tag, FlowRun run) {
    v.check(tag + ".sigmas", "sigmas", tag + ".sigmas", run.sigmas());
    v.checkSteps(tag + ".timesteps", run.timesteps());
    VelocityFormula velocityAt = VelocityFormula.of(v.text("model_output"));
    float[] x = v.floats("in.x0");
    float[] all = java.util.Arrays.copyOf(x, x.length * (run.steps() + 1));
    for (int i = 0; i < run.steps(); i++) {
      float t = run.timestep();
      float[] velocity = new float[x.length];
      for (int k = 0; k < x.length; k++) {
        velocity[k] = velocityAt.at(x[k], t);
      }
      x = run.step(velocity, x);
      System.arraycopy(x, 0, all, (i + 1) * x.length, x.length);
    }
    v.check(tag + ".samples", "samples", tag + ".samples", all);
  }
}
