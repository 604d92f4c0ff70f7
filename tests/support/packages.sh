# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts: installs what they need on Debian and Ubuntu, and does nothing if everything is installed.

# What every build needs. A program:package pair counts as installed if the program is, wherever it came from; of a choice a|b the first that
# exists is used, and name>=version must have at least that version.
build_packages=(
    "${CXX:-g++}:$(case ${CXX:-g++} in *clang*) echo clang ;; *) echo g++ ;; esac)"
    cmake:cmake ninja:ninja-build ccache:ccache pkg-config:pkg-config
    "libboost1.81-dev|libboost-dev>=1.81" libcurl4-openssl-dev zlib1g-dev libbrotli-dev libcpp-httplib-dev libcli11-dev libssl-dev
)

# Whether a version satisfies name>=version; without >= any does.
new_enough() {
    [ -n "$2" ] && { [ "${1%>=*}" = "$1" ] || dpkg --compare-versions "$2" ge "${1#*>=}"; }
}

package_installed() {
    local found
    found=$(dpkg-query -W -f '${db:Status-Status} ${Version}' "${1%>=*}" 2>/dev/null) || return
    [ "${found%% *}" = installed ] && new_enough "$1" "${found#* }"
}

package_to_install() {
    local choice
    for choice in ${1//|/ }; do
        if new_enough "$choice" "$(apt-cache show --no-all-versions "${choice%>=*}" 2>/dev/null | sed -n 's/^Version: //p')"; then
            echo "${choice%>=*}"
            return
        fi
    done
    return 1
}

as_root() {
    echo "+ $*" >&2
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "This needs root, or sudo." >&2
        return 1
    fi
}

# need_packages ENTRY...
need_packages() {
    local missing=() chosen=() entry choice updated=no
    for entry in "$@"; do
        if [[ $entry == *:* ]]; then
            command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}")
        else
            for choice in ${entry//|/ }; do
                ! package_installed "$choice" || continue 2
            done
            missing+=("$entry")
        fi
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    update() {
        [ $updated = no ] || return 1
        updated=yes
        as_root apt-get update -qq
    }
    # No installed package may be removed for it.
    install() { as_root apt-get install -y -qq --no-install-recommends --no-remove "${chosen[@]}" >"$log"; }
    local log
    for entry in "${missing[@]}"; do
        choice=$(package_to_install "$entry") || { update && choice=$(package_to_install "$entry"); } || {
            echo "No package here is ${entry//|/ or }." >&2
            return 1
        }
        chosen+=("$choice")
    done
    log=$(mktemp)
    # The lists may be older than the archive; after an update, an error counts.
    install || { update && install; } || {
        cat "$log" >&2
        return 1
    }
    rm "$log"
}

# On other systems the configuration step reports what it does not find.
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    need_packages() { echo "No apt-get here, so nothing is installed."; }
fi
