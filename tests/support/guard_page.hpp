// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_GUARD_PAGE_HPP
#define TROTLINE_TESTS_SUPPORT_GUARD_PAGE_HPP

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>

namespace trotline_tests {

// A text that ends at the end of readable memory: reading one byte more is a crash.
class guarded_text {
  public:
    explicit guarded_text(std::string_view text) {
        auto const page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        std::size_t const readable = (text.size() + page - 1) / page * page;
        size_ = readable + page;
        memory_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory_ == MAP_FAILED) throw std::bad_alloc();
        char* const end = static_cast<char*>(memory_) + readable;
        if (mprotect(end, page, PROT_NONE) != 0) throw std::bad_alloc();
        char* const begin = end - text.size();
        if (!text.empty()) std::memcpy(begin, text.data(), text.size());
        view_ = {begin, text.size()};
    }
    guarded_text(guarded_text const&) = delete;
    guarded_text& operator=(guarded_text const&) = delete;
    ~guarded_text() { munmap(memory_, size_); }

    std::string_view view() const { return view_; }

  private:
    void* memory_ = nullptr;
    std::size_t size_ = 0;
    std::string_view view_;
};

}  // namespace trotline_tests
#endif
