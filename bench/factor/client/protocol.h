// What servers are spoken to in. Everybody subscribes to and publishes under one subject, TOPIC.
#pragma once

typedef enum {
  /** OneBot 11 over WebSocket: the server dials us as the implementation, its clients dial the server. */
  ONEBOT,
  /** Publishes over TCP, subscribes over WebSocket. */
  NATS,
  /** MQTT 3.1.1 over TCP, QoS 0. */
  MQTT,
} Protocol;

#define TOPIC "ev"
