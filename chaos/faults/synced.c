// Preloaded into a hub (LD_PRELOAD): appends to the file that CHAOS_SYNC_LOG names how long each file was when it was synced,
// as lines of "length path". What lies beyond that length a power failure may take.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int Sync(int);

static void note(int fd, off_t length) {
  char link[64], path[PATH_MAX], line[PATH_MAX + 32];
  const char *log = getenv("CHAOS_SYNC_LOG");
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t path_bytes = readlink(link, path, sizeof path - 1);
  if (log == NULL || path_bytes < 0) return;
  path[path_bytes] = 0;
  int bytes = snprintf(line, sizeof line, "%lld %s\n", (long long)length, path);
  int out = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (out < 0) return;
  if (write(out, line, bytes) != bytes) abort();
  close(out);
}

/** The length before the sync counts: what comes meanwhile is not certain to be synced. */
static int sync_and_note(const char *name, int fd) {
  struct stat before;
  int is_known = fstat(fd, &before) == 0;
  int failed = ((Sync *)dlsym(RTLD_NEXT, name))(fd);
  if (!failed && is_known && S_ISREG(before.st_mode)) note(fd, before.st_size);
  return failed;
}

int fsync(int fd) { return sync_and_note("fsync", fd); }
int fdatasync(int fd) { return sync_and_note("fdatasync", fd); }
