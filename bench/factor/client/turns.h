// What the probe tells of the event loop of a Node process: shared memory, a file that the bench names.
#pragma once
#include <stdatomic.h>
#include <stdint.h>

#define TURNS_VARIABLE "BENCH_TURNS_FILE"
enum { LONG_TURN_NS = 3000000, TURN_BUCKET_NS = 20000, TURN_BUCKETS = 500 };

typedef struct {
  _Atomic uint64_t count, longest_ns;
  /** How many took more than LONG_TURN_NS. */
  _Atomic uint64_t long_count;
  /** How many took so long, by TURN_BUCKET_NS; the last bucket has all longer ones, too. */
  _Atomic uint64_t buckets[TURN_BUCKETS];
} Turns;

/** Maps the file; NULL when there is none. */
Turns *map_turns(const char *path);
