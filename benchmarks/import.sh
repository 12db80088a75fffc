#!/usr/bin/env bash
# How fast many activities are imported, and how fast a log of many answers: whole processes, from a program as it is published.
# On ext4, wait some minutes after many files were deleted: it looks for each new one's place among them.
# Usage: benchmarks/import.sh PPRUN [FILES [LOGGED]]: the program, how many activities to import (10000), how many a log holds (100000).
set -euo pipefail
pprun=$(realpath "$1") files=${2:-10000} logged=${3:-100000}
folder=$(mktemp -d "${TMPDIR:-/tmp}/pprun-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT
export PPRUN_DATA=$folder/log TZ=UTC

# Workouts of half an hour to an hour and a half: 27 to 90 kB.
make_files() {
  local target=$1 count=$2 seed=$3 third=$(($2 / 3))
  mkdir -p "$target"
  "$pprun" simulate --workout "5:00 walk; 6x(1:00 run; 2:00 walk); 5:00 walk" --out "$target" --count "$third" --seed "$seed" --start 2026-06-01T06:00:00Z --json
  "$pprun" simulate --workout "5:00 walk; 12x(2:00 run; 1:00 walk); 5:00 walk" --out "$target" --count "$third" --seed "$seed" --start 2024-06-01T06:00:00Z --json
  "$pprun" simulate --workout "10:00 walk; 7x(8:00 run; 2:00 walk); 10:00 walk" --out "$target" --count "$((count - 2 * third))" --seed "$seed" --start 2022-06-01T06:00:00Z --json
}

# One line: what, seconds, a second, peak memory in MB, processor seconds, load. The time is the program's own whole process.
measure() {
  python3 -c '
import os, resource, subprocess, sys, time
what, count, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
began = time.perf_counter()
code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
took, usage = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{what:34} {took:8.3f} s {count / took:8.0f}/s {usage.ru_maxrss / 1024:.0f} MB at most, "
      f"{usage.ru_utime + usage.ru_stime:.2f} s of processors, exit code {code}, load {os.getloadavg()[0]:.2f}")' "$@"
}

make_files "$folder/in" "$files" 1
cat "$folder"/in/*.fit > /dev/null
echo "$(find "$folder/in" -name '*.fit' | wc -l) files, $(du -sm "$folder/in" | cut -f1) MB, $(nproc) processors"
mkdir "$folder/tenth"
find "$folder/in" -name '*.fit' | sort | sed -n "1,$((files / 10))p" | xargs -I{} ln {} "$folder/tenth"
measure "a tenth into a fresh log" $((files / 10)) "$pprun" import "$folder/tenth" --stages --data "$folder/tenth-log"
measure "all into a fresh log" "$files" "$pprun" import "$folder/in" --stages
measure "the same again" "$files" "$pprun" import "$folder/in" --stages

# A club's log: runners with the same files each.
if [ "$logged" -gt "$files" ]; then
  for i in $(seq 1 $((logged / files - 1))); do
    "$pprun" import "$folder/in" --runner "runner $i" > /dev/null
  done
  mkdir "$folder/more"
  "$pprun" simulate --workout "5:00 walk; 6x(1:00 run; 2:00 walk); 5:00 walk" --out "$folder/more" --count 10 --seed 900000 --start 2026-07-01T06:00:00Z --json
  for one in "$folder"/more/*.fit; do measure "one more of $logged" 1 "$pprun" import "$one"; done
  for _ in 1 2 3 4 5; do measure "log list" 1 "$pprun" log list; measure "status" 1 "$pprun" status; done
fi
