// The event that is published: a group message, told apart by its number and by when it was due.
#pragma once
#include <stddef.h>
#include <stdint.h>

/** `"due":"` and 16 digits of microseconds: what subscribers find an event by. */
enum { DUE_DIGITS = 16, STAMP_BYTES = 7 + DUE_DIGITS };

typedef struct {
  char *text;
  size_t length;
  char *due, *number;
} Event;

/** An event of `bytes` bytes; one that is too small for its members gets as small as it can. */
Event make_event(size_t bytes);
void stamp_event(Event *event, int64_t due_us);
/** Finds the next event in `length` bytes, and gives what is behind its stamp; NULL when there is no whole stamp. */
const uint8_t *find_stamp(const uint8_t *bytes, size_t length, int64_t *due_us);
