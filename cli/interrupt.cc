#include "interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace proviso {
namespace {

// A signal handler reaches nothing but globals.
std::atomic<bool> signal_came = false;
static_assert(std::atomic<bool>::is_always_lock_free);
int wake_pipe[2] = {-1, -1};  // can be read once the run is to end
struct sigaction old_actions[2];
constexpr int kSignals[2] = {SIGINT, SIGTERM};

void Wake() {
  const int error = errno;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(wake_pipe[1], &byte, 1);  // full: it can be read already
  errno = error;
}

void OnSignal(int) {
  signal_came = true;
  for (const int number : kSignals) std::signal(number, SIG_DFL);
  Wake();
}

}  // namespace

Interrupt::Interrupt() {
  signal_came = false;
  if (::pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) wake_pipe[0] = wake_pipe[1] = -1;
  struct sigaction action = {};
  action.sa_handler = &OnSignal;
  sigemptyset(&action.sa_mask);
  for (const int number : kSignals) sigaddset(&action.sa_mask, number);
  for (int i = 0; i < 2; ++i) {
    ::sigaction(kSignals[i], nullptr, &old_actions[i]);
    if (old_actions[i].sa_handler != SIG_IGN) ::sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (int i = 0; i < 2; ++i) ::sigaction(kSignals[i], &old_actions[i], nullptr);
  for (int& end : wake_pipe) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

bool Interrupt::signalled() const { return signal_came; }

void Interrupt::Stop() {
  stopped_.store(true);
  Wake();
}

bool Interrupt::WaitToRead(int descriptor) const {
  while (!stopped()) {
    pollfd both[2] = {{descriptor, POLLIN, 0}, {wake_pipe[0], POLLIN, 0}};
    if (::poll(both, 2, -1) < 0 && errno != EINTR) return !stopped();
    if (both[0].revents != 0) return !stopped();
  }
  return false;
}

}  // namespace proviso
