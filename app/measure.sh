#!/usr/bin/env bash
# Measures the built studio in a real window (docs/benchmarks.md): app/measure.sh; on a machine without a screen:
# xvfb-run -a -s "-screen 0 1920x1080x24" app/measure.sh
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/.mvn/jdk.sh"
cd "$home"
common=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED,javafx.graphics -Xmx1500m -XX:+UseSerialGC
  "-Dzoetrope.home=$home" --module-path app/target/fx --add-modules javafx.controls)
"$jdk/bin/java" "${common[@]}" -cp "app/target/classes:app/target/test-classes:$(ls app/target/lib/*.jar | tr '\n' ':')" \
  zoetrope.app.shell.Measures
