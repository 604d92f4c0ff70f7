// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_TEXT_SINK_HPP
#define TROTLINE_CORE_TEXT_SINK_HPP

#include <trotline/core/abi.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Something that takes a text in pieces. What hands out a text is compiled once for it, and not for
// each function that takes one.
class text_sink {
  public:
    constexpr void operator()(std::string_view piece) const { take_(*this, piece); }

  protected:
    using function = void (*)(text_sink const& self, std::string_view piece);
    constexpr explicit text_sink(function take) : take_(take) {}

  private:
    function take_;
};

// Calls take(piece). The function must live as long.
template <class Function> class sink_of : public text_sink {
  public:
    constexpr explicit sink_of(Function const& take) : text_sink(&call), take_(take) {}

  private:
    static constexpr void call(text_sink const& self, std::string_view piece) {
        static_cast<sink_of const&>(self).take_(piece);
    }
    Function const& take_;
};

}  // namespace trotline::detail
#endif
