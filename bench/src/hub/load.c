/*
 * A load client: thousands of WebSocket viewers in one process, written in C because a client in Node costs more than
 * the server that it measures. It opens connections, enters a show as a page does (Engine.IO and Socket.IO handshake,
 * `show:join`), answers pings, and counts what arrives. Linux only.
 *
 * It is told what to do by lines on stdin, and answers each with one line of JSON on stdout:
 *   open PORT PATH KIND COUNT IN_FLIGHT [SHOW]   opens COUNT more viewers, IN_FLIGHT handshakes at any time; KIND is `ws`
 *                                      (an upgraded connection is a viewer) or `io` (Socket.IO; with SHOW, joins it)
 *   count RUN                          begins to count the messages of a run, forgetting what was counted before
 *   report                             what was counted since then
 *   quit
 *
 * An entry of a show is found by its `"seq":`. Two clocks tell its age: `"at":` is when the server published it (wall
 * clock, milliseconds); `load-RUN-NUMBER-MICROSECONDS-` in its text is when it was posted (CLOCK_MONOTONIC, the clock of
 * Node's process.hrtime).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

enum {
  MAX_VIEWERS = 60000,
  EVENTS = 1024,
  READ_BYTES = 256 * 1024,
  LINE_BYTES = 512,
  /* By so much ages may be told too high. */
  LOOK_EVERY_US = 1000,
  /* Viewers come from as many addresses of loopback: no limit per address or of ports meets them as one. */
  SOURCES = 250,
  /* A frame goes to every viewer; what it says is read once. More frames than these are never under way at once. */
  FRAMES_KNOWN = 64,
  ENTRIES_IN_FRAME = 256,
};

enum state { CLOSED, CONNECTING, UPGRADING, OPENING, ENTERING, JOINING, WATCHING };

struct viewer {
  int fd;
  enum state state;
  uint64_t last_seq;
  uint64_t seen; /* of the 64 numbers up to last_seq, the last in the lowest bit */
  /* The beginning of what has not arrived whole. */
  char *rest;
  size_t rest_bytes, rest_room;
};

struct entry {
  uint64_t seq;
  int64_t published_ms; /* wall clock */
  int64_t posted_us;    /* monotonic; 0 for what is no message of a run */
  uint64_t run;
  bool chat;
};

struct frame {
  char *payload;
  size_t bytes, room;
  struct entry entries[ENTRIES_IN_FRAME];
  int count;
};

/* Ages in microseconds: exact to 1/64, up to 2^42 µs. */
enum { SUB = 64, OCTAVES = 36 };
struct ages {
  uint64_t buckets[SUB * OCTAVES];
  uint64_t count;
  int64_t max;
};

static struct viewer viewers[MAX_VIEWERS];
static int opened; /* viewers that were ever begun */
static int watching;
static int epoll_fd;
static char input[READ_BYTES];

static struct frame frames[FRAMES_KNOWN];
static int next_frame;

static struct {
  uint64_t run, delivered, frames, bytes, gaps, late, repeated, closed;
  struct ages posted, published, urgent;
} counted;

static struct {
  bool busy;
  int port, wanted, in_flight, limit, done, failed;
  bool socket_io;
  char path[128], show[64], why[96];
  int64_t since_us;
} opening;

static int64_t clock_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

/* ---- ages ---- */

static int bucket_of(uint64_t us) {
  if (us < SUB) return (int)us;
  int octave = 63 - __builtin_clzll(us) - 6; /* 2^6 = SUB */
  int bucket = octave * SUB + (int)(us >> octave);
  return bucket < SUB * OCTAVES ? bucket : SUB * OCTAVES - 1;
}

static double bucket_ms(int bucket) {
  if (bucket < 2 * SUB) return bucket / 1000.0;
  int octave = bucket / SUB - 1;
  return (double)((uint64_t)(bucket - octave * SUB) << octave) / 1000.0;
}

static void add_age(struct ages *ages, int64_t us) {
  if (us < 0) us = 0; /* `at` is cut to the millisecond, and the clocks are read one after the other */
  ages->buckets[bucket_of((uint64_t)us)]++;
  ages->count++;
  if (us > ages->max) ages->max = us;
}

