#!/usr/bin/env bash
# Makes the FIT files of fixtures/, the same bytes each time, into fixtures/ or the folder that is given.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-fixtures}
pprun() { dotnet run --project src/PostpartumRun.Cli --no-launch-profile -v quiet -- "$@" >/dev/null; }
simulate() { pprun simulate --out "$out/$1" "${@:2}"; }

mkdir -p "$out"
simulate week-4-as-planned.fit   --workout week:4     --start 2026-06-22T06:30:00Z --seed 4
simulate week-4-run-through.fit  --workout week:4     --start 2026-06-24T06:30:00Z --seed 5 --with run-through:3
simulate week-4-no-laps.fit      --workout week:4     --start 2026-06-26T06:30:00Z --seed 6 --with no-laps --with no-workout --with walk-run:5
simulate week-5-buggy.fit        --workout week:5     --start 2026-07-01T06:30:00Z --seed 7 --with buggy
simulate week-6-smart-pause.fit  --workout week:6:3-2 --start 2026-07-08T06:30:00Z --seed 8 --with smart-recording --with pause:60
simulate week-7-stopped-early.fit --workout week:7    --start 2026-07-15T06:30:00Z --seed 9 --with stop-early:3
simulate week-8-cut-off.fit      --workout week:8     --start 2026-07-22T06:30:00Z --seed 10 --with cut-off:40
