#!/usr/bin/env bash
# Makes the plots of docs/verification.md, docs/plots/*.svg: activities that are made here, by seed, and verified. The same bytes each time.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docs/plots
dotnet build -c Release -v quiet src/PostpartumRun.Cli
pprun=$PWD/src/PostpartumRun.Cli/bin/Release/net10.0/pprun

# plot NAME WORKOUT [what goes otherwise]...
plot() {
  local name=$1 workout=$2 with=()
  shift 2
  for what in "$@"; do with+=(--with "$what"); done
  "$pprun" simulate --workout "$workout" --start 2026-06-21T07:00:00Z --seed 7 "${with[@]}" --out "$work/$name.fit" > "$work/said"
  "$pprun" verify "$work/$name.fit" --workout "$workout" --plot "docs/plots/$name.svg" > "$work/said" 2>&1
  echo "docs/plots/$name.svg"
}

plot clean week:4
plot buggy week:5 buggy no-laps
plot run-through week:4 run-through:3 no-laps
plot speed-alone week:6:3-2 buggy no-laps smart-recording short-run:2
