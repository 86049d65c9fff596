#!/usr/bin/env bash
# Everything from nothing to shipped weights: fetches the characters, makes captions, trains, exports.
# Usage: assets/starter/train.sh WORK_DIR [MINUTES]     (set ARGS for a GPU or more stagings; see README.md)
# Needs: npm, python3 with torch, numpy and pillow (Debian: python3-torch python3-pil libopenblas0-pthread), a built studio.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$1
minutes=${2:-120}
mkdir -p "$work" && cd "$work"
if [ ! -d package/assets ]; then
  npm pack --silent @lobehub/fluent-emoji-3d@1.1.0
  tar xzf lobehub-fluent-emoji-3d-1.1.0.tgz
fi
python=${PYTHON:-python3}
if [ ! -f embeddings.safetensors ]; then
  "$python" "$here/captions.py" captions.tsv 24000
  cut -f1 captions.tsv > captions.txt
  java -cp "$here/../../app/target/lib/*" zoetrope.diffusion.text.EmbedTool captions.txt embeddings.safetensors
fi
data=(--data package/assets --captions captions.tsv)
"$python" "$here/train_classifier.py" "${data[@]}" --out "$here/../judge/scene-classifier.safetensors"
"$python" "$here/train_base.py" "${data[@]}" --embeddings embeddings.safetensors --out base.pt --minutes "$minutes" ${ARGS:-}
"$python" "$here/train_painter.py" --captions captions.tsv --embeddings embeddings.safetensors --out painter.pt --minutes $((minutes / 3))
"$python" "$here/train_decoder.py" "${data[@]}" --out decoder.pt --minutes $((minutes / 4))
"$python" "$here/export.py" --base base.pt --decoder decoder.pt --painter painter.pt --out "$here/weights"
