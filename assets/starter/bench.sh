#!/usr/bin/env bash
# One 24-frame clip by the command line in both precisions and in PyTorch on the same weights, ROUNDS times in turn, for docs/benchmarks.md:
# bench.sh [ROUNDS]. Needs GNU time, and a python3 with PyTorch (ZOETROPE_PYTHON names another).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here/../.."
timed() { /usr/bin/time -f "$1: %e s, %M KB" "${@:2}" 2>&1 >/dev/null | tail -1; }
./zoetrope models >/dev/null
for _ in $(seq "${1:-3}"); do
  for precision in int8 fp32; do
    rm -rf "$work"/story
    mkdir "$work/story"
    sed "s#\.\./samples#$PWD/assets/samples#" "$here/bench.yaml" >"$work/story/bench.yaml"
    timed "zoetrope $precision" ./zoetrope render "$work/story/bench.yaml" --shot 1 --precision "$precision" -o "$work/story/clip.mp4"
  done
  timed "PyTorch fp32" "${ZOETROPE_PYTHON:-python3}" "$here/bench.py" "$here/weights" assets/samples/morning-walk/penguin.webp
done
