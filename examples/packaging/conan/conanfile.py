# SPDX-License-Identifier: BSL-1.0
# A recipe for Conan 2 of the clone that it stands in: conan create examples/packaging/conan
import os

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, CMakeDeps, cmake_layout
from conan.tools.files import copy


class Trotline(ConanFile):
    name = "trotline"
    version = "0.1.0"
    license = "BSL-1.0"
    description = "Webhooks whose answers land in your structs: rows over JSON and XML, header-only, C++20"
    settings = "os", "compiler", "build_type", "arch"
    options = {"curl": [True, False]}
    default_options = {"curl": True}
    package_type = "header-library"

    def export_sources(self):
        clone = os.path.join(self.recipe_folder, "..", "..", "..")
        for pattern in ("CMakeLists.txt", "LICENSE", "include/*", "examples/packaging/*"):
            copy(self, pattern, clone, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.77]", options={"header_only": True})
        if self.options.curl:
            self.requires("libcurl/[>=7.87]")
            self.requires("zlib/[>=1.2]")

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("TESTS", "EXAMPLES", "BENCHMARKS"):
            toolchain.cache_variables[f"TROTLINE_BUILD_{part}"] = False
        toolchain.cache_variables["TROTLINE_CURL"] = bool(self.options.curl)
        toolchain.cache_variables["TROTLINE_NATS"] = False
        toolchain.generate()
        CMakeDeps(self).generate()

    def package(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_id(self):
        self.info.clear()

    def package_info(self):
        self.cpp_info.bindirs = self.cpp_info.libdirs = []
        core = self.cpp_info.components["core"]
        core.set_property("cmake_target_name", "trotline::core")
        core.requires = ["boost::headers"]
        if self.options.curl:
            all_of_it = self.cpp_info.components["trotline"]
            all_of_it.set_property("cmake_target_name", "trotline::trotline")
            all_of_it.requires = ["core", "libcurl::libcurl", "zlib::zlib"]
