#!/bin/sh
# What a printer of the print room does with a document ($1): takes its time, may fail, keeps it, and writes one line for
# each paper that came out: job name, file, paper asked for.
room=$PRINT_ROOM_PRINTER
[ -f "$room/delay" ] && sleep "$(cat "$room/delay")"
if [ -f "$room/fail" ]; then
  echo "ERROR: told to fail" >&2
  exit 1
fi
kept="$room/out/$(basename "$1")"
cp "$1" "$kept"
printf '%s\t%s\t%s\n' "$IPP_JOB_NAME" "$kept" "${IPP_MEDIA_COL:-${IPP_MEDIA:-}}" >>"$room/printed"
echo "ATTR: job-impressions-completed=1" >&2
