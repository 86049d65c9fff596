#!/usr/bin/env bash
# Makes an installer of this system: installers/package.sh [app-image|deb|rpm|dmg|msi] [OUT_DIR]
# Needs a built checkout (mvn -pl app -am -DskipTests package) and a JDK 25 with jpackage; deb needs fakeroot, rpm rpmbuild, msi WiX.
# With ZOETROPE_CUDA=1 it packs ONNX Runtime for CUDA, built with mvn -Pcuda -pl app -am -DskipTests package. On Windows run it from Git Bash.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
type=${1:-app-image}
out=${2:-$home/installers/target}
. "$home/.mvn/jdk.sh"
jpackage=$jdk/bin/jpackage
[ -x "$jpackage" ] || { echo "package.sh: $jdk has no jpackage; name a whole JDK: ZOETROPE_JAVA=/path/to/jdk-25" >&2; exit 1; }
case ${ZOETROPE_CUDA:-0} in
  0) dist=$home/app/target profile= ;;
  1) dist=$home/app/target/cuda profile="-Pcuda " ;;
  *) echo "package.sh: ZOETROPE_CUDA is '$ZOETROPE_CUDA'; set it to 1 for NVIDIA cards, or take it away" >&2; exit 1 ;;
esac
[ -d "$dist/fx" ] || { echo "package.sh: build first: mvn ${profile}-pl app -am -DskipTests package" >&2; exit 1; }
runtimes=("$dist"/lib/onnxruntime*.jar)
[ ${#runtimes[@]} = 1 ] || { echo "package.sh: more than one ONNX Runtime: ${runtimes[*]}; take all but one away, or delete $dist/lib and build again" >&2; exit 1; }

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/assets/starter" "$stage/docs"
cp "$dist"/lib/*.jar "$dist/zoetrope-app.jar" "$stage"
cp -r "$dist/fx" "$stage/fx"
cp -r "$home/assets/starter/weights" "$stage/assets/starter/weights"
for part in embedder judge samples stock music icons LICENSES.md; do cp -r "$home/assets/$part" "$stage/assets/"; done
cp -r "$home/docs/user-guide" "$stage/docs/" 2>/dev/null || true
cat >"$stage/cli.properties" <<'P'
main-jar=zoetrope-app.jar
main-class=zoetrope.service.cli.Main
P

# Without --strip-native-commands, jpackage's default: bin/java stays, which the engine's process is started with.
options=(--type "$type" --name zoetrope-studio --app-version "${VERSION:-0.1.0}" --vendor "Zoetrope" --dest "$out"
  --description "A local AI video studio" --input "$stage" --main-jar zoetrope-app.jar --main-class zoetrope.app.Launcher
  --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.zipfs,jdk.localedata
  --java-options "--module-path=\$APPDIR/fx" --java-options "--add-modules=javafx.controls"
  --java-options "--enable-native-access=ALL-UNNAMED,javafx.graphics" --java-options "--sun-misc-unsafe-memory-access=allow"
  --jlink-options "--strip-debug --no-man-pages --no-header-files"
  --java-options "-Xmx1500m" --java-options "-Dzoetrope.home=\$APPDIR" --add-launcher "zoetrope=$stage/cli.properties")
case $type in
  deb|rpm) options+=(--linux-shortcut --linux-menu-group "AudioVideo;Video" --icon "$home/assets/icons/zoetrope-256.png") ;;
  msi|exe) options+=(--win-menu --win-shortcut --win-per-user-install) ;;
  app-image) case $(uname -s) in Linux) options+=(--icon "$home/assets/icons/zoetrope-256.png") ;; esac ;;
esac
mkdir -p "$out"
"$jpackage" "${options[@]}"
echo "Made a $type in $out"
