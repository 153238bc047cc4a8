/* Loaded into a server under test: counts its syncs in a file, and makes each as slow as asked for. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static atomic_ullong *counted;
static unsigned delay;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("BENCH_SYNC_COUNT");
  const char *micros = getenv("BENCH_SYNC_DELAY");
  if (micros) delay = (unsigned)atoi(micros);
  if (!file) return;
  int fd = open(file, O_RDWR | O_CREAT, 0600);
  if (fd < 0 || ftruncate(fd, sizeof *counted) != 0) return;
  void *memory = mmap(0, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory != MAP_FAILED) counted = memory;
  close(fd);
}

static int slowly(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  if (counted) atomic_fetch_add(counted, 1);
  if (delay) usleep(delay);
  return real(fd);
}

int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }
