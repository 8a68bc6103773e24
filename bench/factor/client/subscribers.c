#define _GNU_SOURCE
#include "subscribers.h"
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include "event.h"
#include "net.h"

/** Longest payload of a control frame. */
enum { CONTROL_BYTES = 125 };
/** What may be left over of a chunk: a stamp or a control frame that has not come whole yet. */
enum { LEFT_BYTES = WS_HEAD_BYTES + CONTROL_BYTES + STAMP_BYTES };
enum { CHUNK_BYTES = 256 * 1024, READY = 256, CONNECT_AT_ONCE = 200, CONNECT_PAUSE_US = 20000 };

typedef struct {
  int fd;
  uint8_t left[LEFT_BYTES];
  size_t left_bytes;
  /** How much of `left` is searched for stamps, and how much is walked for frames. */
  size_t searched, walked;
  /** What of a payload is still to come. */
  uint64_t skip;
} Subscriber;

static int epoll_fd;
static Protocol spoken;
static uint64_t most_delays;
static int32_t *delays_us;
static _Atomic bool counting;
static _Atomic uint64_t deliveries, delays;
static _Atomic int64_t last_us;

static void count_delivery(int64_t due_us, int64_t at_us) {
  deliveries++;
  last_us = at_us;
  if (!counting || due_us == 0 || delays == most_delays) return;
  delays_us[delays] = at_us - due_us;
  delays++;
}

/** Counts the events in the bytes, and gives how many bytes need no second look. */
static size_t search(const uint8_t *bytes, size_t from, size_t length) {
  int64_t at_us = now_us(), due_us;
  const uint8_t *at = bytes + from, *end = bytes + length;
  for (const uint8_t *behind; (behind = find_stamp(at, end - at, &due_us)) != NULL; at = behind)
    count_delivery(due_us, at_us);
  size_t done = at - bytes;
  return length - done < STAMP_BYTES ? done : length - (STAMP_BYTES - 1);
}

static void answer_ping(int fd, const uint8_t *payload, size_t length) {
  uint8_t pong[WS_HEAD_BYTES + CONTROL_BYTES];
  send_all(fd, pong, ws_frame(pong, WS_PONG, payload, length, true));
}

/** Walks from frame to frame, answers pings, and gives how far it came. */
static size_t walk(Subscriber *subscriber, const uint8_t *bytes, size_t at, size_t length) {
  WsHead head;
  size_t skipped = subscriber->skip < length - at ? subscriber->skip : length - at;
  subscriber->skip -= skipped;
  at += skipped;
  while (at < length && ws_read_head(bytes + at, length - at, &head)) {
    const uint8_t *payload = bytes + at + head.head_bytes;
    size_t come = length - at - head.head_bytes;
    if (head.opcode == WS_CLOSE) fprintf(stderr, "measuring client: the server closed a connection\n");
    if (head.opcode == WS_PING) {
      if (come < head.payload_bytes) return at;
      answer_ping(subscriber->fd, payload, head.payload_bytes);
    }
    if (come < head.payload_bytes) {
      subscriber->skip = head.payload_bytes - come;
      return length;
    }
    at += head.head_bytes + head.payload_bytes;
  }
  return at;
}

static void keep_rest(Subscriber *subscriber, const uint8_t *bytes, size_t length, size_t searched, size_t walked) {
  size_t from = searched < walked ? searched : walked;
  subscriber->left_bytes = length - from;
  subscriber->searched = searched - from;
  subscriber->walked = walked - from;
  memcpy(subscriber->left, bytes + from, length - from);
}

