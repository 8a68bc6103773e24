// Bare sockets of this machine, WebSocket frames, and the clock that every part of the client reads.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WS_TEXT = 0x1, WS_BINARY = 0x2, WS_CLOSE = 0x8, WS_PING = 0x9, WS_PONG = 0xa };
/** Longest head of a frame, with its mask. */
enum { WS_HEAD_BYTES = 14 };

/** The head of a frame: where its payload begins, and how long that is. */
typedef struct {
  int opcode;
  size_t head_bytes;
  uint64_t payload_bytes;
  bool masked;
  uint8_t mask[4];
} WsHead;

/** Microseconds of the monotonic clock. */
int64_t now_us(void);
void sleep_us(int64_t us);
/** Sleeps until a moment; one that is nearly there is not worth the sleep. */
void sleep_until_us(int64_t at_us);
/** Says what failed and why, and ends the process. */
void die(const char *what);

int dial(int port);
/** Listens on a port of the kernel's choice, and gives it. */
int listen_somewhere(int *port);
void send_all(int fd, const void *bytes, size_t length);
void receive_exactly(int fd, void *bytes, size_t length);

/** `name` is that of the client, none if 0. */
int ws_dial(int port, int name);
/** Waits until a server takes clients: a hub has to know an account first. */
void ws_await_open(int port);
/** Takes in the next connection, whose handshake it answers. */
int ws_accept(int listener);
/** Writes a frame, and gives its length. */
size_t ws_frame(uint8_t *out, int opcode, const void *payload, size_t length, bool masked);
/** Reads the head of a frame; false while bytes of it are missing. */
bool ws_read_head(const uint8_t *bytes, size_t length, WsHead *head);