static double age_at(const struct ages *ages, double part) {
  uint64_t before = 0, target = (uint64_t)((double)ages->count * part);
  for (int bucket = 0; bucket < SUB * OCTAVES; bucket++) {
    before += ages->buckets[bucket];
    if (before > target) return bucket_ms(bucket);
  }
  return (double)ages->max / 1000.0;
}

static void print_ages(const char *name, const struct ages *ages) {
  printf(",\"%s\":{\"count\":%llu,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f}", name,
         (unsigned long long)ages->count, age_at(ages, 0.5), age_at(ages, 0.99), (double)ages->max / 1000.0);
}

/* ---- what a frame says ---- */

/* 2026-11-22T10:06:02.123Z in milliseconds since 1970. */
static int64_t parse_moment(const char *text) {
  struct tm tm = {0};
  int ms = 0;
  if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
             &tm.tm_sec, &ms) != 7)
    return 0;
  tm.tm_year -= 1900;
  tm.tm_mon -= 1;
  return (int64_t)timegm(&tm) * 1000 + ms;
}

static const char *find(const char *from, const char *end, const char *what) {
  return from < end ? memmem(from, (size_t)(end - from), what, strlen(what)) : NULL;
}

/* The payload ends with a zero, so that numbers and moments at its end are read no further. */
static void read_entries(struct frame *frame) {
  static const char SEQ[] = "\"seq\":", AT[] = "\"at\":\"", CHAT[] = "\"event\":\"chat:posted\"", LOAD[] = "load-";
  const char *end = frame->payload + frame->bytes;
  frame->count = 0;
  for (const char *at = find(frame->payload, end, SEQ); at && frame->count < ENTRIES_IN_FRAME;) {
    const char *next = find(at + 1, end, SEQ);
    const char *until = next ? next : end;
    struct entry *entry = &frame->entries[frame->count++];
    *entry = (struct entry){.seq = strtoull(at + strlen(SEQ), NULL, 10)};
    const char *moment = find(at, until, AT);
    if (moment) entry->published_ms = parse_moment(moment + strlen(AT));
    entry->chat = find(at, until, CHAT) != NULL;
    const char *load = find(at, until, LOAD);
    unsigned long long run, number;
    long long us;
    if (load && sscanf(load, "load-%llu-%llu-%lld-", &run, &number, &us) == 3) {
      entry->run = run;
      entry->posted_us = us;
    }
    at = next;
  }
}

static const struct frame *understand(const char *payload, size_t bytes) {
  for (int back = 1; back <= FRAMES_KNOWN; back++) {
    const struct frame *known = &frames[(next_frame - back + FRAMES_KNOWN) % FRAMES_KNOWN];
    if (known->bytes == bytes && known->payload && memcmp(known->payload, payload, bytes) == 0) return known;
  }
  struct frame *frame = &frames[next_frame];
  next_frame = (next_frame + 1) % FRAMES_KNOWN;
  if (frame->room < bytes + 1) {
    frame->room = bytes + 1;
    frame->payload = realloc(frame->payload, frame->room);
    if (!frame->payload) die("memory");
  }
  memcpy(frame->payload, payload, bytes);
  frame->payload[bytes] = 0;
  frame->bytes = bytes;
  read_entries(frame);
  return frame;
}

/* Notes a number; one that comes after a later one is new too, if it was left out before. */
static bool is_new(struct viewer *viewer, uint64_t seq) {
  if (seq > viewer->last_seq) {
    uint64_t step = seq - viewer->last_seq;
    if (viewer->last_seq != 0) counted.gaps += step - 1;
    viewer->seen = (step < 64 ? viewer->seen << step : 0) | 1;
    viewer->last_seq = seq;
    return true;
  }
  uint64_t back = viewer->last_seq - seq;
  if (back >= 64 || viewer->seen >> back & 1) return false;
  viewer->seen |= (uint64_t)1 << back;
  counted.gaps--;
  counted.late++;
  return true;
}

