#!/bin/bash
# Makes a Python environment, once for each version of its list: that of the browser's tests, unless another is named.
set -euo pipefail
venv=$1
list=${2:-$(dirname "$0")/faces/requirements.txt}
stamp=$venv/requirements.sha256
now=$(sha256sum < "$list")
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && exit 0
if ! python3 -m venv "$venv" || ! "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$list"; then
    echo "The Python packages of $list could not be installed: check the network, then try again." >&2
    exit 1
fi
echo "$now" > "$stamp"
