// Those who get the events: connections that one thread reads, and how late what they got was.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "protocol.h"

typedef struct {
  uint64_t count;
  double p50_us, p99_us, longest_us;
} Delays;

/** Starts the thread that reads; `expected` is how many deliveries a measurement may have at most. */
void start_reading(Protocol protocol, uint64_t expected);
void connect_subscribers(int count, int port, bool named);
/** Forgets what came so far; from now on deliveries and their delays count. */
void start_counting(void);
uint64_t delivered(void);
/** When the last delivery came. */
int64_t last_delivery_us(void);
/** Delays of all deliveries to all subscribers, once nothing comes any more. */
Delays measured_delays(void);
