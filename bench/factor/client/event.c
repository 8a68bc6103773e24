#define _GNU_SOURCE
#include "event.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_DIGITS = 10 };
static const long long FIRST_NUMBER = 1000000000;
static const char DUE_KEY[] = "\"due\":\"", NUMBER_KEY[] = "\"message_id\":";
static const char HEAD[] =
    "{\"time\":1795323266,\"self_id\":10000,\"post_type\":\"message\",\"message_type\":\"group\","
    "\"sub_type\":\"normal\",\"message_id\":1000000000,\"due\":\"0000000000000000\",\"group_id\":30001,"
    "\"user_id\":20001,\"raw_message\":\"";
static const char REST[] =
    "\",\"font\":0,\"sender\":{\"user_id\":20001,\"nickname\":\"Alice\",\"card\":\"\",\"role\":\"member\"}}";

Event make_event(size_t bytes) {
  size_t members = sizeof HEAD - 1 + sizeof REST - 1, padding = bytes > members ? bytes - members : 0;
  Event event = {.text = malloc(members + padding + 1), .length = members + padding};
  memcpy(event.text, HEAD, sizeof HEAD - 1);
  memset(event.text + sizeof HEAD - 1, 'x', padding);
  memcpy(event.text + sizeof HEAD - 1 + padding, REST, sizeof REST);
  event.due = strstr(event.text, DUE_KEY) + sizeof DUE_KEY - 1;
  event.number = strstr(event.text, NUMBER_KEY) + sizeof NUMBER_KEY - 1;
  return event;
}

void stamp_event(Event *event, int64_t due_us) {
  static long long published;
  char digits[32];
  snprintf(digits, sizeof digits, "%0*lld", DUE_DIGITS, (long long)due_us);
  memcpy(event->due, digits, DUE_DIGITS);
  snprintf(digits, sizeof digits, "%0*lld", NUMBER_DIGITS, FIRST_NUMBER + published++);
  memcpy(event->number, digits, NUMBER_DIGITS);
}

const uint8_t *find_stamp(const uint8_t *bytes, size_t length, int64_t *due_us) {
  const uint8_t *stamp = memmem(bytes, length, DUE_KEY, sizeof DUE_KEY - 1);
  if (stamp == NULL || bytes + length - stamp < STAMP_BYTES) return NULL;
  *due_us = 0;
  for (const uint8_t *digit = stamp + sizeof DUE_KEY - 1; digit < stamp + STAMP_BYTES; digit++)
    *due_us = *due_us * 10 + (*digit - '0');
  return stamp + STAMP_BYTES;
}
