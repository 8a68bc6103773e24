#include "cost.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "net.h"

enum { PATH_BYTES = 400 };

static double thread_cpu_us(pid_t pid, const char *thread) {
  char path[PATH_BYTES];
  unsigned long long ns = 0;
  snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, thread);
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  if (fscanf(file, "%llu", &ns) != 1) ns = 0;
  fclose(file);
  return ns / 1000.0;
}

double cpu_us(pid_t pid) {
  char path[PATH_BYTES];
  double sum = 0;
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *threads = opendir(path);
  if (threads == NULL) die("the server under test has gone");
  for (struct dirent *each; (each = readdir(threads)) != NULL;)
    if (each->d_name[0] != '.') sum += thread_cpu_us(pid, each->d_name);
  closedir(threads);
  return sum;
}

double rss_kb(pid_t pid) {
  char path[PATH_BYTES], line[256];
  double kb = 0;
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *file = fopen(path, "r");
  if (file == NULL) die("the server under test has gone");
  while (fgets(line, sizeof line, file) != NULL)
    if (strncmp(line, "VmRSS:", 6) == 0) kb = atof(line + 6);
  fclose(file);
  return kb;
}

double own_cpu_us(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}
