/*
 * Faults for a program that writes below FAULTS_ROOT, loaded by LD_PRELOAD. Every call of the C library that changes a file there is counted, and
 * written to FAULTS_LOG: `number call path`. At the FAULTS_AT-th comes a fault, which FAULTS_MODE names: `kill-before`, `kill-after` (a
 * write of which only half has happened, else after the call), `once` and `forever` (the call, and with `forever` each one after it, fails with
 * FAULTS_ERRNO).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum verdict { GO_ON, FAIL, DIE_AFTER };
enum mode { NONE, KILL_BEFORE, KILL_AFTER, ONCE, FOREVER };

static const char *root;
static size_t root_length;
static long at;
static enum mode mode;
static int error_number, log_file = -1;
static atomic_long calls;

#define REAL(name) static __typeof__(name) *real; if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *named = getenv("FAULTS_MODE"), *log_path = getenv("FAULTS_LOG");
  root = getenv("FAULTS_ROOT");
  if (root != NULL) root_length = strlen(root);
  at = getenv("FAULTS_AT") == NULL ? 0 : atol(getenv("FAULTS_AT"));
  error_number = getenv("FAULTS_ERRNO") == NULL ? EIO : atoi(getenv("FAULTS_ERRNO"));
  if (named == NULL) mode = NONE;
  else if (strcmp(named, "kill-before") == 0) mode = KILL_BEFORE;
  else if (strcmp(named, "kill-after") == 0) mode = KILL_AFTER;
  else if (strcmp(named, "once") == 0) mode = ONCE;
  else mode = FOREVER;
  if (log_path != NULL) {
    int (*real_open)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    log_file = real_open(log_path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  }
}

static int is_ours(const char *path) {
  if (root == NULL || path == NULL || strncmp(path, root, root_length) != 0) return 0;
  return path[root_length] == '/' || path[root_length] == '\0';
}

/* The path of an open file below the root; NULL for every other. */
static const char *path_of(int file, char *buffer) {
  char link[64];
  ssize_t length;
  if (root == NULL || file < 3 || file == log_file) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  length = readlink(link, buffer, PATH_MAX - 1);
  if (length < 0) return NULL;
  buffer[length] = '\0';
  return is_ours(buffer) ? buffer : NULL;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static enum verdict meet(const char *call, const char *path) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (log_file >= 0) {
    char line[PATH_MAX + 64];
    static ssize_t (*real_write)(int, const void *, size_t);
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
    if (real_write == NULL) real_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (real_write(log_file, line, (size_t)length) < 0) die();
  }
  if (at <= 0 || number < at || mode == NONE || (number > at && mode != FOREVER)) return GO_ON;
  if (mode == KILL_BEFORE) die();
  return mode == KILL_AFTER ? DIE_AFTER : FAIL;
}

#define FINISH(verdict, call) do { \
  __typeof__(call) result; \
  if (verdict == FAIL) { errno = error_number; return -1; } \
  result = (call); \
  if (verdict == DIE_AFTER) die(); \
  return result; \
} while (0)

#define WRITES (O_CREAT | O_TRUNC)
#define MODE_OF(flags) mode_t bits = 0; if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); bits = va_arg(rest, mode_t); va_end(rest); }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    enum verdict verdict; MODE_OF(flags) REAL(name); \
    verdict = (flags & WRITES) && is_ours(path) ? meet("open", path) : GO_ON; \
    FINISH(verdict, real(path, flags, bits)); \
  }
OPEN(open)
OPEN(open64)
#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    enum verdict verdict; MODE_OF(flags) REAL(name); \
    verdict = (flags & WRITES) && is_ours(path) ? meet("open", path) : GO_ON; \
    FINISH(verdict, real(folder, path, flags, bits)); \
  }
OPENAT(openat)
OPENAT(openat64)

/* Half of the bytes, then the end. */
#define HALF(verdict, count) (verdict == DIE_AFTER && count > 1 ? count / 2 : count)
#define WRITE(name, label, parameters, arguments) \
  ssize_t name parameters { \
    char buffer[PATH_MAX]; enum verdict verdict; const char *path; REAL(name); \
    path = path_of(file, buffer); \
    verdict = path == NULL ? GO_ON : meet(label, path); \
    FINISH(verdict, real arguments); \
  }
