package zoetrope.service.farm.slurm;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import zoetrope.service.farm.SchedulerCommand;

/**
 * A real Slurm on this machine: munged, slurmctld and two slurmd, each with its own node
 * definition. All listen on the loopback address and end with {@link #close}.
 */
final class SlurmCluster implements AutoCloseable {
  private static final List<String> NEEDED =
      List.of("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol");
  private static final List<String> NODES = List.of("first", "second");

  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /** Programs that are missing, of which the tests need all. */
  static List<String> missing() {
    return NEEDED.stream().filter(p -> find(p).isEmpty()).toList();
  }

  /** Daemons lie where users' paths do not lead. */
  private static java.util.Optional<Path> find(String name) {
    return SchedulerCommand.find(name)
        .or(
            () ->
                Stream.of("/usr/sbin", "/usr/local/sbin")
                    .map(d -> Path.of(d, name))
                    .filter(Files::isExecutable)
                    .findFirst());
  }

  private SlurmCluster(Path folder) {
    this.folder = folder;
  }

  /** Starts one and waits until both nodes are idle. */
  static SlurmCluster start() throws IOException, InterruptedException {
    // Not in a test's own folder: paths of sockets are short.
    SlurmCluster cluster = new SlurmCluster(Files.createTempDirectory("zoetrope-slurm"));
    try {
      cluster.munge();
      cluster.configure();
      cluster.daemon("slurmctld", "-D", "-i", "-f", cluster.conf());
      for (String node : NODES) {
        cluster.daemon("slurmd", "-D", "-N", node, "-f", cluster.conf());
      }
      cluster.awaitNodes();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The configuration, for SLURM_CONF. */
  String conf() {
    return folder.resolve("slurm.conf").toString();
  }

  private void munge() throws IOException {
    byte[] key = new byte[128];
    new SecureRandom().nextBytes(key);
    Path file = Files.write(folder.resolve("munge.key"), key);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    daemon(
        "munged",
        "--foreground",
        "--force",
        "--key-file=" + file,
        "--socket=" + folder.resolve("munge.sock"),
        "--pid-file=" + folder.resolve("munged.pid"),
        "--log-file=" + folder.resolve("munged.log"),
        "--seed-file=" + folder.resolve("munged.seed"));
  }

  private void configure() throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    String user = System.getProperty("user.name");
    StringBuilder text =
        new StringBuilder(
            """
            ClusterName=zoetrope
            SlurmctldHost=%1$s(127.0.0.1)
            SlurmUser=%2$s
            SlurmdUser=%2$s
            AuthType=auth/munge
            AuthInfo=socket=%3$s/munge.sock
            MpiDefault=none
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SwitchType=switch/none
            StateSaveLocation=%3$s/state
            SlurmctldPidFile=%3$s/slurmctld.pid
            SlurmdPidFile=%3$s/slurmd-%%n.pid
            SlurmdSpoolDir=%3$s/spool-%%n
            SlurmctldLogFile=%3$s/slurmctld.log
            SlurmdLogFile=%3$s/slurmd-%%n.log
            SlurmctldPort=%4$d
            ReturnToService=2
            JobRequeue=1
            SchedulerParameters=batch_sched_delay=0,sched_interval=1
            """
                .formatted(host, user, folder, port()));
    for (String node : NODES) {
      text.append(
          "NodeName=%s NodeHostname=%s NodeAddr=127.0.0.1 Port=%d CPUs=1 State=UNKNOWN%n"
              .formatted(node, host, port()));
    }
    text.append("PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP\n");
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("slurm.conf"), text);
  }

  private static int port() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void daemon(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(find(name).orElseThrow().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + "-" + running.size() + ".out").toFile());
    builder.environment().put("SLURM_CONF", conf());
    running.add(builder.start());
  }

  private void awaitNodes() throws IOException, InterruptedException {
    try {
      await("two idle nodes")
          .atMost(Duration.ofSeconds(30))
          .until(() -> run("sinfo", "--noheader", "--format=%T %D").contains("idle 2"));
    } catch (ConditionTimeoutException e) {
      throw new IOException(
          "the cluster did not come up: " + run("sinfo") + "\n" + Files.readString(log()), e);
    }
  }

  private Path log() {
    return folder.resolve("slurmctld.log");
  }

  /** Runs one of Slurm's programs. */
  String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", conf());
    Process p = builder.start();
    p.getOutputStream().close();
    String out =
        new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    p.waitFor(30, TimeUnit.SECONDS);
    return out;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Process p : running.reversed()) {
      p.descendants().forEach(ProcessHandle::destroyForcibly);
      p.destroy();
      if (!p.waitFor(10, TimeUnit.SECONDS)) {
        p.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
