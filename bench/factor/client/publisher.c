#define _GNU_SOURCE
#include "publisher.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "event.h"
#include "net.h"

enum { READ_BYTES = 1 << 20, REPLY_BYTES = 1024, PROTOCOL_BYTES = 64, CONTROL_BYTES = 125 };
enum { LOOK_EVERY_US = 200 };
static const char LIFECYCLE[] =
    "{\"time\":1795323266,\"self_id\":10000,\"post_type\":\"meta_event\",\"meta_event_type\":\"lifecycle\","
    "\"sub_type\":\"connect\"}";
static const char REPLY[] =
    "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"user_id\":10000,\"nickname\":\"mock\",\"app_name\":\"mock\","
    "\"app_version\":\"1\",\"protocol_version\":\"v11\",\"online\":true,\"good\":true},\"echo\":%.*s}";

static Protocol spoken;
static int server_fd;
static Event event;
static uint8_t *burst_bytes;
static _Atomic int pongs;
static pthread_mutex_t one_writer = PTHREAD_MUTEX_INITIALIZER;

static void write_server(const void *bytes, size_t length) {
  pthread_mutex_lock(&one_writer);
  send_all(server_fd, bytes, length);
  pthread_mutex_unlock(&one_writer);
}

static void write_frame(int opcode, const void *payload, size_t length) {
  uint8_t frame[WS_HEAD_BYTES + REPLY_BYTES];
  write_server(frame, ws_frame(frame, opcode, payload, length, false));
}

/** Length of the JSON text of an echo: a string or a number. */
static int echo_length(const char *echo) {
  if (*echo != '"') return strcspn(echo, ",}");
  return 1 + strcspn(echo + 1, "\"") + 1;
}

/** Answers every call alike, whatever it asks. */
static void answer_call(char *call, size_t length) {
  char reply[REPLY_BYTES];
  char *key = memmem(call, length, "\"echo\":", 7);
  if (key == NULL) return;
  const char *echo = key + 7;
  int reply_length = snprintf(reply, sizeof reply, REPLY, echo_length(echo), echo);
  if (reply_length < REPLY_BYTES) write_frame(WS_TEXT, reply, reply_length);
}

/** Takes the frames that came whole, and gives how many bytes those are. The buffer has a byte to spare. */
static size_t take_frames(uint8_t *bytes, size_t length) {
  WsHead head;
  size_t at = 0;
  while (ws_read_head(bytes + at, length - at, &head)) {
    uint8_t *payload = bytes + at + head.head_bytes;
    if (length - at - head.head_bytes < head.payload_bytes) break;
    if (head.masked)
      for (size_t i = 0; i < head.payload_bytes; i++) payload[i] ^= head.mask[i & 3];
    if (head.opcode == WS_PING && head.payload_bytes <= CONTROL_BYTES)
      write_frame(WS_PONG, payload, head.payload_bytes);
    if (head.opcode == WS_PONG) pongs++;
    if (head.opcode == WS_TEXT) answer_call((char *)payload, head.payload_bytes);
    at += head.head_bytes + head.payload_bytes;
  }
  return at;
}

static void *read_server(void *unused) {
  static uint8_t bytes[READ_BYTES];
  size_t length = 0;
  for (ssize_t came; (came = recv(server_fd, bytes + length, sizeof bytes - length, 0)) > 0;) {
    length += came;
    size_t taken = length;
    if (spoken == ONEBOT) taken = take_frames(bytes, length);
    else if (spoken == NATS && memmem(bytes, length, "PING\r\n", 6) != NULL) write_server("PONG\r\n", 6);
    memmove(bytes, bytes + taken, length - taken);
    length -= taken;
  }
  return unused;
}

static int open_nats(int port) {
  static const char CONNECT[] =
      "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"c\",\"version\":\"1\"}\r\nPING\r\n";
  int fd = dial(port);
  send_all(fd, CONNECT, sizeof CONNECT - 1);
  return fd;
}

static int open_mqtt(int port) {
  static const uint8_t CONNECT[] = {0x10, 15, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 3, 'p', 'u', 'b'};
  uint8_t connected[4];
  int fd = dial(port);
  send_all(fd, CONNECT, sizeof CONNECT);
  receive_exactly(fd, connected, sizeof connected);
  if (connected[3] != 0) die("MQTT CONNECT");
  return fd;
}

static int open_server(int listener, int port) {
  switch (spoken) {
    case NATS: return open_nats(port);
    case MQTT: return open_mqtt(port);
    default: return ws_accept(listener);
  }
}

void open_publisher(Protocol protocol, int listener, int port, int event_bytes, int most_at_once) {
  pthread_t reader;
  spoken = protocol;
  event = make_event(event_bytes);
  burst_bytes = malloc((event.length + PROTOCOL_BYTES) * most_at_once);
  server_fd = open_server(listener, port);
  if (spoken == ONEBOT) write_frame(WS_TEXT, LIFECYCLE, sizeof LIFECYCLE - 1);
  if (pthread_create(&reader, NULL, read_server, NULL) != 0) die("read the server");
}

static size_t nats_message(uint8_t *out) {
  int head = sprintf((char *)out, "PUB " TOPIC " %zu\r\n", event.length);
  memcpy(out + head, event.text, event.length);
  memcpy(out + head + event.length, "\r\n", 2);
  return head + event.length + 2;
}

static size_t mqtt_message(uint8_t *out) {
  size_t at = 0, left = 2 + sizeof TOPIC - 1 + event.length;
  out[at++] = 0x30;
  for (; left > 127; left >>= 7) out[at++] = 0x80 | (left & 127);
  out[at++] = left;
  out[at++] = 0;
  out[at++] = sizeof TOPIC - 1;
  memcpy(out + at, TOPIC, sizeof TOPIC - 1);
  at += sizeof TOPIC - 1;
  memcpy(out + at, event.text, event.length);
  return at + event.length;
}

static size_t message(uint8_t *out) {
  switch (spoken) {
    case NATS: return nats_message(out);
    case MQTT: return mqtt_message(out);
    default: return ws_frame(out, WS_TEXT, event.text, event.length, false);
  }
}

void publish(int burst, int64_t due_us) {
  size_t length = 0;
  for (int i = 0; i < burst; i++) {
    stamp_event(&event, due_us);
    length += message(burst_bytes + length);
  }
  write_server(burst_bytes, length);
}

void await_taken_in(void) {
  int before = pongs;
  write_frame(WS_PING, "", 0);
  while (pongs == before) sleep_us(LOOK_EVERY_US);
}
