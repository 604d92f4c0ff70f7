#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh WAY SCRATCH BUILT CMAKE COMPILER...: one of the ways by which Trotline gets into somebody's project, besides those of
# tests/consumer/. BUILT is a configured build of Trotline.
set -euo pipefail
way=$1 scratch=$2 built=$3 cmake=$4
shift 4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
# The compiler without the headers of this tree.
compiler=()
for argument in "$@"; do
    [ "$argument" = "-I$top/include" ] || compiler+=("$argument")
done
copy() { mkdir -p "$1" && cp -R "$top/CMakeLists.txt" "$top/LICENSE" "$top/include" "$1" && mkdir -p "$1/examples" && cp -R "$top/examples/packaging" "$1/examples"; }

# Two copies in one build; a library that has Trotline in its interface is installed, and found by another project.
twice() {
    copy copies/first
    copy copies/second
    local options=(-DCMAKE_CXX_COMPILER="$1" -DTROTLINE_CURL=OFF -DTROTLINE_NATS=OFF -DCMAKE_CXX_STANDARD=17)
    "$cmake" -S "$here/twice" -B twice -DCOPIES="$scratch/copies" "${options[@]}" >log || { cat log; exit 1; }
    "$cmake" --build twice >log || { cat log; exit 1; }
    twice/twice
    "$cmake" --install twice --prefix prefix >/dev/null
    "$cmake" -S "$here/found" -B found -DCMAKE_CXX_COMPILER="$1" -DCMAKE_PREFIX_PATH="$scratch/prefix" >log
    "$cmake" --build found >log || { cat log; exit 1; }
    found/found
    # Another release is not taken without a word.
    sed -i 's/^#define TROTLINE_VERSION_MINOR .*/#define TROTLINE_VERSION_MINOR 99/' copies/second/include/trotline/version.hpp
    "$cmake" -S "$here/twice" -B other -DCOPIES="$scratch/copies" "${options[@]}" >log 2>&1
    tr -s ' \n' ' ' <log | grep -q 'is not used: this build already has'
}

pkg_config() {
    "$cmake" --install "$built" --prefix prefix >/dev/null
    export PKG_CONFIG_PATH=$scratch/prefix/share/pkgconfig
    # shellcheck disable=SC2046
    "${compiler[@]}" "$top/tests/packages/twice/one.cpp" "$top/tests/packages/twice/main.cpp" -DONLY_ONE $(pkg-config --cflags --libs trotline-core) -o core
    ./core
    [ ! -f prefix/share/pkgconfig/trotline.pc ] || pkg-config --libs trotline | grep -q -- -lcurl
}

one_header() {
    "$cmake" --build "$built" --target trotline_one_header >log
    cp "$built"/one_header/*.hpp .
    sed 's|<trotline/mapping/map.hpp>|"trotline_mapping.hpp"|' "$top/tests/abi/unit.cpp" >mapping.cpp
    echo 'int NAME() { return 0; }' >second.cpp
    "${compiler[@]}" -DNAME=second -c second.cpp -o second.o
    "${compiler[@]}" -DNAME=first -c mapping.cpp -o first.o
    "${compiler[@]}" "$top/tests/abi/main.cpp" first.o second.o -o mapping
    ./mapping
}

# With everything in it.
one_header_of_all() {
    "$cmake" --build "$built" --target trotline_one_header >log
    sed 's|<trotline/trotline.hpp>|"trotline.hpp"|' "$top/tests/consumer/curl.cpp" | grep -v '#include <trotline' >program.cpp
    "${compiler[@]}" "-I$built/one_header" program.cpp -o program -lcurl -lz
    ./program
}

deb() {
    "$cmake" -S "$top" -B package -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=OFF >log
    (cd package && cpack -G DEB >log)
    dpkg-deb -f package/*.deb Depends | grep -q 'libboost'
    dpkg-deb -x package/*.deb root
    "${compiler[@]}" -Iroot/usr/include "$top/tests/consumer/core.cpp" -o core
    ./core
}

# The overlay of examples/packaging/meson/ over a clone.
meson_wrap() {
    copy trotline
    git -C trotline init -q && git -C trotline add . && git -C trotline -c user.name=test -c user.email=test@localhost commit -qm all
    mkdir -p consumer/subprojects
    cp "$here/meson/meson.build" "$top"/tests/consumer/{core,curl}.cpp consumer
    cp -R "$top/examples/packaging/meson/." consumer/subprojects
    sed -i "s|^url = .*|url = file://$scratch/trotline|" consumer/subprojects/trotline.wrap
    CXX=$1 meson setup consumer build >log || { cat log; exit 1; }
    meson compile -C build >log || { cat log; exit 1; }
    build/core
    build/curl
}

# Bazel with the system's headers, and without its registry: what rules and Boost's modules are there are stand-ins.
bazel_build() {
    local name
    copy .
    cp "$top/examples/packaging/bazel/BUILD.bazel" .
    stands_in() {
        mkdir -p "$1/$2"
        touch "$1/WORKSPACE" "$1/BUILD" "$1/$2/BUILD"
        for name in "${@:3}"; do echo "$name = native.$name"; done >"$1/$2/defs.bzl"
        echo "local_repository(name = \"$1\", path = \"$1\")" >>WORKSPACE
    }
    stands_in rules_cc cc cc_binary cc_test cc_library cc_import cc_toolchain cc_toolchain_suite fdo_prefetch_hints fdo_profile objc_library objc_import
    stands_in rules_java java java_binary java_import java_library java_lite_proto_library java_proto_library java_test java_package_configuration \
        java_plugin java_runtime java_toolchain
    stands_in rules_proto proto proto_library proto_lang_toolchain
    mkdir none user
    for name in boost.describe boost.mp11 boost.spirit curl zlib; do
        echo "new_local_repository(name = \"$name\", path = \"none\"," \
            "build_file_content = 'cc_library(name = \"$name\", visibility = [\"//visibility:public\"])')" >>WORKSPACE
    done
    cp "$top"/tests/consumer/{core,curl}.cpp user
    printf 'cc_binary(name = "%s", srcs = ["%s.cpp"], deps = ["//:%s"], linkopts = %s)\n' core core core '[]' curl curl trotline '["-lcurl", "-lz"]' >user/BUILD
    bazel --output_user_root="$scratch/bazel" build --spawn_strategy=local --cxxopt=-std=c++20 //user:core //user:curl >log 2>&1 || { cat log; exit 1; }
    bazel-bin/user/core
    bazel-bin/user/curl
    bazel --output_user_root="$scratch/bazel" shutdown
}

# What cannot be run here is at least well-formed.
recipes() {
    python3 -c 'import ast, json, sys; ast.parse(open(sys.argv[1]).read()); json.load(open(sys.argv[2]))' \
        "$top/examples/packaging/conan/conanfile.py" "$top/examples/packaging/vcpkg/trotline/vcpkg.json"
    local version file
    version=$(sed -nE 's/^#define TROTLINE_VERSION_(MAJOR|MINOR|PATCH) ([0-9]+)$/\2/p' "$top/include/trotline/version.hpp" | paste -sd.)
    for file in vcpkg/trotline/vcpkg.json conan/conanfile.py meson/packagefiles/trotline/meson.build; do
        grep -qF "$version" "$top/examples/packaging/$file" || { echo "$file has another version than $version"; exit 1; }
    done
    if command -v conan >/dev/null; then conan create "$top/examples/packaging/conan" --build=missing; fi
    if command -v vcpkg >/dev/null; then vcpkg install trotline "--overlay-ports=$top/examples/packaging/vcpkg"; fi
}

$way "$@"
