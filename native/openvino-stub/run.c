/* Ports and runs. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stub.h"

/* Counts the releases: a run that hangs waits for the next one. */
static int64_t releases;
static int64_t hung;
static bool lost;

static ov_status_e give_port(
    size_t count, const stub_port* ports, size_t index, ov_output_const_port_t** port) {
  if (index >= count) return stub_says(OUT_OF_BOUNDS, "no such port");
  struct ov_output_const_port* made = stub_born(PORT, sizeof *made);
  made->port = ports[index];
  *port = made;
  return OK;
}

/* The number of the port of a name; the count when there is none. */
static size_t find(size_t count, const stub_port* ports, const char* name) {
  size_t length = strlen(name);
  for (size_t i = 0; i < count; i++) {
    const char* all = ports[i].name;
    const char* other = strchr(all, '|');
    bool is_first = strncmp(all, name, length) == 0 && (all[length] == 0 || all[length] == '|');
    if (is_first || (other != NULL && strcmp(other + 1, name) == 0)) return i;
  }
  return count;
}

ov_status_e ov_model_const_input_by_name(
    const ov_model_t* model, const char* tensor_name, ov_output_const_port_t** input_port) {
  ENTER();
  stub_check(MODEL, model, __func__);
  size_t index = find(model->inputs, model->input, tensor_name);
  return give_port(model->inputs, model->input, index, input_port);
}

ov_status_e ov_compiled_model_output_by_name(
    const ov_compiled_model_t* model, const char* name, ov_output_const_port_t** output_port) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  const struct ov_model* own = model->model;
  return give_port(own->outputs, own->output, find(own->outputs, own->output, name), output_port);
}

ov_status_e ov_model_const_input_by_index(
    const ov_model_t* model, const size_t index, ov_output_const_port_t** input_port) {
  ENTER();
  stub_check(MODEL, model, __func__);
  return give_port(model->inputs, model->input, index, input_port);
}

ov_status_e ov_compiled_model_input_by_index(
    const ov_compiled_model_t* model, const size_t index, ov_output_const_port_t** input_port) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  return give_port(model->model->inputs, model->model->input, index, input_port);
}

ov_status_e ov_compiled_model_output_by_index(
    const ov_compiled_model_t* model, const size_t index, ov_output_const_port_t** output_port) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  return give_port(model->model->outputs, model->model->output, index, output_port);
}

ov_status_e ov_compiled_model_inputs_size(const ov_compiled_model_t* model, size_t* size) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  *size = model->model->inputs;
  return OK;
}

ov_status_e ov_compiled_model_outputs_size(const ov_compiled_model_t* model, size_t* size) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  *size = model->model->outputs;
  return OK;
}

ov_status_e ov_compiled_model_get_property(
    const ov_compiled_model_t* model, const char* property_key, char** property_value) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  if (strcmp(property_key, "EXECUTION_DEVICES") != 0) return stub_says(NOT_FOUND, "no such key");
  char text[NAME_MAX_BYTES];
  bool chooses = strncmp(model->device, "AUTO", 4) == 0;
  snprintf(text, sizeof text, "%.60s", chooses ? stub_setting("devices") : model->device);
  if (chooses && strchr(text, ',') != NULL) *strchr(text, ',') = 0;
  *property_value = stub_text(text);
  return OK;
}

ov_status_e ov_port_get_any_name(const ov_output_const_port_t* port, char** tensor_name) {
  ENTER();
  stub_check(PORT, port, __func__);
  char first[NAME_MAX_BYTES];
  snprintf(first, sizeof first, "%s", port->port.name);
  first[strcspn(first, "|")] = 0;
  *tensor_name = stub_text(first);
  return OK;
}

ov_status_e ov_port_get_element_type(
    const ov_output_const_port_t* port, ov_element_type_e* tensor_type) {
  ENTER();
  stub_check(PORT, port, __func__);
  *tensor_type = stub_type_out(port->port.type);
  return OK;
}