static void hear(struct viewer *viewer, const char *payload, size_t bytes) {
  const struct frame *frame = understand(payload, bytes);
  if (frame->count == 0) return;
  int64_t monotonic = clock_us(CLOCK_MONOTONIC), wall = clock_us(CLOCK_REALTIME);
  counted.frames++;
  counted.bytes += bytes;
  for (int i = 0; i < frame->count; i++) {
    const struct entry *entry = &frame->entries[i];
    if (!is_new(viewer, entry->seq)) {
      counted.repeated++;
      continue;
    }
    if (entry->posted_us != 0 && entry->run == counted.run) {
      counted.delivered++;
      add_age(&counted.posted, monotonic - entry->posted_us);
      add_age(&counted.published, wall - entry->published_ms * 1000);
    } else if (!entry->chat) {
      add_age(&counted.urgent, wall - entry->published_ms * 1000);
    }
  }
}

/* ---- one viewer ---- */

static void open_more(void);

static void opened_one(bool well, const char *why) {
  opening.in_flight--;
  if (well) opening.done++;
  else {
    opening.failed++;
    snprintf(opening.why, sizeof opening.why, "%.90s", why);
  }
  open_more();
}

static void lose(struct viewer *viewer, const char *why) {
  enum state state = viewer->state;
  if (state == CLOSED) return;
  close(viewer->fd);
  free(viewer->rest);
  *viewer = (struct viewer){.state = CLOSED, .fd = -1};
  if (state == WATCHING) {
    watching--;
    counted.closed++;
  } else {
    opened_one(false, why);
  }
}

static void watch(struct viewer *viewer) {
  viewer->state = WATCHING;
  watching++;
  opened_one(true, "");
}

/* A client's frames are masked; with zeros the payload stays as it is. All of ours are short. */
static void say(struct viewer *viewer, uint8_t opcode, const char *text, size_t bytes) {
  char frame[6 + 125] = {(char)(0x80 | opcode), (char)(0x80 | bytes)};
  if (bytes > 125) die("a frame of ours is too long");
  memcpy(frame + 6, text, bytes);
  if (send(viewer->fd, frame, 6 + bytes, MSG_NOSIGNAL) != (ssize_t)(6 + bytes)) lose(viewer, "could not write");
}

static void say_text(struct viewer *viewer, const char *text) { say(viewer, 1, text, strlen(text)); }

static bool begins(const char *payload, size_t bytes, const char *with) {
  return bytes >= strlen(with) && memcmp(payload, with, strlen(with)) == 0;
}

static void take_packet(struct viewer *viewer, const char *payload, size_t bytes) {
  if (opening.socket_io && bytes == 1 && payload[0] == '2') {
    say_text(viewer, "3");
    return;
  }
  switch (viewer->state) {
    case OPENING:
      if (begins(payload, bytes, "0{")) {
        viewer->state = ENTERING;
        say_text(viewer, "40");
      } else {
        lose(viewer, "was not opened");
      }
      return;
    case ENTERING:
      if (!begins(payload, bytes, "40{")) return lose(viewer, "was not let in");
      if (opening.show[0] == 0) return watch(viewer);
      char join[125];
      snprintf(join, sizeof join, "420[\"show:join\",{\"showId\":\"%s\"}]", opening.show);
      viewer->state = JOINING;
      return say_text(viewer, join);
    case JOINING:
      if (begins(payload, bytes, "430[{\"ok\":true")) watch(viewer);
      else if (begins(payload, bytes, "430")) lose(viewer, "the show was refused");
      return; /* before the answer the room's frames may come */
    case WATCHING:
      return hear(viewer, payload, bytes);
    case CLOSED:
    case CONNECTING:
    case UPGRADING:
      return;
  }
}

static void take_frame(struct viewer *viewer, uint8_t head, const char *payload, size_t bytes) {
  bool whole = head & 0x80;
  uint8_t opcode = head & 0x0f;
  if (!whole || opcode == 0) lose(viewer, "got a frame in pieces");
  else if (opcode == 8) lose(viewer, "was told goodbye");
  else if (opcode == 9) say(viewer, 10, payload, bytes);
  else if (opcode == 1) take_packet(viewer, payload, bytes);
}

