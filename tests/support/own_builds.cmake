# SPDX-License-Identifier: BSL-1.0
# The settings for the project's own tests, examples and benchmarks. They do not affect consumers.
include_guard()

set(TROTLINE_SANITIZE "" CACHE STRING "Sanitizers for the project's own builds: address,undefined or thread")
option(TROTLINE_VERIFY_HEADERS "Compile every header alone, with the tests" OFF)
option(TROTLINE_SEPARATE "Link the project's own executables with the library compiled separately" OFF)
option(TROTLINE_FUZZ "Build the fuzz targets with libFuzzer (clang); without it they replay their seeds" OFF)
set(TROTLINE_FUZZ_SECONDS 10 CACHE STRING "How long each fuzz target runs as a test")

if(PROJECT_IS_TOP_LEVEL)
    # The library is measured and tested with a plain -O2, unless another build type is set.
    if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES AND CMAKE_CXX_FLAGS STREQUAL "")
        set(CMAKE_CXX_FLAGS "-O2")
    endif()
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
endif()
find_program(TROTLINE_CCACHE ccache)
if(TROTLINE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${TROTLINE_CCACHE}")
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(trotline_own_builds INTERFACE)
target_compile_options(trotline_own_builds INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # At -O3, g++ 12 sees an overlap in every "text" + std::string (its bug 105329).
    target_compile_options(trotline_own_builds INTERFACE -Wno-restrict)
    if(CMAKE_CXX_FLAGS MATCHES "-O3")
        # And in aggregates with a std::function it sees members without a value, which have one.
        target_compile_options(trotline_own_builds INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
if(TROTLINE_SANITIZE)
    target_compile_options(trotline_own_builds INTERFACE
        -fsanitize=${TROTLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        # With sanitizers, g++ 12 warns that a temporary list's strings are uninitialized.
        target_compile_options(trotline_own_builds INTERFACE -Wno-maybe-uninitialized)
    endif()
    target_link_options(trotline_own_builds INTERFACE -fsanitize=${TROTLINE_SANITIZE})
    if(TROTLINE_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL Clang)
        # For C++ it links operators new that the counting ones cannot replace; for C it does not.
        target_link_options(trotline_own_builds INTERFACE --driver-mode=gcc)
        target_link_libraries(trotline_own_builds INTERFACE stdc++ m)
    endif()
endif()

# The libraries that a source may use, each found once: include | target to link.
find_package(Threads REQUIRED)
find_package(doctest QUIET)
find_package(OpenSSL QUIET)
find_package(SQLite3 QUIET)
find_package(LibXml2 QUIET)
find_package(EXPAT QUIET)
find_package(pugixml CONFIG QUIET)
find_package(simdjson CONFIG QUIET)
find_package(boost_json ${Boost_VERSION} CONFIG QUIET)
find_package(benchmark CONFIG QUIET)
find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
    pkg_check_modules(cpp-httplib QUIET IMPORTED_TARGET cpp-httplib)
endif()
find_path(TROTLINE_RAPIDJSON rapidjson/rapidjson.h)
if(TROTLINE_RAPIDJSON AND NOT TARGET trotline_rapidjson)
    add_library(trotline_rapidjson INTERFACE)
    target_include_directories(trotline_rapidjson SYSTEM INTERFACE "${TROTLINE_RAPIDJSON}")
endif()
find_path(TROTLINE_CLI11 CLI/CLI.hpp)
if(TROTLINE_CLI11 AND NOT TARGET trotline_cli11)
    add_library(trotline_cli11 INTERFACE)
    target_include_directories(trotline_cli11 SYSTEM INTERFACE "${TROTLINE_CLI11}")
endif()
set(trotline_third_party
    "<CLI/|trotline_cli11"
    "<boost/json|Boost::json"
    "<benchmark/|benchmark::benchmark"
    "<expat.h>|EXPAT::EXPAT"
    "<httplib.h>|PkgConfig::cpp-httplib"
    "<libxml/|LibXml2::LibXml2"
    "<openssl/|OpenSSL::Crypto"
    "<pugixml.hpp>|pugixml::pugixml"
    "<rapidjson/|trotline_rapidjson"
    "<simdjson.h>|simdjson::simdjson"
    "<sqlite3.h>|SQLite::SQLite3"
    "<trotline/http/webhook_signature|OpenSSL::Crypto"
    "<trotline/parser/pugixml|pugixml::pugixml"
    "<trotline/parser/simdjson|simdjson::simdjson"
    "<trotline/transport/curl/|trotline_trotline"
    "<trotline/transport/signing|OpenSSL::Crypto"
    "<trotline/trotline.hpp>|trotline_trotline"
    "<trotline/webhook_node.hpp>|trotline_trotline"
    "<curl/|trotline_trotline"
    "<nats/|trotline_nats"
    "<trotline/nats|trotline_nats"
    "<trotline/outbox/nats/|trotline_nats"
    "<trotline/parameter_store/nats|trotline_nats"
)

# The targets that a file needs for its includes, and those of them that are missing.
function(trotline_needs file needed missing)
    file(STRINGS "${file}" includes REGEX "^ *# *include *<")
    set(found)
    set(absent)
    foreach(entry IN LISTS trotline_third_party)
        string(REPLACE "|" ";" entry "${entry}")
        list(GET entry 0 pattern)
        list(GET entry 1 target)
        string(FIND "${includes}" "${pattern}" at)
        if(NOT at EQUAL -1)
            if(TARGET ${target})
                list(APPEND found ${target})
            else()
                list(APPEND absent ${target})
            endif()
        endif()
    endforeach()
    set(${needed} ${found} PARENT_SCOPE)
    set(${missing} ${absent} PARENT_SCOPE)
endfunction()

# An executable of the sources whose libraries are installed, linked with them; the others are left out with a message.
# `left` names the variable for the sources that are built; if there are none, there is no executable.
function(trotline_executable name left)
    set(sources)
    set(libraries trotline_core)
    foreach(source IN LISTS ARGN)
        trotline_needs("${source}" needed missing)
        if(missing)
            cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE shown)
            message(STATUS "Trotline: ${shown} is left out, for it needs ${missing}")
        else()
            if(NOT source MATCHES "\\.hpp$")
                list(APPEND sources "${source}")
            endif()
            list(APPEND libraries ${needed})
        endif()
    endforeach()
    set(${left} ${sources} PARENT_SCOPE)
    if(sources)
        list(REMOVE_DUPLICATES libraries)
        add_executable(${name} ${sources})
        if(TROTLINE_SEPARATE)
            if(trotline_trotline IN_LIST libraries AND TARGET trotline_compiled)
                list(APPEND libraries trotline_compiled)
            else()
                list(APPEND libraries trotline_compiled_core)
            endif()
        endif()
        target_link_libraries(${name} PRIVATE trotline_own_builds ${libraries} Threads::Threads)
        target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    endif()
endfunction()
