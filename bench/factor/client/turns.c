#include "turns.h"
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

Turns *map_turns(const char *path) {
  int fd = path == NULL ? -1 : open(path, O_RDWR);
  if (fd < 0) return NULL;
  Turns *turns = mmap(NULL, sizeof *turns, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return turns == MAP_FAILED ? NULL : turns;
}