/* @returns how many of the bytes were taken; the rest has not arrived whole. */
static size_t take_frames(struct viewer *viewer, const char *bytes, size_t count) {
  size_t at = 0;
  while (viewer->state != CLOSED && count - at >= 2) {
    const uint8_t *frame = (const uint8_t *)bytes + at;
    size_t head = 2, length = frame[1] & 0x7f, known = count - at;
    if (length == 126) {
      head = 4;
      if (known < head) break;
      length = (size_t)frame[2] << 8 | frame[3];
    } else if (length == 127) {
      head = 10;
      if (known < head) break;
      length = 0;
      for (int i = 2; i < 10; i++) length = length << 8 | frame[i];
    }
    if (known - head < length || known < head) break;
    take_frame(viewer, frame[0], (const char *)frame + head, length);
    at += head + length;
  }
  return at;
}

static size_t take_upgrade(struct viewer *viewer, const char *bytes, size_t count) {
  static const char END[] = "\r\n\r\n";
  const char *end = memmem(bytes, count, END, 4);
  if (!end) return 0;
  if (!begins(bytes, count, "HTTP/1.1 101")) {
    char why[64];
    snprintf(why, sizeof why, "%.*s", (int)strcspn(bytes, "\r"), bytes);
    lose(viewer, why);
    return count;
  }
  if (opening.socket_io) viewer->state = OPENING;
  else watch(viewer);
  return (size_t)(end + 4 - bytes);
}

static size_t take(struct viewer *viewer, const char *bytes, size_t count) {
  size_t taken = viewer->state == UPGRADING ? take_upgrade(viewer, bytes, count) : 0;
  if (viewer->state > UPGRADING) taken += take_frames(viewer, bytes + taken, count - taken);
  return taken;
}

static void keep_rest(struct viewer *viewer, const char *bytes, size_t count) {
  if (viewer->rest_room < count + READ_BYTES) {
    char *grown = malloc(count + READ_BYTES);
    if (!grown) die("memory");
    memcpy(grown, bytes, count);
    free(viewer->rest);
    viewer->rest = grown;
    viewer->rest_room = count + READ_BYTES;
  } else {
    memmove(viewer->rest, bytes, count);
  }
  viewer->rest_bytes = count;
}

/* @returns whether more may be there. */
static bool receive(struct viewer *viewer) {
  char *into = viewer->rest ? viewer->rest + viewer->rest_bytes : input;
  ssize_t got = recv(viewer->fd, into, READ_BYTES, 0);
  if (got < 0 && errno == EAGAIN) return false;
  if (got <= 0) {
    lose(viewer, "was cut off");
    return false;
  }
  const char *bytes = viewer->rest ? viewer->rest : input;
  size_t count = viewer->rest_bytes + (size_t)got;
  size_t taken = take(viewer, bytes, count);
  if (viewer->state == CLOSED) return false;
  if (taken < count) {
    keep_rest(viewer, bytes + taken, count - taken);
  } else {
    free(viewer->rest);
    viewer->rest = NULL;
    viewer->rest_bytes = viewer->rest_room = 0;
  }
  return got == READ_BYTES;
}

static void upgrade(struct viewer *viewer) {
  char request[512];
  int bytes = snprintf(request, sizeof request,
                       "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                       opening.path, opening.port);
  struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = viewer};
  epoll_ctl(epoll_fd, EPOLL_CTL_MOD, viewer->fd, &event);
  viewer->state = UPGRADING;
  if (send(viewer->fd, request, (size_t)bytes, MSG_NOSIGNAL) != bytes) lose(viewer, "could not ask");
}