WRITE(write, "write", (int file, const void *bytes, size_t count), (file, bytes, HALF(verdict, count)))
WRITE(pwrite, "pwrite", (int file, const void *bytes, size_t count, off_t offset), (file, bytes, HALF(verdict, count), offset))
WRITE(pwrite64, "pwrite", (int file, const void *bytes, size_t count, off64_t offset), (file, bytes, HALF(verdict, count), offset))
WRITE(writev, "writev", (int file, const struct iovec *parts, int count), (file, parts, HALF(verdict, count)))
WRITE(pwritev, "pwritev", (int file, const struct iovec *parts, int count, off_t offset), (file, parts, HALF(verdict, count), offset))
WRITE(copy_file_range, "copy_file_range", (int in, off64_t *from, int file, off64_t *to, size_t count, unsigned flags), (in, from, file, to, HALF(verdict, count), flags))
WRITE(sendfile, "sendfile", (int file, int in, off_t *from, size_t count), (file, in, from, HALF(verdict, count)))
WRITE(sendfile64, "sendfile", (int file, int in, off64_t *from, size_t count), (file, in, from, HALF(verdict, count)))

#define ON_FILE(name, label, parameters, arguments) \
  int name parameters { \
    char buffer[PATH_MAX]; enum verdict verdict; const char *path; REAL(name); \
    path = path_of(file, buffer); \
    verdict = path == NULL ? GO_ON : meet(label, path); \
    FINISH(verdict, real arguments); \
  }
ON_FILE(fsync, "fsync", (int file), (file))
ON_FILE(fdatasync, "fdatasync", (int file), (file))
ON_FILE(ftruncate, "ftruncate", (int file, off_t size), (file, size))
ON_FILE(ftruncate64, "ftruncate", (int file, off64_t size), (file, size))
ON_FILE(fallocate, "fallocate", (int file, int how, off_t offset, off_t size), (file, how, offset, size))
ON_FILE(fchmod, "fchmod", (int file, mode_t bits), (file, bits))

/* Of a file that was open for writing. It is closed also when it says that it has failed, as Linux does. */
static long close_by(long (*closed)(int), int file) {
  char buffer[PATH_MAX];
  enum verdict verdict = GO_ON;
  const char *path;
  long result;
  path = path_of(file, buffer);
  if (path != NULL && (fcntl(file, F_GETFL) & O_ACCMODE) != O_RDONLY) verdict = meet("close", path);
  result = closed(file);
  if (verdict == DIE_AFTER) die();
  if (verdict != FAIL) return result;
  errno = error_number;
  return -1;
}

static long usual_close(int file) {
  REAL(close);
  return real(file);
}

int close(int file) { return (int)close_by(usual_close, file); }

static long raw_close(int file) {
  REAL(syscall);
  return real(SYS_close, file);
}

/* libuv closes files by the number of the call. */
long syscall(long number, ...) {
  long a, b, c, d, e, f;
  va_list rest;
  REAL(syscall);
  va_start(rest, number);
  a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long);
  d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
  va_end(rest);
  return number == SYS_close ? close_by(raw_close, (int)a) : real(number, a, b, c, d, e, f);
}

#define ON_PATHS(name) \
  int name(const char *from, const char *to) { \
    enum verdict verdict; REAL(name); \
    verdict = is_ours(to) ? meet(#name, to) : GO_ON; \
    FINISH(verdict, real(from, to)); \
  }
ON_PATHS(rename)
ON_PATHS(link)
ON_PATHS(symlink)
#define ON_PATH(name, parameters, arguments) \
  int name parameters { \
    enum verdict verdict; REAL(name); \
    verdict = is_ours(path) ? meet(#name, path) : GO_ON; \
    FINISH(verdict, real arguments); \
  }
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rmdir, (const char *path), (path))
ON_PATH(truncate, (const char *path, off_t size), (path, size))
ON_PATH(chmod, (const char *path, mode_t bits), (path, bits))
ON_PATH(mkdir, (const char *path, mode_t bits), (path, bits))
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  enum verdict verdict; REAL(renameat2);
  verdict = is_ours(to) ? meet("rename", to) : GO_ON;
  FINISH(verdict, real(a, from, b, to, flags));
}
int unlinkat(int folder, const char *path, int flags) {
  enum verdict verdict; REAL(unlinkat);
  verdict = is_ours(path) ? meet("unlink", path) : GO_ON;
  FINISH(verdict, real(folder, path, flags));
}
