#include "sha1.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { DIGEST_BYTES = 20, BLOCK_BYTES = 64, TEXT_BYTES = 4 * BLOCK_BYTES };

static uint32_t rotate(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

/** The function and constant of a round; each holds for twenty of them. */
static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d) {
  switch (round / 20) {
    case 0: return ((b & c) | (~b & d)) + 0x5a827999;
    case 1: return (b ^ c ^ d) + 0x6ed9eba1;
    case 2: return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    default: return (b ^ c ^ d) + 0xca62c1d6;
  }
}

static void digest_block(uint32_t state[5], const uint8_t *block) {
  uint32_t words[80];
  for (int i = 0; i < 16; i++)
    words[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 80; i++)
    words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; i++) {
    uint32_t next = rotate(a, 5) + mix(i, b, c, d) + e + words[i];
    e = d, d = c, c = rotate(b, 30), b = a, a = next;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

static void sha1(const char *text, uint8_t digest[DIGEST_BYTES]) {
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  uint8_t padded[TEXT_BYTES] = {0};
  size_t length = strlen(text), blocks = (length + 8) / BLOCK_BYTES + 1;
  memcpy(padded, text, length);
  padded[length] = 0x80;
  for (int i = 0; i < 8; i++) padded[blocks * BLOCK_BYTES - 1 - i] = (uint64_t)length * 8 >> (8 * i);
  for (size_t i = 0; i < blocks; i++) digest_block(state, padded + i * BLOCK_BYTES);
  for (int i = 0; i < DIGEST_BYTES; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
}

static void base64(const uint8_t digest[DIGEST_BYTES], char *out) {
  static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < DIGEST_BYTES; i += 3) {
    int left = DIGEST_BYTES - i;
    uint32_t three = digest[i] << 16 | (left > 1 ? digest[i + 1] << 8 : 0) | (left > 2 ? digest[i + 2] : 0);
    for (int letter = 0; letter < 4; letter++)
      *out++ = letter <= left ? LETTERS[three >> (18 - 6 * letter) & 63] : '=';
  }
  *out = 0;
}

void websocket_accept(const char *key, char accepted[ACCEPT_BYTES]) {
  char text[TEXT_BYTES - BLOCK_BYTES];
  uint8_t digest[DIGEST_BYTES];
  snprintf(text, sizeof text, "%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  sha1(text, digest);
  base64(digest, accepted);
}
