// A run that is told to stop: by the user (Ctrl-C, SIGTERM), or because nobody reads its results any more.
#pragma once

#include <atomic>

namespace proviso {

// While one lives, the first SIGINT or SIGTERM asks the run to stop, and the second kills as it always did. A signal
// that was ignored before (as `nohup` and shells in the background do) stays ignored. One at a time; any thread may
// ask.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // Whether a signal came.
  bool signalled() const;
  // Whether the run is to end early, for whatever reason.
  bool stopped() const { return stopped_.load() || signalled(); }
  void Stop();

  // Waits until `descriptor` can be read; false once the run is to end.
  bool WaitToRead(int descriptor) const;

 private:
  std::atomic<bool> stopped_ = false;
};

}  // namespace proviso
