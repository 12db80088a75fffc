#!/usr/bin/env bash
# Reads altered inputs for so many minutes, the targets in turn: eng/fuzz.sh MINUTES [TARGET…]. Ends with an error when something was found.
# What was tried before is kept in PPRUN_FUZZ (default: pprun-fuzz in the folder for temporary files), and gone on from.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?how many minutes?}
shift
work=${PPRUN_FUZZ:-${TMPDIR:-/tmp}/pprun-fuzz}
corpus=${PPRUN_CORPUS:-../shared/corpus}/files
mkdir -p "$work"

# A copy is instrumented, so that nothing else in the tree ever runs instrumented code. It keeps the program's own assembly plain.
program=$(mktemp -d "$work/program.XXXXXX")
trap 'rm -rf "$program"' EXIT
dotnet build -c Release tests/PostpartumRun.Fuzzing --nologo -v quiet
cp -r tests/PostpartumRun.Fuzzing/bin/Release/net10.0/. "$program"
tests/PostpartumRun.Fuzzing/bin/Release/net10.0/PostpartumRun.Fuzzing instrument \
  "$program"/PostpartumRun.{Fit,Intervals,Plans,Watch}.dll "$program/YamlDotNet.dll"

# No second core for collecting and compiling in the background than what the runtime needs at first.
export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCHeapHardLimit=0x40000000
if [ $# -eq 0 ]; then
  mapfile -t targets < <("$program/PostpartumRun.Fuzzing" targets)
else
  targets=("$@")
fi
seconds=$((minutes * 60 / ${#targets[@]}))
found=0
for target in "${targets[@]}"; do
  seeds=(fixtures fixtures/fuzz)
  case $target in
    fit | fields | activity | workout-file) [ ! -d "$corpus" ] || seeds+=("$corpus") ;;
  esac
  nice -n 15 "$program/PostpartumRun.Fuzzing" run "$target" "$seconds" "$work" "${seeds[@]}" || found=1
done
[ "$found" -eq 0 ] || echo "What was found lies in $work/*/finds. CONTRIBUTING.md says what to do with it."
exit "$found"
