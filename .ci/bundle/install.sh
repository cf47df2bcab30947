#!/bin/sh
# Installs plangraph from the wheels folder beside this file. No internet is used.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$HOME/.local/share/plangraph"}
python3 -m venv "$target"
"$target/bin/python" -m pip install --disable-pip-version-check --quiet --no-index \
  --find-links "$here/wheels" --upgrade plangraph
"$target/bin/plangraph" --version
