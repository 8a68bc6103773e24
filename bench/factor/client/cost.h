// What the server under test costs, as the kernel counts it.
#pragma once
#include <sys/types.h>

/** CPU of all threads of a process so far, in microseconds. */
double cpu_us(pid_t pid);
/** Resident memory of a process. */
double rss_kb(pid_t pid);
/** CPU of this process so far, in microseconds. */
double own_cpu_us(void);
