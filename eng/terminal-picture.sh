#!/usr/bin/env bash
# Makes docs/terminal.png: what pprun prints at a terminal. Needs Debian's packages aha and chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command=(pprun verify fixtures/week-4-run-through.fit --workout week:4)

dotnet build -v quiet src/PostpartumRun.Cli
printf '$ %s\n' "${command[*]}" > "$work/screen"
TERM=xterm-256color COLORTERM=truecolor script -qec "stty cols 100; src/PostpartumRun.Cli/bin/Debug/net10.0/${command[*]}" /dev/null < /dev/null | tr -d '\r' >> "$work/screen"
aha --black --title pprun < "$work/screen" \
  | sed 's|</head>|<style>body{margin:20px 24px;background:#14171c}pre{font:15px/18px "DejaVu Sans Mono",monospace;margin:0}</style></head>|' > "$work/screen.html"
# As high as its lines and as wide as its columns, and no wider: nothing is cut off.
height=$(( $(wc -l < "$work/screen") * 18 + 44 ))
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync \
  --user-data-dir="$work/profile" --hide-scrollbars --force-device-scale-factor=1.5 --window-size=960,"$height" \
  --screenshot="$PWD/docs/terminal.png" "file://$work/screen.html" 2>/dev/null