static void read_some(Subscriber *subscriber) {
  static uint8_t bytes[LEFT_BYTES + CHUNK_BYTES];
  memcpy(bytes, subscriber->left, subscriber->left_bytes);
  ssize_t came = recv(subscriber->fd, bytes + subscriber->left_bytes, CHUNK_BYTES, MSG_DONTWAIT);
  if (came < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (came <= 0) {
    fprintf(stderr, "measuring client: a subscriber's connection ended\n");
    epoll_ctl(epoll_fd, EPOLL_CTL_DEL, subscriber->fd, NULL);
    return;
  }
  size_t length = subscriber->left_bytes + came;
  size_t walked = spoken == MQTT ? length : walk(subscriber, bytes, subscriber->walked, length);
  keep_rest(subscriber, bytes, length, search(bytes, subscriber->searched, length), walked);
}

static void *read_on(void *unused) {
  struct epoll_event ready[READY];
  for (;;) {
    int count = epoll_wait(epoll_fd, ready, READY, -1);
    for (int i = 0; i < count; i++) read_some(ready[i].data.ptr);
  }
  return unused;
}

void start_reading(Protocol protocol, uint64_t expected) {
  pthread_t reader;
  spoken = protocol;
  most_delays = expected;
  delays_us = malloc((expected + 1) * sizeof *delays_us);
  epoll_fd = epoll_create1(0);
  if (delays_us == NULL || epoll_fd < 0) die("start reading");
  if (pthread_create(&reader, NULL, read_on, NULL) != 0) die("start reading");
}

static int subscribe_over_nats(int port) {
  static const char TEXT[] =
      "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"lang\":\"c\",\"version\":\"1\"}\r\n"
      "SUB " TOPIC " 1\r\nPING\r\n";
  uint8_t frame[WS_HEAD_BYTES + sizeof TEXT];
  int fd = ws_dial(port, 0);
  send_all(fd, frame, ws_frame(frame, WS_BINARY, TEXT, sizeof TEXT - 1, true));
  return fd;
}

static int subscribe_over_mqtt(int port, int number) {
  static const uint8_t SUBSCRIBE[] = {0x82, 7, 0, 1, 0, sizeof TOPIC - 1, TOPIC[0], TOPIC[1], 0};
  uint8_t connected[4], subscribed[5], connect[64] = "\x10\0\0\4MQTT\4\2\0\0";
  int id_bytes = snprintf((char *)connect + 14, 32, "c%d", number), fd = dial(port);
  connect[1] = 12 + id_bytes;
  connect[13] = id_bytes;
  send_all(fd, connect, 14 + id_bytes);
  receive_exactly(fd, connected, sizeof connected);
  if (connected[3] != 0) die("MQTT CONNECT");
  send_all(fd, SUBSCRIBE, sizeof SUBSCRIBE);
  receive_exactly(fd, subscribed, sizeof subscribed);
  return fd;
}

static int subscribe(int port, int number, bool named) {
  switch (spoken) {
    case NATS: return subscribe_over_nats(port);
    case MQTT: return subscribe_over_mqtt(port, number);
    default: return ws_dial(port, named ? number + 1 : 0);
  }
}

void connect_subscribers(int count, int port, bool named) {
  Subscriber *all = calloc(count, sizeof *all);
  for (int i = 0; i < count; i++) {
    all[i].fd = subscribe(port, i, named);
    struct epoll_event wish = {.events = EPOLLIN, .data.ptr = all + i};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, all[i].fd, &wish) != 0) die("watch a subscriber");
    if (i % CONNECT_AT_ONCE == CONNECT_AT_ONCE - 1) sleep_us(CONNECT_PAUSE_US);
  }
}

void start_counting(void) {
  deliveries = 0;
  delays = 0;
  counting = true;
}

uint64_t delivered(void) { return deliveries; }

int64_t last_delivery_us(void) { return last_us; }

static int compare(const void *left, const void *right) {
  int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
  return (a > b) - (a < b);
}

Delays measured_delays(void) {
  uint64_t count = delays;
  if (count == 0) return (Delays){0};
  qsort(delays_us, count, sizeof *delays_us, compare);
  return (Delays){
      .count = count,
      .p50_us = delays_us[count / 2],
      .p99_us = delays_us[count * 99 / 100],
      .longest_us = delays_us[count - 1],
  };
}
