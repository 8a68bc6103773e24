// The measuring client: subscribers, a paced publisher and the clock in one process, which reads bare sockets.
//
//   client mode=fan|ingest|idle protocol=onebot|nats|mqtt clients=… bytes=… rate=… burst=… named=… seconds=… warm=… warmrate=…
//         pause=… events=… turns=FILE
//
// It prints {"port":…}, where it waits for a server that dials (OneBot), then reads a line from its input: the ports for
// subscribers and for the publisher, and the server's process id. At the end it prints one JSON object of figures.
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "cost.h"
#include "net.h"
#include "publisher.h"
#include "subscribers.h"
#include "turns.h"

/** Time for what follows a step by itself: handshakes, first meta events, confirmations. */
enum { SETTLE_US = 400000, AFTER_US = 150000, START_IN_US = 1000, LOOK_EVERY_US = 1000 };
enum { PATIENCE_US = 20000000 };

typedef struct {
  const char *mode;
  Protocol protocol;
  int clients, bytes, burst;
  double rate, seconds;
  /** The warm-up: its length, its rate, and the rest after it, in seconds. */
  double warm, warm_rate, pause;
  uint64_t events;
  /** Clients of OneBot have names, and with them positions that are kept. */
  bool named;
  Turns *turns;
  int port, publisher_port;
  pid_t server;
} Settings;

static const char *argument(char **args, const char *name, const char *usual) {
  size_t length = strlen(name);
  for (; *args != NULL; args++)
    if (strncmp(*args, name, length) == 0 && (*args)[length] == '=') return *args + length + 1;
  return usual;
}

static double number(char **args, const char *name, const char *usual) { return atof(argument(args, name, usual)); }

static Protocol protocol_named(const char *name) {
  return strcmp(name, "nats") == 0 ? NATS : strcmp(name, "mqtt") == 0 ? MQTT : ONEBOT;
}

static Settings read_arguments(char **args) {
  return (Settings){
      .mode = argument(args, "mode", "fan"),
      .protocol = protocol_named(argument(args, "protocol", "onebot")),
      .clients = number(args, "clients", "100"),
      .bytes = number(args, "bytes", "300"),
      .burst = number(args, "burst", "1"),
      .rate = number(args, "rate", "200"),
      .seconds = number(args, "seconds", "5"),
      .warm = number(args, "warm", "1"),
      .warm_rate = number(args, "warmrate", argument(args, "rate", "200")),
      .pause = number(args, "pause", "0.4"),
      .events = number(args, "events", "0"),
      .named = number(args, "named", "0") != 0,
      .turns = map_turns(argument(args, "turns", NULL)),
  };
}

static void meet_server(Settings *with, int port) {
  printf("{\"port\":%d}\n", port);
  fflush(stdout);
  if (scanf("%d %d %d", &with->port, &with->publisher_port, &with->server) != 3) die("read where the server is");
}

/** Publishes bursts at their rate, and gives how many events those are. A burst that is late keeps its due time. */
static uint64_t pace(const Settings *with, double rate, double seconds) {
  uint64_t bursts = seconds * rate / with->burst;
  double every_us = with->burst * 1e6 / rate;
  int64_t start_us = now_us() + START_IN_US;
  for (uint64_t i = 0; i < bursts; i++) {
    int64_t due_us = start_us + (int64_t)(i * every_us);
    sleep_until_us(due_us);
    publish(with->burst, due_us);
  }
  return bursts * with->burst;
}

static void await_deliveries(uint64_t expected) {
  int64_t since_us = now_us();
  while (delivered() < expected && now_us() - since_us < PATIENCE_US) sleep_us(LOOK_EVERY_US);
}

static void forget_turns(Turns *turns) {
  if (turns == NULL) return;
  turns->count = 0;
  turns->longest_ns = 0;
  turns->long_count = 0;
  for (int bucket = 0; bucket < TURN_BUCKETS; bucket++) turns->buckets[bucket] = 0;
}

/** How long all but one of a thousand turns took at most. */
static double p999_turn_ms(const Turns *turns) {
  uint64_t more = turns->count / 1000, seen = 0;
  int bucket = TURN_BUCKETS;
  while (bucket > 0 && seen <= more) seen += turns->buckets[--bucket];
  return (bucket + 1) * (double)TURN_BUCKET_NS / 1e6;
}

