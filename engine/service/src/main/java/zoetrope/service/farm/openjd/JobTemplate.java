package zoetrope.service.farm.openjd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import zoetrope.service.farm.FarmOptions;
import zoetrope.service.farm.Snapshot;

/**
 * Writes a job template (Open Job Description, Template Schemas 2023-09). Step {@code Shots} has a
 * task for each of the snapshot's, in sessions whose environment loads the model once; step {@code
 * Assemble} waits for all of them.
 */
final class JobTemplate {
  private static final int NAME = 128;
  private static final int DEFAULT_MEMORY = 3000;
  private static final int LOADING_SECONDS = 900;
  private static final int NOTICE_SECONDS = 20;
  private static final String SPOOL = "{{Session.WorkingDirectory}}/zoetrope";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Snapshot snapshot;
  private final FarmOptions options;

  JobTemplate(Snapshot snapshot, FarmOptions options) {
    this.snapshot = snapshot;
    this.options = options;
  }

  /** The template, in JSON, which the specification takes as well as YAML. */
  ObjectNode write() {
    ObjectNode job = mapper.createObjectNode();
    job.put("specificationVersion", "jobtemplate-2023-09");
    job.put("name", name(snapshot.title()));
    ArrayNode parameters = job.putArray("parameterDefinitions");
    parameters
        .addObject()
        .put("name", "Snapshot")
        .put("type", "PATH")
        .put("description", "What 'zoetrope farm export' wrote; results go into it.")
        .put("objectType", "DIRECTORY")
        .put("dataFlow", "INOUT")
        .put("default", "."); // joined to the folder of the template, which lies in the snapshot
    ArrayNode steps = job.putArray("steps");
    steps.add(shots());
    steps.add(assemble());
    return job;
  }

  /** Names are format strings without control characters. */
  private static String name(String title) {
    String plain =
        title.replaceAll("\\p{Cc}", " ").replace("{{", "{ {").replace("}}", "} }").strip();
    String name = plain.isEmpty() ? "Zoetrope" : "Zoetrope: " + plain;
    return name.codePointCount(0, name.length()) <= NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME));
  }

  private ObjectNode shots() {
    ObjectNode step = mapper.createObjectNode();
    step.put("name", "Shots");
    ObjectNode environment = step.putArray("stepEnvironments").addObject();
    environment.put("name", "Model");
    environment.put("description", "Loads the video model once for all tasks of a session.");
    ObjectNode actions = environment.putObject("script").putObject("actions");
    actions.set(
        "onEnter",
        action("farm", "serve", "{{Param.Snapshot}}", "--spool", SPOOL, "--detach", "--openjd")
            .put("timeout", LOADING_SECONDS));
    actions.set("onExit", action("farm", "stop", "--spool", SPOOL));
    step.set("hostRequirements", requirements(true));
    ObjectNode tasks =
        step.putObject("parameterSpace").putArray("taskParameterDefinitions").addObject();
    tasks.put("name", "Task").put("type", "INT").put("range", "0-" + (snapshot.tasks().size() - 1));
    ObjectNode run =
        action(
            "farm",
            "task",
            "{{Param.Snapshot}}",
            "--task",
            "{{Task.Param.Task}}",
            "--spool",
            SPOOL,
            "--openjd");
    run.putObject("cancelation")
        .put("mode", "NOTIFY_THEN_TERMINATE")
        .put("notifyPeriodInSeconds", NOTICE_SECONDS);
    step.putObject("script").putObject("actions").set("onRun", run);
    return step;
  }

  private ObjectNode assemble() {
    ObjectNode step = mapper.createObjectNode();
    step.put("name", "Assemble");
    step.putArray("dependencies").addObject().put("dependsOn", "Shots");
    step.set("hostRequirements", requirements(false));
    step.putObject("script")
        .putObject("actions")
        .set("onRun", action("farm", "assemble", "{{Param.Snapshot}}", "--openjd"));
    return step;
  }

  private ObjectNode requirements(boolean model) {
    ObjectNode needs = mapper.createObjectNode();
    ArrayNode amounts = needs.putArray("amounts");
    amounts.addObject().put("name", "amount.worker.vcpu").put("min", 1);
    amounts
        .addObject()
        .put("name", "amount.worker.memory")
        .put("min", options.memory().orElse(DEFAULT_MEMORY));
    if (model) {
      amounts.addObject().put("name", "amount.worker.gpu").put("min", options.gpus().orElse(0));
    }
    return needs;
  }

  private ObjectNode action(String... arguments) {
    ObjectNode action = mapper.createObjectNode();
    List<String> words =
        Stream.concat(options.worker().stream().map(this::placed), Stream.of(arguments)).toList();
    action.put("command", words.getFirst());
    words.subList(1, words.size()).forEach(action.withArray("args")::add);
    return action;
  }

  /** Files of the snapshot lie where the job says that it does, which another host may map. */
  private String placed(String word) {
    return word.replace(snapshot.folder().toString(), "{{Param.Snapshot}}");
  }
}
