# Sourced by the scripts: puts the folder of the JDK that builds and runs Zoetrope into `jdk`, or ends. The versions are those of
# pom.xml; jdk.cmd is the same for Windows.
fits() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    [[ $'\n'$(<"$1/release") =~ $'\n'JAVA_VERSION=\"?($2)([^0-9]|$) ]]
}

find_jdk() {
  local named version on_path
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")"); fi
  for named in "${JAVA_HOME:-}" "$on_path"; do
    if [ -n "$named" ] && fits "$named" "25|26"; then jdk=$named; return; fi
  done
  for version in 25 26; do
    for jdk in /usr/lib/jvm/* /usr/java/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
      if fits "$jdk" "$version"; then return; fi
    done
  done
  echo "zoetrope: no JDK 25 or 26 was found. Install one (for example Eclipse Temurin 25)," \
    "or name its folder: ZOETROPE_JAVA=/path/to/jdk-25 ./zoetrope" >&2
  exit 1
}

jdk=${ZOETROPE_JAVA:-}
if [ -z "$jdk" ]; then
  find_jdk
elif ! fits "$jdk" "25|26"; then
  echo "zoetrope: ZOETROPE_JAVA is not the folder of a JDK 25 or 26: $jdk" >&2
  exit 1
fi
jdk=$(cd "$jdk" && pwd)
