// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_OUTCOME_HPP
#define TROTLINE_CALL_OUTCOME_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/http/response.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The result of a call: mapped, with its value, or failed, with the reason; never partly. It owns
// the answer, in one block that does not move with it, so string_view members of the value are
// valid as long as the outcome (or what release() returned).
//
//   if (auto answer = node.call<todo_rows>(rename_todo)) use(answer->title);
//   else std::cerr << answer.failure() << '\n';
template <class T> class [[nodiscard]] outcome {
  public:
    using value_type = T;

    // Mapped, unless fail() is called on it.
    outcome(T mapped, std::unique_ptr<http::response> answer)
        : value_(std::move(mapped)), answer_(std::move(answer)) {}
    outcome(trotline::failure why, std::unique_ptr<http::response> answer = nullptr)
        : failure_(std::make_unique<trotline::failure>(std::move(why))),
          answer_(std::move(answer)) {}

    bool has_value() const { return failure_ == nullptr; }
    explicit operator bool() const { return has_value(); }

    // Precondition: the call was mapped.
    T& operator*() & { return *value_; }
    T const& operator*() const& { return *value_; }
    T&& operator*() && { return std::move(*value_); }
    T* operator->() { return &*value_; }
    T const* operator->() const { return &*value_; }
    // Throws bad_result if the call failed.
    T& value() & { return checked(), *value_; }
    T const& value() const& { return checked(), *value_; }
    T&& value() && { return checked(), std::move(*value_); }

    // Precondition: the call failed.
    trotline::failure const& failure() const { return *failure_; }

    // The answer as it was received; null if there was none.
    http::response const* response() const { return answer_.get(); }
    std::unique_ptr<http::response> release() { return std::move(answer_); }

  private:
    void checked() const {
        if (failure_) detail::throw_bad_result(*failure_);
    }

    std::optional<T> value_;
    std::unique_ptr<trotline::failure> failure_;
    std::unique_ptr<http::response> answer_;
};

// The result of a call whose values went into parameters, or into an existing object.
template <> class [[nodiscard]] outcome<void> {
  public:
    using value_type = void;

    explicit outcome(std::unique_ptr<http::response> answer) : answer_(std::move(answer)) {}
    outcome(trotline::failure why, std::unique_ptr<http::response> answer = nullptr)
        : failure_(std::make_unique<trotline::failure>(std::move(why))),
          answer_(std::move(answer)) {}

    bool has_value() const { return failure_ == nullptr; }
    explicit operator bool() const { return has_value(); }
    trotline::failure const& failure() const { return *failure_; }
    http::response const* response() const { return answer_.get(); }
    std::unique_ptr<http::response> release() { return std::move(answer_); }

  private:
    std::unique_ptr<trotline::failure> failure_;
    std::unique_ptr<http::response> answer_;
};

}  // namespace trotline
#endif
