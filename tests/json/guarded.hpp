// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_GUARDED_HPP
#define TROTLINE_TESTS_JSON_GUARDED_HPP
// Texts that end at the end of a page, after which nothing can be read.

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>

class guarded_memory {
  public:
    explicit guarded_memory(std::size_t most) {
        auto const page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        usable_ = (most + page - 1) / page * page + page;
        size_ = usable_ + page;
        void* const memory =
            mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        memory_ = static_cast<char*>(memory);
        if (mprotect(memory_ + usable_, page, PROT_NONE) != 0) throw std::bad_alloc();
    }
    ~guarded_memory() { munmap(memory_, size_); }
    guarded_memory(guarded_memory const&) = delete;
    guarded_memory& operator=(guarded_memory const&) = delete;

    // A copy that ends at the guard page. The bytes before it are not JSON. Valid until the next
    // call.
    std::string_view hold(std::string_view text) {
        char* const begin = memory_ + usable_ - text.size();
        if (!text.empty()) std::memcpy(begin, text.data(), text.size());
        begin[-1] = '"';
        return {begin, text.size()};
    }

  private:
    char* memory_;
    std::size_t size_, usable_;
};

#endif
