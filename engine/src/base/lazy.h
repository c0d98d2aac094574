// A value that is made when it is first asked for, once, whichever thread asks.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace proviso {

// Cheap to copy: copies share the value.
template <typename T>
class Lazy {
 public:
  Lazy() : Lazy([] { return T(); }) {}
  explicit Lazy(T value) : state_(std::make_shared<State>()) {
    std::call_once(state_->made, [&] { state_->value = std::move(value); });
  }
  explicit Lazy(std::function<T()> make) : state_(std::make_shared<State>()) { state_->make = std::move(make); }

  const T& operator*() const {
    State& state = *state_;
    std::call_once(state.made, [&state] { state.value = std::exchange(state.make, nullptr)(); });
    return state.value;
  }
  const T* operator->() const { return &**this; }

 private:
  struct State {
    std::once_flag made;
    std::function<T()> make;
    T value;
  };

  std::shared_ptr<State> state_;
};

}  // namespace proviso
