#!/bin/bash
# A print room of one's own: a CUPS server and two IPP printers on loopback, in one folder, for tests and rehearsals.
# Works as root, without systemd and without Avahi, and beside other rooms.
#
#   print-room.sh start DIR [OWNER [SECONDS]]   prints CUPS=host:port, SLIP_QUEUE, TICKET_QUEUE and how to name them to Houzhen.
#                                     With OWNER (a process id) the room closes by itself when that process ends.
#                                     SECONDS that CUPS may leave a job unwritten: 0, unless told otherwise.
#   print-room.sh stop DIR            ends what start began, by process id
#   print-room.sh stop-cupsd DIR      as "systemctl stop cups" would
#   print-room.sh start-cupsd DIR     and again, on the same port
#   print-room.sh stop-printer DIR QUEUE, start-printer DIR QUEUE   off, and on again on the same port
#   print-room.sh trays DIR QUEUE empty|full
#   print-room.sh printed DIR QUEUE   the names of the jobs that came out, one line for each copy
#
# In DIR/slip and DIR/ticket: a file "delay" makes each job take so many seconds, a file "fail" makes jobs abort.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

starting=
die() {
  echo "print-room: $*" >&2
  [ -n "$starting" ] && close
  exit 1
}

need() { # program, Debian package
  command -v "$1" >/dev/null || die "$1 is missing: apt-get install $2"
}

check_programs() {
  need cupsd cups-daemon
  need lpadmin cups-client
  need ippeveprinter cups-ipp-utils
  need dbus-daemon dbus-daemon
  need pgrep procps
  [ -x /usr/lib/cups/filter/pdftopdf ] || die "the pdftopdf filter is missing: apt-get install cups-filters"
  [ -x /usr/lib/cups/filter/rastertopwg ] || die "the rastertopwg filter is missing: apt-get install cups"
}

