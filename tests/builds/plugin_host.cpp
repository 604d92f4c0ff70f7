// SPDX-License-Identifier: BSL-1.0
// Loads a plugin, runs it and unloads it, three times. After each time it must be gone.
#include <dlfcn.h>

#include <iostream>

int main(int, char** arguments) {
    for (int round = 0; round < 3; ++round) {
        void* const plugin = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
        if (!plugin) return std::cout << "not loaded: " << dlerror() << '\n', 1;
        auto* const run = reinterpret_cast<int (*)()>(dlsym(plugin, "run_plugin"));
        if (int const failed = run()) return std::cout << "it failed\n", failed;
        dlclose(plugin);
        if (dlopen(arguments[1], RTLD_NOW | RTLD_NOLOAD)) return std::cout << "still loaded\n", 1;
    }
}