static void print_turns(Turns *turns) {
  if (turns == NULL) return;
  unsigned long long count = turns->count, long_count = turns->long_count;
  printf("\"turns\":%llu,\"longTurns\":%llu,\"longestTurnMs\":%.3f,", count, long_count, turns->longest_ns / 1e6);
  printf("\"p999TurnMs\":%.3f,", p999_turn_ms(turns));
}

/** Has the server know the publisher, and waits until it takes subscribers. */
static void start_publisher(const Settings *with, int listener) {
  open_publisher(with->protocol, listener, with->publisher_port, with->bytes, with->burst);
  if (with->protocol != MQTT) ws_await_open(with->port);
  sleep_us(SETTLE_US);
}

/** What one delivery costs the server at a steady rate, and how late deliveries are. */
static void measure_fan(const Settings *with, int listener) {
  uint64_t most = (uint64_t)((with->seconds + 1) * with->rate) * with->clients;
  start_publisher(with, listener);
  start_reading(with->protocol, most);
  connect_subscribers(with->clients, with->port, with->named);
  sleep_us(SETTLE_US);
  pace(with, with->warm_rate, with->warm);
  sleep_us(with->pause * 1e6);
  start_counting();
  forget_turns(with->turns);
  double server_us = cpu_us(with->server), own_us = own_cpu_us();
  int64_t start_us = now_us();
  uint64_t expected = pace(with, with->rate, with->seconds) * with->clients;
  await_deliveries(expected);
  double elapsed_us = last_delivery_us() - start_us;
  own_us = own_cpu_us() - own_us;
  sleep_us(AFTER_US);
  server_us = cpu_us(with->server) - server_us;
  Delays late = measured_delays();
  print_turns(with->turns);
  printf("\"cpuUs\":%.4f,\"missing\":%ld,\"p50Ms\":%.4f,\"p99Ms\":%.4f,\"longestMs\":%.3f,\"clientBusy\":%.3f,",
         server_us / delivered(), (long)(expected - delivered()), late.p50_us / 1e3, late.p99_us / 1e3,
         late.longest_us / 1e3, own_us / elapsed_us);
}

/** What taking an event in costs the server when there is nobody to deliver it to. */
static void measure_ingest(const Settings *with, int listener) {
  start_publisher(with, listener);
  pace(with, with->warm_rate, with->warm);
  await_taken_in();
  sleep_us(SETTLE_US);
  double server_us = cpu_us(with->server);
  int64_t start_us = now_us();
  uint64_t published = pace(with, with->rate, with->events / with->rate);
  await_taken_in();
  double elapsed_us = now_us() - start_us;
  sleep_us(AFTER_US);
  printf("\"cpuUs\":%.4f,\"perSecond\":%.0f,", (cpu_us(with->server) - server_us) / published,
         published * 1e6 / elapsed_us);
}

/** What a client costs that connects, and that stays without anything to do. */
static void measure_idle(const Settings *with, int listener) {
  start_publisher(with, listener);
  double rss_before_kb = rss_kb(with->server), before_us = cpu_us(with->server);
  start_reading(with->protocol, 0);
  connect_subscribers(with->clients, with->port, with->named);
  sleep_us(AFTER_US);
  double connected_us = cpu_us(with->server);
  sleep_us(with->seconds * 1e6);
  double rested_us = cpu_us(with->server);
  printf("\"kb\":%.4f,\"connectUs\":%.2f,\"idleMsPerSecond\":%.3f,",
         (rss_kb(with->server) - rss_before_kb) / with->clients, (connected_us - before_us) / with->clients,
         (rested_us - connected_us) / 1e3 / with->seconds);
}

static void allow_many_connections(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int count, char **args) {
  int port = 0, listener = listen_somewhere(&port);
  Settings settings = read_arguments(args + (count > 0));
  allow_many_connections();
  meet_server(&settings, port);
  printf("{");
  if (strcmp(settings.mode, "ingest") == 0) measure_ingest(&settings, listener);
  else if (strcmp(settings.mode, "idle") == 0) measure_idle(&settings, listener);
  else measure_fan(&settings, listener);
  printf("\"rssMb\":%.1f}\n", rss_kb(settings.server) / 1024);
  fflush(stdout);
  return 0;
}
