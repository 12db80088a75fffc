#!/usr/bin/env bash
# 50 users at once on a page whose log holds 1,000 activities: eng/web-load.sh [SECONDS]. Needs apache2-utils (ab), which eng/test-tools.sh installs.
# Fails where a request fails, or where a page alone takes 100 ms or more.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-10}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
pprun() { dotnet run --no-build -c Release --project src/PostpartumRun.Cli -- "$@" --data "$work/log"; }

day() { date -u -d "$1 days ago" +%F; }
pprun init --birth-date "$(day 140)" --birth-mode vaginal --cleared "$(day 95)" --start "$(day 28)" --days mon,wed,sat >/dev/null
pprun ready --pass all --on "$(day 7)" >/dev/null
mkdir "$work/files"
pprun simulate --workout week:4 --count 1000 --out "$work/files" >/dev/null
pprun import "$work/files" | tail -1
dotnet run --no-build -c Release --project src/PostpartumRun.Web -- --data "$work/log" --port 0 >"$work/out" &
server=$!
until address=$(grep -o 'http://[^ ]*' "$work/out"); do kill -0 "$server"; done

failed=0
for page in "" plan plan/6 activities activities/1 progress checkin; do
  # The first one compiles.
  ab -q -n 20 -c 1 "${address}r/1/$page" >"$work/one" 2>&1
  ab -q -n 50 -c 1 "${address}r/1/$page" >"$work/one" 2>&1
  ab -q -t "$seconds" -n 1000000 -c 50 "${address}r/1/$page" >"$work/many" 2>&1
  alone=$(awk '/Time per request.*mean\)/ { print $4; exit }' "$work/one")
  size=$(awk '/Document Length/ { print $3 }' "$work/one")
  rate=$(awk '/Requests per second/ { print $4 }' "$work/many")
  slow=$(awk '/ 95%/ { print $2 }' "$work/many")
  errors=$(awk '/Non-2xx/ { sum += $3 } /\(Connect:/ { gsub(/[^0-9 ]/, ""); sum += $1 + $2 + $4 } END { print sum + 0 }' "$work/many")
  printf '%-14s %6s bytes   alone %6s ms   50 at once: %7s requests/s, 95%% within %5s ms, %s errors\n' "${page:-today}" "$size" "$alone" "$rate" "$slow" "$errors"
  awk "BEGIN { exit !($errors > 0 || $alone >= 100) }" && failed=1
done
exit "$failed"
