# SPDX-License-Identifier: BSL-1.0
# An overlay port of the clone that it stands in: vcpkg install trotline --overlay-ports=examples/packaging/vcpkg
get_filename_component(SOURCE_PATH "${CURRENT_PORT_DIR}/../../../.." ABSOLUTE)
vcpkg_check_features(OUT_FEATURE_OPTIONS options FEATURES curl TROTLINE_CURL nats TROTLINE_NATS)
set(VCPKG_BUILD_TYPE release)  # headers are the same in both
vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}" OPTIONS ${options}
    -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME trotline CONFIG_PATH share/cmake/trotline)
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
