#!/usr/bin/env bash
# Installs the Debian packages named, where it may; says exactly which are missing where it may not.
#   deploy/system-packages.sh postgresql python3-venv
set -euo pipefail

missing=()
for package in "$@"; do
  case "$package" in
    # What matters is the program, however it came here.
    python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null && continue ;;
    python3-dev) python3 -c 'import os, sysconfig as s, sys; sys.exit(not os.path.exists(os.path.join(s.get_path("include"), "Python.h")))' && continue ;;
    *) dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" && continue ;;
  esac
  missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then
    sudo="sudo -n"
  else
    echo "These Debian packages are missing: ${missing[*]}" >&2
    echo "Install them as root and run this again:  apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
echo "installing Debian packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { $sudo apt-get update -q && $sudo apt-get install -qy --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  cat "$log" >&2
  echo "apt-get could not install: ${missing[*]}" >&2
  exit 1
fi
