#!/usr/bin/env bash
# Makes the user guide's screenshots of the built studio, without a display: app/screenshots.sh FOLDER [dark-en-1280]
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/.mvn/jdk.sh"
cd "$home"
JAVA_HOME=$jdk mvn -o -q -ntp -Dformat.skip=true -pl app -am -DskipTests package
classes=app/target/classes:app/target/test-classes:$(ls app/target/lib/*.jar | tr '\n' ':')
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow -Xmx1500m \
  -Djava.awt.headless=true -Dglass.platform=Headless -Dprism.order=sw -Dzoetrope.home="$home" \
  --module-path app/target/fx --add-modules javafx.controls -cp "$classes" zoetrope.app.shell.GuideShots "$@"