ov_status_e ov_port_get_partial_shape(
    const ov_output_const_port_t* port, ov_partial_shape_t* partial_shape) {
  ENTER();
  stub_check(PORT, port, __func__);
  stub_give_partial_shape(port->port.rank, port->port.dims, partial_shape);
  return OK;
}

ov_status_e ov_const_port_get_shape(
    const ov_output_const_port_t* port, ov_shape_t* tensor_shape) {
  ENTER();
  stub_check(PORT, port, __func__);
  for (int i = 0; i < port->port.rank; i++) {
    if (port->port.dims[i] < 0) return stub_says(GENERAL_ERROR, "a dynamic shape");
  }
  stub_give_shape(port->port.rank, port->port.dims, tensor_shape);
  return OK;
}

void ov_output_const_port_free(ov_output_const_port_t* port) { stub_dies(PORT, port); }

void ov_compiled_model_free(ov_compiled_model_t* compiled_model) {
  stub_check(COMPILED, compiled_model, __func__);
  stub_model_drop(compiled_model->model);
  stub_dies(COMPILED, compiled_model);
}

static stub_memory* memory_for(const stub_port* port) {
  return stub_memory_new(port->type, port->rank, port->dims);
}

ov_status_e ov_compiled_model_create_infer_request(
    const ov_compiled_model_t* model, ov_infer_request_t** infer_request) {
  ENTER();
  stub_check(COMPILED, model, __func__);
  struct ov_infer_request* made = stub_born(REQUEST, sizeof *made);
  made->model = stub_model_copy(model->model);
  snprintf(made->device, sizeof made->device, "%s", model->device);
  struct ov_model* own = made->model;
  for (size_t i = 0; i < own->inputs; i++) made->input[i] = memory_for(&own->input[i]);
  for (size_t i = 0; i < own->outputs; i++) made->output[i] = memory_for(&own->output[i]);
  *infer_request = made;
  return OK;
}

static ov_status_e put_tensor(
    const stub_port* port, stub_memory** place, const ov_tensor_t* tensor) {
  stub_check(TENSOR, tensor, "set_tensor");
  stub_memory* memory = tensor->memory;
  bool fits = memory->type == port->type && memory->rank == port->rank
      && memcmp(memory->dims, port->dims, (size_t)port->rank * sizeof *port->dims) == 0;
  if (!fits) return stub_says(PARAMETER_MISMATCH, "tensor and port differ in type or shape");
  stub_memory_keep(memory);
  stub_memory_drop(*place);
  *place = memory;
  return OK;
}

ov_status_e ov_infer_request_set_input_tensor_by_index(
    ov_infer_request_t* infer_request, const size_t idx, const ov_tensor_t* tensor) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  if (infer_request->running) return stub_says(REQUEST_BUSY, "the request is running");
  if (idx >= infer_request->model->inputs) return OUT_OF_BOUNDS;
  return put_tensor(&infer_request->model->input[idx], &infer_request->input[idx], tensor);
}

ov_status_e ov_infer_request_set_output_tensor_by_index(
    ov_infer_request_t* infer_request, const size_t idx, const ov_tensor_t* tensor) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  if (infer_request->running) return stub_says(REQUEST_BUSY, "the request is running");
  if (idx >= infer_request->model->outputs) return OUT_OF_BOUNDS;
  return put_tensor(&infer_request->model->output[idx], &infer_request->output[idx], tensor);
}

ov_status_e ov_infer_request_set_tensor(
    ov_infer_request_t* infer_request, const char* tensor_name, const ov_tensor_t* tensor) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  struct ov_model* own = infer_request->model;
  size_t idx = find(own->outputs, own->output, tensor_name);
  if (idx >= own->outputs) return stub_says(NOT_FOUND, "no output of that name");
  return put_tensor(&own->output[idx], &infer_request->output[idx], tensor);
}

