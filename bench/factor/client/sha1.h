// The answer to the key of a WebSocket handshake (RFC 6455, 4.2.2).
#pragma once

/** Base64 of a SHA-1 digest, with its end. */
enum { ACCEPT_BYTES = 29 };

void websocket_accept(const char *key, char accepted[ACCEPT_BYTES]);
