/*
 * A load client for HTTP, written in C because one in Node costs more than the server that it measures. It sends prepared
 * requests over connections that stay open, and tells how long their answers took. Linux only.
 *
 *   load PORT CONNECTIONS PER_SECOND FILE
 *
 * FILE holds the requests one after the other, each after its length in decimal and a newline. All connections are made
 * first. With PER_SECOND 0 every connection sends the next request when it has its answer; otherwise requests are due at an
 * even pace, and an answer's age counts from when its request was due, also when no connection was free then.
 *
 * On stdout, one line of JSON: for answers of 200 and for all others their count and ages in milliseconds, and the seconds
 * from the first request to the last answer of each kind.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, ANSWER_BYTES = 8192, STATUSES = 600, SOURCES = 250, GIVE_UP_SECONDS = 60 };

struct request {
  const char *text;
  size_t bytes;
};

struct connection {
  int fd;
  bool busy;
  int64_t due_us;
  size_t got;
  char answer[ANSWER_BYTES];
};

struct ages {
  int64_t *us;
  size_t count;
  int64_t last_us; /* when the last of them came */
};

static struct request *requests;
static size_t request_count, next_request, answered;
static struct connection *connections;
static int connection_count;
/* Taken in turn: one that rested for seconds would be closed by the server. */
static int *idle, idle_first, idle_count;
static double per_second;
static int64_t begun_us;
static struct ages fine, other;
static long statuses[STATUSES];

static int64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void read_requests(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat stat;
  if (fd < 0 || fstat(fd, &stat) < 0) die(path);
  size_t size = (size_t)stat.st_size, room = 0;
  char *text = malloc(size + 1), *at = text;
  for (size_t got = 0; got < size;) {
    ssize_t more = read(fd, text + got, size - got);
    if (more <= 0) die(path);
    got += (size_t)more;
  }
  text[size] = 0;
  close(fd);
  while (at < text + size) {
    char *end;
    size_t bytes = strtoul(at, &end, 10);
    if (*end != '\n' || bytes == 0) {
      fprintf(stderr, "%s is not a file of requests\n", path);
      exit(1);
    }
    if (request_count == room) requests = realloc(requests, (room = room ? 2 * room : 1024) * sizeof *requests);
    requests[request_count++] = (struct request){.text = end + 1, .bytes = bytes};
    at = end + 1 + bytes;
  }
}

static int connect_to(int port, int index) {
  int one = 1;
  struct sockaddr_in from = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (uint32_t)(index % SOURCES))};
  struct sockaddr_in to = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&from, sizeof from) < 0) die("bind");
  if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0) die("connect");
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

static void rest(int index) { idle[(idle_first + idle_count++) % connection_count] = index; }

static struct connection *next_idle(void) {
  int index = idle[idle_first];
  idle_first = (idle_first + 1) % connection_count;
  idle_count--;
  return &connections[index];
}

static void send_next(struct connection *connection, int64_t due_us) {
  struct request *request = &requests[next_request++];
  connection->busy = true;
  connection->due_us = due_us;
  connection->got = 0;
  if (send(connection->fd, request->text, request->bytes, MSG_NOSIGNAL) != (ssize_t)request->bytes) die("send");
}

/* Length of the whole answer, or 0 while its head is not there. */
static size_t answer_bytes(struct connection *connection) {
  connection->answer[connection->got] = 0;
  char *head_end = strstr(connection->answer, "\r\n\r\n");
  if (!head_end) return 0;
  char *length = strcasestr(connection->answer, "\r\ncontent-length:");
  if (!length || length > head_end) {
    fprintf(stderr, "an answer without a length:\n%s\n", connection->answer);
    exit(1);
  }
  return (size_t)(head_end + 4 - connection->answer) + strtoul(length + 17, NULL, 10);
}

static void note(struct connection *connection, int64_t now) {
  int status = atoi(connection->answer + 9);
  struct ages *ages = status == 200 ? &fine : &other;
  ages->us[ages->count++] = now - connection->due_us;
  ages->last_us = now;
  statuses[status < STATUSES ? status : 0]++;
  answered++;
}

static void receive(int index) {
  struct connection *connection = &connections[index];
  for (;;) {
    ssize_t got = recv(connection->fd, connection->answer + connection->got, ANSWER_BYTES - 1 - connection->got, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
      fprintf(stderr, "a connection was closed after %zu answers\n", answered);
      exit(1);
    }
    connection->got += (size_t)got;
    size_t whole = answer_bytes(connection);
    if (whole == 0 || connection->got < whole) continue;
    int64_t now = now_us();
    note(connection, now);
    connection->busy = false;
    if (per_second == 0 && next_request < request_count) send_next(connection, now);
    else rest(index);
    return;
  }
}

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void print_ages(const char *name, struct ages *ages) {
  qsort(ages->us, ages->count, sizeof *ages->us, by_size);
  double at[] = {0.5, 0.99, 1};
  const char *names[] = {"p50", "p99", "max"};
  printf("\"%s\":{\"count\":%zu,\"seconds\":%.3f", name, ages->count,
         ages->count ? (double)(ages->last_us - begun_us) / 1e6 : 0.0);
  for (int i = 0; i < 3; i++) {
    size_t rank = (size_t)((double)ages->count * at[i]);
    if (rank >= ages->count) rank = ages->count - 1;
    printf(",\"%s\":%.3f", names[i], ages->count ? (double)ages->us[rank] / 1000 : 0.0);
  }
  printf("}");
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  int port = atoi(argv[1]);
  connection_count = atoi(argv[2]);
  per_second = atof(argv[3]);
  read_requests(argv[4]);
  connections = calloc((size_t)connection_count, sizeof *connections);
  idle = malloc((size_t)connection_count * sizeof *idle);
  fine.us = malloc(request_count * sizeof *fine.us);
  other.us = malloc(request_count * sizeof *other.us);
  int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < connection_count; i++) {
    connections[i].fd = connect_to(port, i);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)i};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connections[i].fd, &event);
    rest(i);
  }
  begun_us = now_us();
  int64_t give_up_us = begun_us + (int64_t)GIVE_UP_SECONDS * 1000000;
  while (answered < request_count) {
    int64_t now = now_us();
    if (now > give_up_us) {
      fprintf(stderr, "%zu of %zu answers in %d s\n", answered, request_count, GIVE_UP_SECONDS);
      return 1;
    }
    struct timespec wait = {.tv_sec = 1};
    while (idle_count > 0 && next_request < request_count) {
      int64_t due = per_second == 0 ? now : begun_us + (int64_t)((double)next_request * 1e6 / per_second);
      if (due > now) {
        wait = (struct timespec){.tv_sec = (due - now) / 1000000, .tv_nsec = (due - now) % 1000000 * 1000};
        break;
      }
      send_next(next_idle(), due);
    }
    struct epoll_event events[EVENTS];
    int count = epoll_pwait2(epoll_fd, events, EVENTS, &wait, NULL);
    for (int i = 0; i < count; i++) receive((int)events[i].data.u32);
  }
  printf("{\"seconds\":%.3f,", (double)(now_us() - begun_us) / 1e6);
  print_ages("fine", &fine);
  printf(",");
  print_ages("other", &other);
  printf(",\"statuses\":{");
  const char *comma = "";
  for (int status = 0; status < STATUSES; status++) {
    if (statuses[status] == 0) continue;
    printf("%s\"%d\":%ld", comma, status, statuses[status]);
    comma = ",";
  }
  printf("}}\n");
  return 0;
}
