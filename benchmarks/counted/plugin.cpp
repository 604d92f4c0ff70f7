// SPDX-License-Identifier: BSL-1.0
// A plugin for QEMU's user-mode emulators that counts the instructions which the emulated program
// executes. The program asks with an invalid system call, ask_for_count: its first argument is a
// file descriptor, to which the plugin writes how many there were so far, as 64 bits.
//
// The declarations are those of qemu-plugin.h that are used here; Debian does not have the header.

#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "system_call.hpp"

extern "C" {

using qemu_plugin_id_t = std::uint64_t;
struct qemu_plugin_tb;  // a block of instructions that are executed one after the other

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t,
                                           void (*translated)(qemu_plugin_id_t, qemu_plugin_tb*));
std::size_t qemu_plugin_tb_n_insns(qemu_plugin_tb const*);
// The last two arguments: the callback does not look at registers (0), and what it is given.
void qemu_plugin_register_vcpu_tb_exec_cb(qemu_plugin_tb*,
                                          void (*executed)(unsigned processor, void* data), int,
                                          void* data);
void qemu_plugin_register_vcpu_syscall_cb(
    qemu_plugin_id_t, void (*called)(qemu_plugin_id_t, unsigned processor, std::int64_t number,
                                     std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
                                     std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t));

// QEMU reads the version, and calls the function when it has loaded the plugin.
[[gnu::visibility("default")]] extern int const qemu_plugin_version;
int const qemu_plugin_version = PLUGIN_VERSION;
[[gnu::visibility("default")]] int qemu_plugin_install(qemu_plugin_id_t, void const*, int, char**);
}

namespace {

std::uint64_t count = 0;  // the counted programs have one thread

void executed(unsigned, void* instructions) {
    count += reinterpret_cast<std::uintptr_t>(instructions);
}
void translated(qemu_plugin_id_t, qemu_plugin_tb* block) {
    std::uintptr_t const instructions = qemu_plugin_tb_n_insns(block);
    qemu_plugin_register_vcpu_tb_exec_cb(block, executed, 0, reinterpret_cast<void*>(instructions));
}
void called(qemu_plugin_id_t, unsigned, std::int64_t number, std::uint64_t file, std::uint64_t,
            std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
            std::uint64_t) {
    // If it fails, the program finds no answer.
    if (number != benchmarks::ask_for_count) return;
    [[maybe_unused]] auto const written = write(static_cast<int>(file), &count, sizeof count);
}

}  // namespace

int qemu_plugin_install(qemu_plugin_id_t id, void const*, int, char**) {
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_vcpu_syscall_cb(id, called);
    return 0;
}
