#!/usr/bin/env bash
# Installs what tests need beyond the .NET SDK: Node.js, where it is missing, and the official FIT package for it.
set -euo pipefail
cd "$(dirname "$0")/oracle"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq nodejs npm
fi
npm ci --ignore-scripts --no-progress