# A process that has ended but that nobody has waited for does not count.
alive() { [ -e "/proc/$1" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# Runs a program that outlives this script. It must not keep what it inherited open: whoever called us may be waiting for
# that to close.
daemon() {
  local file
  for file in "/proc/$BASHPID/fd/"*; do
    [ "${file##*/}" -gt 2 ] && eval "exec ${file##*/}>&-"
  done
  exec "$@" </dev/null
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Another room wrote it down: what had it may just be off.
taken() { grep -qsx "$1" "$dir"/../*/*.port; }

# A port below the range from which clients get theirs, that nobody has. Rooms that open at the same moment have
# different process ids, and so different ports.
free_port() { # which of the room's three, how often it was tried
  local port try=$2
  while port=$((20000 + ($$ + try * 997) % 4000 * 3 + $1)); listens "$port" || taken "$port"; do try=$((try + 1)); done
  echo "$port"
}

# pid-file, port: waits until the process listens; fails when it ends first.
await_port() {
  local pid try
  pid=$(cat "$1")
  for try in $(seq 200); do
    alive "$pid" || return 1
    listens "$2" && return 0
    sleep 0.05
  done
  return 1
}

# ippeveprinter exits without a D-Bus system bus, even where it announces nothing; a private one is enough.
start_bus() {
  cat >"$dir/bus.conf" <<X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$dir/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
X
  daemon dbus-daemon --config-file="$dir/bus.conf" --nofork --nopidfile >"$dir/bus.log" 2>&1 &
  echo $! >"$dir/bus.pid"
  local try
  for try in $(seq 200); do [ -S "$dir/bus" ] && return 0; sleep 0.05; done
  die "dbus-daemon did not start: $(cat "$dir/bus.log")"
}

start_printer() { # name, which of the ports
  local try port
  for try in 1 2 3 4 5; do
    port=$(free_port "$2" "$try")
    echo "$port" >"$dir/$1.port"
    start_printer_again "$1" && return 0
  done
  die "ippeveprinter did not start: $(cat "$dir/$1/log")"
}

# On the port that it had.
start_printer_again() { # name
  local name=$1 port
  port=$(cat "$dir/$name.port")
  mkdir -p "$dir/$name/spool" "$dir/$name/out"
  DBUS_SYSTEM_BUS_ADDRESS="unix:path=$dir/bus" PRINT_ROOM_PRINTER="$dir/$name" \
    daemon ippeveprinter -p "$port" -n localhost -r off -d "$dir/$name/spool" -K "$dir/keys" \
    -c "$here/take-paper.sh" -a "$here/$name.conf" "$name" >>"$dir/$name/log" 2>&1 &
  echo $! >"$dir/$name.pid"
  await_port "$dir/$name.pid" "$port"
}

# The trays as the machine's own page sets them; its size and kind of paper are in its settings.
set_trays() { # name, empty or full
  local level=0 form
  [ "$2" = full ] && level=200
  case $1 in
  slip) form="size0=iso_a5_148x210mm&type0=stationery&level0=$level&size1=iso_a4_210x297mm&type1=stationery&level1=$level" ;;
  ticket) form="size0=custom_80x120mm_80x120mm&type0=continuous&level0=$level" ;;
  *) die "no such printer: $1" ;;
  esac
  exec 3<>"/dev/tcp/127.0.0.1/$(cat "$dir/$1.port")" || die "the printer $1 does not answer"
  printf 'GET /media?%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$form" >&3
  local answer
  read -r -t 10 answer <&3
  case $answer in *' 200 '*) ;; *) die "the trays of $1 were not set: $answer" ;; esac
}

write_cups_settings() { # port
  mkdir -p "$dir/cups/ssl" "$dir/cups/ppd" "$dir/spool/tmp" "$dir/cache" "$dir/run/certs" "$dir/log" "$dir/keys"
  cat >"$dir/cups/cups-files.conf" <<X
ServerRoot $dir/cups
RequestRoot $dir/spool
TempDir $dir/spool/tmp
CacheDir $dir/cache
StateDir $dir/run
ServerKeychain $dir/cups/ssl
AccessLog $dir/log/access
ErrorLog $dir/log/error
PageLog $dir/log/page
User lp
Group lp
SystemGroup root lpadmin
SyncOnClose Yes
FatalErrors listen
X
  # DirtyCleanInterval 0: a job that was acknowledged is on the disk. The other settings are those a clinic should have.
  cat >"$dir/cups/cupsd.conf" <<X
LogLevel warn
Listen 127.0.0.1:$1
ServerName localhost
Browsing No
WebInterface No
DefaultAuthType None
DefaultEncryption IfRequested
DirtyCleanInterval ${dirty:-0}
ErrorPolicy retry-current-job
JobRetryInterval 2
MaxJobs 0
MaxHoldTime 0
PreserveJobHistory Yes
PreserveJobFiles No
IdleExitTimeout 0
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
X
}

start_cupsd() { # port
  daemon cupsd -f -c "$dir/cups/cupsd.conf" -s "$dir/cups/cups-files.conf" >"$dir/cupsd.log" 2>&1 &
  echo $! >"$dir/cupsd.pid"
  await_port "$dir/cupsd.pid" "$1"
}

start_cups() {
  local try port
  for try in 1 2 3 4 5; do
    port=$(free_port 0 "$try")
    write_cups_settings "$port"
    if start_cupsd "$port"; then echo "$port" >"$dir/cupsd.port"; return 0; fi
  done
  die "cupsd did not start: $(cat "$dir/cupsd.log" "$dir/log/error" 2>/dev/null)"
}

add_queue() { # name
  local server uri try
  server=127.0.0.1:$(cat "$dir/cupsd.port")
  uri=ipp://localhost:$(cat "$dir/$1.port")/ipp/print
  lpadmin -h "$server" -p "$1" -E -v "$uri" -m everywhere -o printer-is-shared=false \
    -o printer-error-policy=retry-current-job 2>>"$dir/log/lpadmin" ||
    die "the queue $1 was not made: $(cat "$dir/log/lpadmin")"
  # cupsd asks the printer for its abilities, in its own time.
  for try in $(seq 200); do [ -s "$dir/cups/ppd/$1.ppd" ] && break; sleep 0.05; done
  [ -s "$dir/cups/ppd/$1.ppd" ] || die "CUPS could not read the abilities of $1: $(cat "$dir/log/error")"
  # waitjob=false, with which CUPS cannot ask: it is then done when the printer has taken the document, and never
  # sends it twice.
  lpadmin -h "$server" -p "$1" -v "$uri?waitjob=false" 2>>"$dir/log/lpadmin" ||
    die "the queue $1 was not changed: $(cat "$dir/log/lpadmin")"
}

# Ends a process and what it started; asks first.
end() { # name
  local file="$dir/$1.pid" pid children try
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  children=$(pgrep -P "$pid")
  kill -TERM "$pid" $children 2>/dev/null
  for try in $(seq 100); do alive "$pid" || break; sleep 0.02; done
  kill -KILL "$pid" $children 2>/dev/null
  rm -f "$file"
}

close() { local name; for name in cupsd slip ticket bus; do end "$name"; done; }

close_with() { # owner
  daemon "$here/print-room.sh" watch "$dir" "$1" >/dev/null 2>&1 &
}

[ $# -ge 2 ] || die "usage: print-room.sh start|stop|stop-cupsd|start-cupsd|stop-printer|start-printer|trays|printed DIR …"
mkdir -p "$2" && dir=$(cd "$2" && pwd) || exit 1
case $1 in
start)
  check_programs
  dirty=${4:-0}
  starting=yes
  # The filters run as lp: they must be able to enter the folder.
  chmod 755 "$dir"
  start_bus
  start_printer slip 1
  start_printer ticket 2
  start_cups
  add_queue slip
  add_queue ticket
  [ -n "${3:-}" ] && close_with "$3"
  port=$(cat "$dir/cupsd.port")
  printf 'CUPS=127.0.0.1:%s\nSLIP_QUEUE=slip\nTICKET_QUEUE=ticket\n' "$port"
  printf 'SLIP_PRINTER=cups://127.0.0.1:%s/slip\nTICKET_PRINTER=cups://127.0.0.1:%s/ticket\n' "$port" "$port"
  ;;
stop) close ;;
watch) # OWNER: waits for its end
  while alive "${3:?owner}"; do sleep 1; done
  close
  ;;
stop-cupsd) end cupsd ;;
start-cupsd) start_cupsd "$(cat "$dir/cupsd.port")" || die "cupsd did not start again: $(cat "$dir/log/error")" ;;
stop-printer) end "${3:?queue}" ;;
start-printer) start_printer_again "${3:?queue}" || die "$3 did not start again: $(cat "$dir/$3/log")" ;;
trays) set_trays "${3:?queue}" "${4:?empty or full}" ;;
printed) cut -f 1 "$dir/${3:?queue}/printed" 2>/dev/null || true ;;
*) die "no such word: $1" ;;
esac
