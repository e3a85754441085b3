/* Orders, counts and the small things that every part needs. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stub.h"

enum { SETTINGS_MAX = 32, FUNCTIONS_MAX = 64, TEXT_MAX = 512 };

typedef struct { char key[NAME_MAX_BYTES]; char value[TEXT_MAX]; } setting;
typedef struct {
  char name[NAME_MAX_BYTES];
  int64_t calls;
  int status, times;
  char message[TEXT_MAX];
} function_state;

pthread_mutex_t stub_mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t stub_moved = PTHREAD_COND_INITIALIZER;

static setting settings[SETTINGS_MAX];
static function_state functions[FUNCTIONS_MAX];
static int64_t live[KINDS];
static int64_t left_over[KINDS];
static char last_message[TEXT_MAX];
static char last_properties[4 * TEXT_MAX];

static void broken(const char* what, const char* function) {
  fprintf(stderr, "openvino stub: %s in %s\n", what, function);
  fflush(stderr);
  abort();
}

static uint32_t magic_of(stub_kind kind) { return 0x0F0E0D00u + (uint32_t)kind; }

void* stub_born(stub_kind kind, size_t size) {
  uint32_t* handle = calloc(1, size);
  if (handle == NULL) broken("no memory", "stub_born");
  *handle = magic_of(kind);
  stub_count(kind, 1);
  return handle;
}

void stub_dies(stub_kind kind, void* handle) {
  stub_check(kind, handle, "free");
  *(uint32_t*)handle = 0;
  free(handle);
  stub_count(kind, -1);
}

void stub_count(stub_kind kind, int64_t by) {
  pthread_mutex_lock(&stub_mutex);
  live[kind] += by;
  if (live[kind] < 0) broken("freed more often than made", "stub_count");
  pthread_mutex_unlock(&stub_mutex);
}

void stub_check(stub_kind kind, const void* handle, const char* function) {
  if (handle == NULL) broken("a null handle", function);
  if (*(const uint32_t*)handle != magic_of(kind)) broken("a handle of another kind", function);
}

char* stub_text(const char* text) {
  stub_count(TEXT, 1);
  return strdup(text);
}

static function_state* state_of(const char* name) {
  for (int i = 0; i < FUNCTIONS_MAX; i++) {
    if (functions[i].name[0] == 0) snprintf(functions[i].name, NAME_MAX_BYTES, "%s", name);
    if (strcmp(functions[i].name, name) == 0) return &functions[i];
  }
  broken("too many functions", name);
  return NULL;
}

ov_status_e stub_enter(const char* function) {
  pthread_mutex_lock(&stub_mutex);
  function_state* state = state_of(function);
  state->calls++;
  ov_status_e status = OK;
  if (state->times > 0) {
    state->times--;
    status = (ov_status_e)state->status;
    snprintf(last_message, sizeof last_message, "%s", state->message);
  }
  pthread_mutex_unlock(&stub_mutex);
  return status;
}

ov_status_e stub_says(ov_status_e status, const char* message) {
  pthread_mutex_lock(&stub_mutex);
  snprintf(last_message, sizeof last_message, "%s", message);
  pthread_mutex_unlock(&stub_mutex);
  return status;
}

int stub_set(const char* pair) {
  const char* equals = strchr(pair, '=');
  if (equals == NULL || equals - pair >= NAME_MAX_BYTES) return -1;
  char key[NAME_MAX_BYTES] = {0};
  memcpy(key, pair, (size_t)(equals - pair));
  int done = -1;
  pthread_mutex_lock(&stub_mutex);
  for (int i = 0; i < SETTINGS_MAX && done < 0; i++) {
    if (settings[i].key[0] == 0 || strcmp(settings[i].key, key) == 0) {
      memcpy(settings[i].key, key, sizeof key);
      snprintf(settings[i].value, TEXT_MAX, "%s", equals + 1);
      done = 0;
    }
  }
  pthread_mutex_unlock(&stub_mutex);
  return done;
}

const char* stub_setting(const char* key) {
  const char* value = "";
  pthread_mutex_lock(&stub_mutex);
  for (int i = 0; i < SETTINGS_MAX; i++) {
    if (strcmp(settings[i].key, key) == 0) value = settings[i].value;
  }
  pthread_mutex_unlock(&stub_mutex);
  return value;
}

__attribute__((constructor)) static void begin(void) { stub_reset(); }

void stub_reset(void) {
  pthread_mutex_lock(&stub_mutex);
  memset(settings, 0, sizeof settings);
  memset(functions, 0, sizeof functions);
  memcpy(left_over, live, sizeof live);
  last_message[0] = 0;
  last_properties[0] = 0;
  pthread_mutex_unlock(&stub_mutex);
  stub_set("devices=CPU");
  stub_set("element_types=2026");
  const char* orders = getenv("FACEGATE_OPENVINO_STUB");
  char* copy = strdup(orders == NULL ? "" : orders);
  char* rest = NULL;
  for (char* one = strtok_r(copy, ";", &rest); one != NULL; one = strtok_r(NULL, ";", &rest)) {
    stub_set(one);
  }
  free(copy);
}

void stub_fail(const char* function, int status, const char* message, int times) {
  pthread_mutex_lock(&stub_mutex);
  function_state* state = state_of(function);
  state->status = status;
  state->times = times;
  snprintf(state->message, TEXT_MAX, "%s", message);
  pthread_mutex_unlock(&stub_mutex);
}

int64_t stub_live(int kind) {
  pthread_mutex_lock(&stub_mutex);
  int64_t count = 0;
  for (int i = 0; i < KINDS; i++) {
    count += kind < 0 || kind == i ? live[i] - left_over[i] : 0;
  }
  pthread_mutex_unlock(&stub_mutex);
  return count;
}

int64_t stub_calls(const char* function) {
  pthread_mutex_lock(&stub_mutex);
  int64_t calls = state_of(function)->calls;
  pthread_mutex_unlock(&stub_mutex);
  return calls;
}

void stub_remember_properties(const char* text) {
  pthread_mutex_lock(&stub_mutex);
  snprintf(last_properties, sizeof last_properties, "%s", text);
  pthread_mutex_unlock(&stub_mutex);
}

const char* stub_last_properties(void) { return last_properties; }

bool stub_has_device(const char* device) {
  char listed[TEXT_MAX + 2];
  char sought[TEXT_MAX + 2];
  snprintf(listed, sizeof listed, ",%s,", stub_setting("devices"));
  snprintf(sought, sizeof sought, ",%s,", device);
  return strncmp(device, "AUTO", 4) == 0 ? strlen(listed) > 2 : strstr(listed, sought) != NULL;
}

const char* ov_get_error_info(ov_status_e status) {
  return status == OK ? "success" : status < UNKNOW_EXCEPTION ? "unknown" : "failed, says the stub";
}

const char* ov_get_last_err_msg(void) {
  char copy[TEXT_MAX];
  pthread_mutex_lock(&stub_mutex);
  memcpy(copy, last_message, sizeof copy);
  pthread_mutex_unlock(&stub_mutex);
  return copy[0] == 0 ? NULL : stub_text(copy);
}

void ov_free(const char* content) {
  if (content == NULL) return;
  stub_count(TEXT, -1);
  free((void*)content);
}