static ov_status_e give_output(
    const ov_infer_request_t* infer_request, size_t idx, ov_tensor_t** tensor) {
  if (idx >= infer_request->model->outputs) return OUT_OF_BOUNDS;
  struct ov_tensor* made = stub_born(TENSOR, sizeof *made);
  stub_memory* memory = infer_request->output[idx];
  if (strcmp(stub_setting("shape"), "wrong") == 0) {
    int64_t dims[] = {3, 7};
    made->memory = stub_memory_new(memory->type, 2, dims);
  } else {
    made->memory = stub_memory_keep(memory);
  }
  *tensor = made;
  return OK;
}

ov_status_e ov_infer_request_get_output_tensor_by_index(
    const ov_infer_request_t* infer_request, const size_t idx, ov_tensor_t** tensor) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  return give_output(infer_request, idx, tensor);
}

ov_status_e ov_infer_request_get_tensor(
    const ov_infer_request_t* infer_request, const char* tensor_name, ov_tensor_t** tensor) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  const struct ov_model* own = infer_request->model;
  return give_output(infer_request, find(own->outputs, own->output, tensor_name), tensor);
}

static float half_to_float(uint16_t half) {
  int exponent = (half >> 10) & 31;
  float value = (float)(half & 1023) / 1024.0f + (exponent == 0 ? 0.0f : 1.0f);
  int power = (exponent == 0 ? 1 : exponent) - 15;
  for (; power > 0; power--) value *= 2.0f;
  for (; power < 0; power++) value /= 2.0f;
  return half & 0x8000 ? -value : value;
}

static uint16_t float_to_half(float value) {
  uint16_t sign = value < 0 ? 0x8000 : 0;
  float size = value < 0 ? -value : value;
  if (size == 0) return sign;
  int exponent = 15;
  for (; size >= 2 && exponent < 30; exponent++) size /= 2;
  for (; size < 1 && exponent > 1; exponent--) size *= 2;
  return (uint16_t)(sign | (exponent << 10) | ((int)((size - 1) * 1024) & 1023));
}

static float read_at(const stub_memory* memory, size_t i) {
  float whole;
  uint16_t half;
  if (memory->type == T_F16) {
    memcpy(&half, memory->data + 2 * i, sizeof half);
    return half_to_float(half);
  }
  memcpy(&whole, memory->data + 4 * i, sizeof whole);
  return whole;
}

static void write_at(stub_memory* memory, size_t i, float value) {
  uint16_t half = float_to_half(value);
  if (memory->type == T_F16) memcpy(memory->data + 2 * i, &half, sizeof half);
  if (memory->type == T_F32) memcpy(memory->data + 4 * i, &value, sizeof value);
}

/* Output o, element i: the mean over j of input[j] * ((i + j + o) % 7 + 1), plus a weight. */
static void compute(struct ov_infer_request* request, const char* how) {
  const stub_memory* input = request->input[0];
  size_t count = input->bytes / stub_type_bytes(input->type);
  const stub_memory* weights = request->model->weights;
  float bias = weights != NULL && weights->bytes > 0 ? (float)(unsigned char)weights->data[0] : 0;
  for (size_t o = 0; o < request->model->outputs; o++) {
    stub_memory* output = request->output[o];
    for (size_t i = 0; i < output->bytes / stub_type_bytes(output->type); i++) {
      double sum = 0;
      for (size_t j = 0; j < count; j++) sum += read_at(input, j) * (double)((i + j + o) % 7 + 1);
      float value = (float)(sum / (double)count) + bias;
      if (strcmp(how, "wrong") == 0) value = 1000 - value;
      if (strcmp(how, "nan") == 0) value = 0.0f / 0.0f;
      write_at(output, i, value);
    }
  }
}

static const char* how_to_run(const struct ov_infer_request* request) {
  char key[NAME_MAX_BYTES + 8];
  snprintf(key, sizeof key, "run.%s", request->device);
  const char* how = stub_setting(key);
  return how[0] == 0 ? stub_setting("run") : how;
}

