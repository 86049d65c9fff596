package zoetrope.service.cli.terminal;

import picocli.CommandLine.Option;

/** The option by which every command writes for scripts. */
public final class JsonOption {
  static final String NAME = "--json";

  @Option(names = NAME, description = "Writes JSON for scripts.")
  private boolean json;

  /** Whether it was given. */
  public boolean on() {
    return json;
  }
}
