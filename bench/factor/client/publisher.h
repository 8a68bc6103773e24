// The one who publishes: the implementation that the server dials, or a client of a broker.
#pragma once
#include <stdint.h>
#include "protocol.h"

/** Takes in the server on `listener` (OneBot), or dials its port. */
void open_publisher(Protocol protocol, int listener, int port, int event_bytes, int most_at_once);
/** Publishes a burst in one write; all its events were due at the same time. */
void publish(int burst, int64_t due_us);
/** Waits until the server has read everything that was sent before (OneBot alone). */
void await_taken_in(void);