static void begin(struct viewer *viewer, int index) {
  int one = 1;
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (uint32_t)(index % SOURCES))};
  struct sockaddr_in to = {.sin_family = AF_INET,
                           .sin_port = htons((uint16_t)opening.port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&from, sizeof from) < 0) die("bind");
  *viewer = (struct viewer){.fd = fd, .state = CONNECTING};
  struct epoll_event event = {.events = EPOLLOUT, .data.ptr = viewer};
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
  if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) lose(viewer, strerror(errno));
}

static void open_more(void) {
  static bool within; /* a connection that fails at once comes back here */
  if (within || !opening.busy) return;
  within = true;
  while (opening.in_flight < opening.limit && opening.done + opening.failed + opening.in_flight < opening.wanted) {
    opening.in_flight++;
    int index = opened++;
    begin(&viewers[index], index);
  }
  within = false;
  if (opening.done + opening.failed < opening.wanted) return;
  opening.busy = false;
  printf("{\"opened\":%d,\"failed\":%d,\"why\":\"%s\",\"watching\":%d,\"seconds\":%.3f}\n", opening.done,
         opening.failed, opening.why, watching, (double)(clock_us(CLOCK_MONOTONIC) - opening.since_us) / 1e6);
}

/* ---- what it is told ---- */

static void report(void) {
  printf("{\"watching\":%d,\"closed\":%llu,\"delivered\":%llu,\"frames\":%llu,\"bytes\":%llu,\"gaps\":%llu,"
         "\"late\":%llu,\"repeated\":%llu",
         watching, (unsigned long long)counted.closed, (unsigned long long)counted.delivered,
         (unsigned long long)counted.frames, (unsigned long long)counted.bytes, (unsigned long long)counted.gaps,
         (unsigned long long)counted.late, (unsigned long long)counted.repeated);
  print_ages("posted", &counted.posted);
  print_ages("published", &counted.published);
  print_ages("urgent", &counted.urgent);
  printf("}\n");
}

static void obey(char *line) {
  char kind[8];
  unsigned long long run;
  opening.show[0] = opening.why[0] = 0;
  if (sscanf(line, "open %d %127s %7s %d %d %63s", &opening.port, opening.path, kind, &opening.wanted, &opening.limit,
             opening.show) >= 5) {
    if (opened + opening.wanted > MAX_VIEWERS) die("too many viewers");
    opening.socket_io = strcmp(kind, "io") == 0;
    opening.done = opening.failed = opening.in_flight = 0;
    opening.since_us = clock_us(CLOCK_MONOTONIC);
    opening.busy = true;
    open_more();
  } else if (sscanf(line, "count %llu", &run) == 1) {
    memset(&counted, 0, sizeof counted);
    counted.run = run;
    printf("{\"counting\":%llu}\n", run);
  } else if (strcmp(line, "report") == 0) {
    report();
  } else if (strcmp(line, "quit") == 0) {
    exit(0);
  } else {
    fprintf(stderr, "not understood: %s\n", line);
    exit(1);
  }
}

static void listen_to_stdin(void) {
  static char line[LINE_BYTES];
  static size_t kept;
  ssize_t got = read(STDIN_FILENO, line + kept, sizeof line - 1 - kept);
  if (got <= 0) exit(0); /* whoever started it is gone */
  kept += (size_t)got;
  line[kept] = 0;
  for (char *end; (end = strchr(line, '\n')) != NULL;) {
    *end = 0;
    obey(line);
    kept -= (size_t)(end + 1 - line);
    memmove(line, end + 1, kept + 1);
  }
}

int main(void) {
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  setvbuf(stdout, NULL, _IOLBF, 0);
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, STDIN_FILENO, &event);
  for (;;) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(epoll_fd, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      struct viewer *viewer = events[i].data.ptr;
      if (!viewer) listen_to_stdin();
      else if (viewer->state == CLOSED) continue;
      else if (viewer->state != CONNECTING)
        while (receive(viewer)) continue;
      else if (events[i].events & (EPOLLERR | EPOLLHUP)) lose(viewer, "was not accepted");
      else upgrade(viewer);
    }
    /* Let more come. Woken by each frame, this process would cost more than the frames. */
    if (count < EVENTS) usleep(LOOK_EVERY_US);
  }
}
