// SPDX-License-Identifier: BSL-1.0
// Compiled without exceptions. `handled`: a handler of one's own is called; otherwise the default
// one.
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/node/batch.hpp>
#include <trotline/transport/breaking.hpp>
#include <trotline/transport/limiting.hpp>
#include <trotline/transport/observed.hpp>
#include <trotline/transport/recording.hpp>
#include <trotline/transport/retrying.hpp>
#include <trotline/transport/revalidating.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tl = trotline;

// Transports that wrap another one.
struct nothing_seen {
    int began(tl::observed_request&) { return 0; }
    void ended(int, tl::observed_request const&, tl::observed_outcome const&) {}
};
using threads = tl::threaded<tl::scripted_transport>;
template class tl::breaking<threads&>;
template class tl::limiting<threads&>;
template class tl::observed<threads&, nothing_seen>;
template class tl::recording<threads&>;
template class tl::retrying<threads&>;
template class tl::revalidating<threads&>;

int main(int arguments, char** values) {
    tl::result<int> const failed = tl::failure{
        .stage = tl::stage::send, .code = tl::code::timeout, .detail = "it took too long"};
    if (arguments > 1 && values[1] == std::string_view("handled"))
        tl::set_exception_handler([](std::exception const& thrown) {
            std::printf("handled: %s\n", thrown.what());
            std::exit(0);
        });
    auto const doubled = tl::in_parallel(3, {}, [](std::size_t i) { return 2 * i; });
    if (doubled.back() != 4) return 1;
    return failed.value();
}
