#!/bin/bash
# Plays one session of a recorded clinic against a demo server of its own that prints to a private CUPS with an IPP
# printer, all on loopback: rehearse.sh FILE.csv SESSION [more flags of houzhen rehearse]
set -euo pipefail
file=${1:?a CSV of recorded consultations}
session=${2:?the number of a session in it}
shift 2
here=$(cd "$(dirname "$0")" && pwd)
program=${HOUZHEN:-$here/../.build/debug/houzhen}
folder=$(mktemp -d)
chmod 755 "$folder"
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null
    bash "$here/PrintRoom/print-room.sh" stop "$folder/room" >/dev/null 2>&1
    rm -rf "$folder"
}
trap finish EXIT

bash "$here/PrintRoom/print-room.sh" start "$folder/room" > "$folder/printers"
slip=$(sed -n 's/^SLIP_PRINTER=//p' "$folder/printers")
ticket=$(sed -n 's/^TICKET_PRINTER=//p' "$folder/printers")
"$program" serve --demo --data "$folder/data" --port 0 --clock 2026-03-02T07:30 --clock-speed 600 \
    --printer "slip=$slip" --printer "ticket=$ticket" > "$folder/greeting" &
server=$!
for _ in $(seq 100); do
    address=$(grep -o -m1 'http://127\.0\.0\.1:[0-9]*' "$folder/greeting" || true)
    [ -n "$address" ] && break
    sleep 0.1
done
"$program" rehearse "$file" --session "$session" --server "$address" "$@"
echo "papers that came out of the slip printer: $(bash "$here/PrintRoom/print-room.sh" printed "$folder/room" slip | sort -u | wc -l)"
