# Sourced by run and check: installs what is missing, configures and builds. Safe to repeat.
# shellcheck shell=bash

say() { printf '\033[1m%s\033[0m\n' "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    [ $# -lt 2 ] || printf '  %s\n' "$2" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "packages must be installed, but this is not root and there is no sudo" "As root: apt-get install $missing"
    fi
}

install_packages() {
    local list=$1 package
    missing=
    while read -r package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+="$package "
    done < <(grep -v -e '^#' -e '^$' "$list")
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || fail "this is no Debian system (no apt-get)" "Install by hand: $missing"
    say "Installing: $missing"
    as_root apt-get update -q || fail "the package lists cannot be fetched" "Check the network and /etc/apt/sources.list, then start again."
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing ||
        fail "apt-get could not install everything" "See its message above; Debian 12 (bookworm) has all these packages."
}

# LibTorch files need about 1.2 GB each to compile: fewer at once where memory is short.
jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ { print int($2 / 1300000) }' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    echo $((cores < memory ? cores : memory))
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    say "Building ($preset)"
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; fail "the configuration failed, see above"; }
    rm -f "build-$preset.log"
    cmake --build --preset "$preset" -j "$(jobs)" ${1:+--target "$@"} || fail "the build failed, see above"
}
