#!/bin/bash
# Installs the Debian packages that are missing: `run` for building and serving, `test` for the tests as well.
# Says which, and what each is for. Needs root, or sudo.
set -euo pipefail

run_packages=(
    "libsqlite3-dev|the store"
    "libcups2-dev|speaking to printers"
    "libpango1.0-dev|shaping Chinese, English and Uyghur text on paper; brings Cairo, which writes the PDF"
    "libqrencode-dev|the QR code on tickets and slips"
    "libncurses-dev|the front desk's terminal"
    "fonts-noto-core|digits, Latin and bold Uyghur"
    "fonts-noto-cjk|Chinese"
    "fonts-ukij-uyghur|Uyghur text"
    "pkg-config|finds the libraries above"
)
test_packages=(
    "cups-daemon|a private print service for the tests"
    "cups|its filter for printers that take pictures only"
    "procps|finds the print service's children"
    "cups-client|sets up its queues"
    "cups-ipp-utils|IPP printers made of software"
    "cups-filters|what turns a PDF into what a printer takes"
    "dbus-daemon|the software printers want a bus"
    "poppler-utils|reads the PDFs back"
    "zbar-tools|reads the QR codes back"
    "strace|shows that an answer comes after the disk has it"
    "tmux|a terminal for the front desk's tests"
    "chromium-headless-shell|a browser for the pages' tests"
    "python3-venv|runs the browser's tests"
)

wanted=("${run_packages[@]}")
[ "${1:-run}" = test ] && wanted+=("${test_packages[@]}")

missing=()
for line in "${wanted[@]}"; do
    name=${line%%|*}
    if ! dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$'; then
        echo "missing: $name (${line#*|})"
        missing+=("$name")
    fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "These Debian packages are needed and only root can install them. As root, run:" >&2
    echo "    apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
if ! "${as_root[@]}" apt-get update -q || ! "${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"; then
    echo "These Debian packages could not be installed: ${missing[*]}" >&2
    echo "Check the network and apt's sources, then try again." >&2
    exit 1
fi
