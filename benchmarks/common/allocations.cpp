// SPDX-License-Identifier: BSL-1.0
#include "allocations.hpp"

#include <cstdlib>

namespace {
std::size_t count = 0;
}

// glibc's own names stay callable below the ones that are replaced here
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
    ++count;
    return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) {
    ++count;
    return __libc_calloc(number, size);
}
void* realloc(void* old, std::size_t size) {
    ++count;
    return __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++count;
    return __libc_memalign(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
    ++count;
    *out = __libc_memalign(alignment, size);
    return *out == nullptr ? 12 : 0;
}
}

std::size_t benchmarks::allocations() { return count; }