static void* run(void* argument) {
  struct ov_infer_request* request = argument;
  char how[NAME_MAX_BYTES];
  snprintf(how, sizeof how, "%s", how_to_run(request));
  ov_status_e outcome = OK;
  if (strncmp(how, "slow:", 5) == 0) {
    int64_t millis = atoll(how + 5);
    struct timespec pause = {millis / 1000, (millis % 1000) * 1000000};
    nanosleep(&pause, NULL);
  }
  if (strcmp(how, "crash") == 0) raise(SIGSEGV);
  if (strcmp(how, "hang") == 0) {
    pthread_mutex_lock(&stub_mutex);
    hung++;
    while (releases == request->releases_at_start) pthread_cond_wait(&stub_moved, &stub_mutex);
    pthread_mutex_unlock(&stub_mutex);
  }
  if (strcmp(how, "lost") == 0 || lost) {
    lost = true;
    outcome = UNKNOW_EXCEPTION;
  } else {
    compute(request, how);
  }
  pthread_mutex_lock(&stub_mutex);
  hung -= strcmp(how, "hang") == 0 ? 1 : 0;
  request->outcome = outcome;
  request->finished = true;
  pthread_cond_broadcast(&stub_moved);
  pthread_mutex_unlock(&stub_mutex);
  return NULL;
}

int64_t stub_hung(void) {
  pthread_mutex_lock(&stub_mutex);
  int64_t count = hung;
  pthread_mutex_unlock(&stub_mutex);
  return count;
}

void stub_release_hung(void) {
  pthread_mutex_lock(&stub_mutex);
  releases++;
  pthread_cond_broadcast(&stub_moved);
  pthread_mutex_unlock(&stub_mutex);
}

ov_status_e ov_infer_request_start_async(ov_infer_request_t* infer_request) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  if (infer_request->running) return stub_says(REQUEST_BUSY, "the request is running");
  lost = lost && strcmp(how_to_run(infer_request), "lost") == 0;
  infer_request->releases_at_start = releases;
  infer_request->running = true;
  infer_request->finished = false;
  pthread_create(&infer_request->thread, NULL, run, infer_request);
  return OK;
}

ov_status_e ov_infer_request_wait_for(
    ov_infer_request_t* infer_request, const int64_t timeout) {
  ENTER();
  stub_check(REQUEST, infer_request, __func__);
  if (!infer_request->running) return stub_says(INFER_NOT_STARTED, "nothing was started");
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  int64_t nanos = until.tv_nsec + timeout % 1000 * 1000000;
  until.tv_sec += timeout / 1000 + nanos / 1000000000;
  until.tv_nsec = nanos % 1000000000;
  int waited = 0;
  pthread_mutex_lock(&stub_mutex);
  while (!infer_request->finished && waited != ETIMEDOUT) {
    waited = pthread_cond_timedwait(&stub_moved, &stub_mutex, &until);
  }
  bool finished = infer_request->finished;
  pthread_mutex_unlock(&stub_mutex);
  if (!finished) return RESULT_NOT_READY;
  pthread_join(infer_request->thread, NULL);
  infer_request->running = false;
  ov_status_e outcome = infer_request->outcome;
  return outcome == OK ? OK : stub_says(outcome, "the device is lost");
}

void ov_infer_request_free(ov_infer_request_t* infer_request) {
  stub_check(REQUEST, infer_request, __func__);
  if (infer_request->running) {
    fprintf(stderr, "openvino stub: a request was freed while it runs\n");
    abort();
  }
  struct ov_model* own = infer_request->model;
  for (size_t i = 0; i < own->inputs; i++) stub_memory_drop(infer_request->input[i]);
  for (size_t i = 0; i < own->outputs; i++) stub_memory_drop(infer_request->output[i]);
  stub_model_drop(own);
  stub_dies(REQUEST, infer_request);
}
