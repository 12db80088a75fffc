#!/usr/bin/env bash
# Installs what tests need beyond the .NET SDK: Node.js and script, where they are missing, and the official FIT package; and, on Debian, its
# Chromium, in which the page is looked at, the tools that load it, and the linker of native builds.
set -euo pipefail
cd "$(dirname "$0")/oracle"

missing=()
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
command -v clang >/dev/null || command -v gcc >/dev/null || missing+=(clang zlib1g-dev)
command -v ab >/dev/null || missing+=(apache2-utils)
# A pseudo-terminal for the tests of prompts; elsewhere than on Linux they are skipped.
[ "$(uname)" != Linux ] || command -v script >/dev/null || missing+=(bsdutils)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
npm ci --ignore-scripts --no-progress
