#!/bin/sh
# Makes a fresh machine ready: system packages, .venv, pinned Python packages. Quick when there is nothing to do.
# With "tests": also a sound server for the tests of real sound.
set -eu
cd "$(dirname "$0")/../.."
lock=packaging/requirements.lock
stamp=.venv/.madoguchi-stamp

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "Madoguchi needs Python 3.11, 3.12 or 3.13; none was found."
    exit 1
}

is_installed() {
    dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -q '^installed$'
}

missing_of() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for package in $(grep -v '^#' "$1"); do
        is_installed "$package" || printf '%s ' "$package"
    done
}

missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing_of packaging/setup/apt-packages.txt
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        printf '%s-venv ' "$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')"
    fi
}

may_install() {
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        return 1
    fi
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    line="apt-get install -y --no-install-recommends $missing"
    if ! may_install; then
        say "Some system packages are missing. Please run this line, then start again:"
        say "  sudo apt-get update && sudo $line"
        exit 1
    fi
    say "1/2 system packages (about 1 minute) ..."
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive $as_root $line -qq >/dev/null
}

# The tests of real sound are skipped, with the reason printed, where this is not possible.
install_sound_server() {
    if is_installed pipewire-pulse || is_installed pipewire-audio; then
        say "PipeWire serves sound here, and PulseAudio would replace it: tests of real sound will be skipped."
        return 0
    fi
    missing=$(missing_of packaging/setup/apt-packages-sound.txt)
    [ -n "$missing" ] || return 0
    line="apt-get install -y --no-install-recommends $missing"
    if ! may_install; then
        say "Tests of real sound will be skipped. To have them: sudo $line"
        return 0
    fi
    say "a sound server for the tests ..."
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive $as_root $line -qq >/dev/null || say "The sound server could not be installed."
}

install_python_packages() {
    wanted="$("$python" -V) $(cksum <"$lock")"
    if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    say "2/2 Python packages into .venv (about 1 minute) ..."
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    printf '%s' "$wanted" >"$stamp"
}

python=$(find_python)
install_packages
[ "${1:-}" != tests ] || install_sound_server
install_python_packages
