#!/usr/bin/env bash
# Installs what tests need beyond the .NET SDK: Node.js and script, where they are missing, and the official FIT package.
set -euo pipefail
cd "$(dirname "$0")/oracle"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq nodejs npm
fi
# A pseudo-terminal for the tests of prompts; elsewhere than on Linux they are skipped.
if [ "$(uname)" = Linux ] && ! command -v script >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq bsdutils
fi
npm ci --ignore-scripts --no-progress
