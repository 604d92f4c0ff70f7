# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts that compile for another architecture. Cross compiler and emulator are Debian's.
. "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

# cross_build KIND [PACKAGE...]: aarch64, s390x (big-endian), riscv64 or i686. Installs what is needed and sets `emulator`, and `cross_options`
# and `cross_prefix` (a part of CMAKE_PREFIX_PATH) for CMake.
cross_build() {
    local kind=$1 boost
    emulator=qemu-$kind
    [ "$kind" != i686 ] || emulator=qemu-i386
    need_packages "${build_packages[@]}" "$kind-linux-gnu-g++:g++-$kind-linux-gnu" "$emulator:qemu-user" "${@:2}"
    # Boost's headers, and those of other packages, are the same everywhere.
    boost=$(ls -d /usr/lib/*/cmake/Boost-1.* | tail -n 1)
    cross_options=(-G Ninja -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR="$kind" -DCMAKE_CXX_COMPILER="$kind-linux-gnu-g++"
        -DCMAKE_CROSSCOMPILING_EMULATOR="$emulator" -DBoost_DIR="$boost" -DTROTLINE_CURL=OFF -DTROTLINE_BUILD_EXAMPLES=OFF)
    cross_prefix="$(dirname "$(dirname "$boost")");/usr"
}
