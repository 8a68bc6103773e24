#define _GNU_SOURCE
#include "net.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "sha1.h"

enum { BACKLOG = 16, HANDSHAKE_BYTES = 4096, WORTH_A_SLEEP_US = 60 };
enum { ASK_AGAIN_US = 20000, PATIENCE_US = 10000000 };
static const uint8_t MASK[4] = {0x5a, 0x13, 0xc7, 0x2e};

int64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static struct timespec timespec_of(int64_t us) {
  return (struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
}

void sleep_us(int64_t us) {
  struct timespec left = timespec_of(us);
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

void sleep_until_us(int64_t at_us) {
  if (at_us - now_us() <= WORTH_A_SLEEP_US) return;
  struct timespec at = timespec_of(at_us);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) continue;
}

void die(const char *what) {
  fprintf(stderr, "measuring client: %s: %s\n", what, strerror(errno));
  // Without what stdout holds: half a line of figures is none.
  _exit(1);
}

static struct sockaddr_in loopback(int port) {
  return (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void send_at_once(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int dial(int port) {
  struct sockaddr_in address = loopback(port);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
  send_at_once(fd);
  return fd;
}

int listen_somewhere(int *port) {
  struct sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 || listen(fd, BACKLOG) != 0) die("listen");
  if (getsockname(fd, (struct sockaddr *)&address, &length) != 0) die("getsockname");
  *port = ntohs(address.sin_port);
  return fd;
}

void send_all(int fd, const void *bytes, size_t length) {
  for (const uint8_t *at = bytes; length > 0;) {
    ssize_t sent = send(fd, at, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) die("send");
    at += sent;
    length -= sent;
  }
}

void receive_exactly(int fd, void *bytes, size_t length) {
  if (recv(fd, bytes, length, MSG_WAITALL) != (ssize_t)length) die("receive");
}

/** Reads up to the empty line and not a byte further: what comes behind it are frames. */
static void receive_handshake(int fd, char text[HANDSHAKE_BYTES]) {
  size_t length = 0;
  do {
    if (length == HANDSHAKE_BYTES - 1 || recv(fd, text + length, 1, 0) != 1) die("handshake");
    length++;
  } while (length < 4 || memcmp(text + length - 4, "\r\n\r\n", 4) != 0);
  text[length] = 0;
}

/** Dials, and gives the socket and the answer to the handshake. */
static int dial_with_handshake(int port, int name, char answer[HANDSHAKE_BYTES]) {
  static const char REST[] =
      " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  char query[32] = "", request[sizeof REST + 64];
  if (name != 0) snprintf(query, sizeof query, "?client_name=%d", name);
  int length = snprintf(request, sizeof request, "GET /%s%s", query, REST);
  int fd = dial(port);
  send_all(fd, request, length);
  receive_handshake(fd, answer);
  return fd;
}

static bool has_status(const char *answer, const char *status) {
  return strncmp(answer + sizeof "HTTP/1.1", status, 3) == 0;
}

int ws_dial(int port, int name) {
  char answer[HANDSHAKE_BYTES];
  int fd = dial_with_handshake(port, name, answer);
  if (has_status(answer, "101")) return fd;
  fprintf(stderr, "measuring client: no upgrade: %s\n", answer);
  _exit(1);
}

void ws_await_open(int port) {
  char answer[HANDSHAKE_BYTES];
  int64_t since_us = now_us();
  bool is_open = false;
  while (!is_open) {
    close(dial_with_handshake(port, 0, answer));
    is_open = has_status(answer, "101");
    if (now_us() - since_us > PATIENCE_US) die(answer);
    if (!is_open) sleep_us(ASK_AGAIN_US);
  }
}

int ws_accept(int listener) {
  char request[HANDSHAKE_BYTES], accepted[ACCEPT_BYTES], answer[HANDSHAKE_BYTES];
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) die("accept");
  send_at_once(fd);
  receive_handshake(fd, request);
  char *key = strcasestr(request, "sec-websocket-key:");
  if (key == NULL) die("a request that is no handshake");
  key += strlen("sec-websocket-key:");
  key += strspn(key, " ");
  key[strcspn(key, "\r")] = 0;
  websocket_accept(key, accepted);
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: %s\r\n\r\n",
                        accepted);
  send_all(fd, answer, length);
  return fd;
}

/** Writes the length of a payload in as few bytes as it takes, and gives how many the head has then. */
static size_t write_length(uint8_t *out, size_t length) {
  if (length < 126) {
    out[1] = length;
    return 2;
  }
  size_t width = length < 65536 ? 2 : 8;
  out[1] = width == 2 ? 126 : 127;
  for (size_t i = 0; i < width; i++) out[2 + i] = (uint64_t)length >> (8 * (width - 1 - i));
  return 2 + width;
}

size_t ws_frame(uint8_t *out, int opcode, const void *payload, size_t length, bool masked) {
  out[0] = 0x80 | opcode;
  size_t head = write_length(out, length);
  if (!masked) {
    memcpy(out + head, payload, length);
    return head + length;
  }
  out[1] |= 0x80;
  memcpy(out + head, MASK, 4);
  head += 4;
  for (size_t i = 0; i < length; i++) out[head + i] = ((const uint8_t *)payload)[i] ^ MASK[i & 3];
  return head + length;
}

bool ws_read_head(const uint8_t *bytes, size_t length, WsHead *head) {
  if (length < 2) return false;
  size_t width = (bytes[1] & 0x7f) < 126 ? 0 : (bytes[1] & 0x7f) == 126 ? 2 : 8;
  head->masked = bytes[1] & 0x80;
  head->head_bytes = 2 + width + (head->masked ? 4 : 0);
  if (length < head->head_bytes) return false;
  head->opcode = bytes[0] & 0xf;
  head->payload_bytes = width == 0 ? bytes[1] & 0x7f : 0;
  for (size_t i = 0; i < width; i++) head->payload_bytes = head->payload_bytes << 8 | bytes[2 + i];
  if (head->masked) memcpy(head->mask, bytes + 2 + width, 4);
  return true;
}
