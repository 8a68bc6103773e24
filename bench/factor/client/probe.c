// Preloaded into a Node process (LD_PRELOAD): measures what each turn of its event loop costs. A turn is what the main thread
// does between two waits for events, its timers, callbacks and pauses for garbage; CPU time counts, so that a busy machine
// makes no turn longer.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "turns.h"

typedef int EpollPwait(int, struct epoll_event *, int, int, const sigset_t *);

static EpollPwait *wait_for_events;
static Turns *turns;
static uint64_t began_ns;

__attribute__((constructor)) static void set_up(void) {
  wait_for_events = (EpollPwait *)dlsym(RTLD_NEXT, "epoll_pwait");
  turns = map_turns(getenv(TURNS_VARIABLE));
}

static uint64_t thread_cpu_ns(void) {
  struct timespec used;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * 1000000000ULL + used.tv_nsec;
}

static void count_turn(void) {
  uint64_t took_ns = thread_cpu_ns() - began_ns;
  turns->count++;
  if (took_ns > turns->longest_ns) turns->longest_ns = took_ns;
  if (took_ns > LONG_TURN_NS) turns->long_count++;
  uint64_t bucket = took_ns / TURN_BUCKET_NS;
  turns->buckets[bucket < TURN_BUCKETS ? bucket : TURN_BUCKETS - 1]++;
}

static int is_main_thread(void) {
  static _Thread_local int known;
  if (known == 0) known = syscall(SYS_gettid) == getpid() ? 1 : 2;
  return known == 1;
}

int epoll_pwait(int fd, struct epoll_event *ready, int most, int timeout_ms, const sigset_t *signals) {
  if (turns == NULL || !is_main_thread()) return wait_for_events(fd, ready, most, timeout_ms, signals);
  if (began_ns != 0) count_turn();
  int count = wait_for_events(fd, ready, most, timeout_ms, signals);
  began_ns = thread_cpu_ns();
  return count;
}
