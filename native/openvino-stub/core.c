/* Version, devices, properties, and models: read, reshaped, compiled. */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stub.h"

ov_status_e ov_get_openvino_version(ov_version_t* version) {
  ENTER();
  stub_count(VERSION, 1);
  version->buildNumber = strdup("0.0.0-stub");
  version->description = strdup("facegate's stand-in for OpenVINO");
  return OK;
}

void ov_version_free(ov_version_t* version) {
  stub_count(VERSION, -1);
  free((void*)version->buildNumber);
  free((void*)version->description);
  memset(version, 0, sizeof *version);
}

ov_status_e ov_core_create(ov_core_t** core) {
  ENTER();
  *core = stub_born(CORE, sizeof **core);
  return OK;
}

void ov_core_free(ov_core_t* core) { stub_dies(CORE, core); }

ov_status_e ov_core_get_available_devices(const ov_core_t* core, ov_available_devices_t* devices) {
  ENTER();
  stub_check(CORE, core, __func__);
  stub_count(DEVICES, 1);
  devices->devices = calloc(PORTS_MAX, sizeof(char*));
  devices->size = 0;
  char* copy = strdup(stub_setting("devices"));
  char* rest = NULL;
  for (char* one = strtok_r(copy, ",", &rest); one != NULL && devices->size < PORTS_MAX;
       one = strtok_r(NULL, ",", &rest)) {
    devices->devices[devices->size++] = strdup(one);
  }
  free(copy);
  return OK;
}

void ov_available_devices_free(ov_available_devices_t* devices) {
  stub_count(DEVICES, -1);
  for (size_t i = 0; i < devices->size; i++) free(devices->devices[i]);
  free(devices->devices);
  memset(devices, 0, sizeof *devices);
}

static void remember(const char* device, size_t pairs, va_list arguments) {
  char text[2048];
  size_t used = (size_t)snprintf(text, sizeof text, "%s|", device == NULL ? "" : device);
  for (size_t i = 0; i < pairs && used < sizeof text; i++) {
    const char* key = va_arg(arguments, const char*);
    const char* value = va_arg(arguments, const char*);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s=%s|", key, value);
  }
  stub_remember_properties(text);
}

ov_status_e ov_core_set_property(const ov_core_t* core, const char* device_name, ...) {
  ENTER();
  stub_check(CORE, core, __func__);
  va_list arguments;
  va_start(arguments, device_name);
  remember(device_name, 1, arguments);
  va_end(arguments);
  return OK;
}

ov_status_e ov_core_get_property(
    const ov_core_t* core, const char* device_name, const char* property_key,
    char** property_value) {
  ENTER();
  stub_check(CORE, core, __func__);
  if (!stub_has_device(device_name)) return stub_says(NOT_FOUND, "no such device");
  if (strcmp(property_key, "FULL_DEVICE_NAME") != 0) return stub_says(NOT_FOUND, "no such key");
  char text[2 * NAME_MAX_BYTES];
  snprintf(text, sizeof text, "stub %.60s", device_name);
  *property_value = stub_text(text);
  return OK;
}

/* "1,3,?,?": -1 for what is open. */
static int read_dims(char* text, int64_t* dims) {
  int rank = 0;
  char* rest = NULL;
  for (char* one = strtok_r(text, ",", &rest); one != NULL && rank < DIMS_MAX;
       one = strtok_r(NULL, ",", &rest)) {
    dims[rank++] = strcmp(one, "?") == 0 ? -1 : atoll(one);
  }
  return rank;
}

static bool read_port(char* text, stub_port* port) {
  char type[8];
  char dims[128];
  if (sscanf(text, "%63s %7s %127s", port->name, type, dims) != 3) return false;
  port->type = strcmp(type, "f16") == 0 ? T_F16 : strcmp(type, "i64") == 0 ? T_I64 : T_F32;
  port->rank = read_dims(dims, port->dims);
  return true;
}

/*
 * A model of the stub is a text: a first line "facegate-stub-model", then lines "input NAME TYPE
 * DIMS" and "output NAME TYPE DIMS". A port may have two names, NAME|OTHER; asked for any, it tells
 * the first.
 */
static bool read_text(char* text, struct ov_model* model) {
  char* rest = NULL;
  char* line = strtok_r(text, "\n", &rest);
  if (line == NULL || strcmp(line, "facegate-stub-model") != 0) return false;
  for (line = strtok_r(NULL, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    if (strncmp(line, "input ", 6) == 0 && model->inputs < PORTS_MAX) {
      if (!read_port(line + 6, &model->input[model->inputs++])) return false;
    } else if (strncmp(line, "output ", 7) == 0 && model->outputs < PORTS_MAX) {
      if (!read_port(line + 7, &model->output[model->outputs++])) return false;
    } else {
      return false;
    }
  }
  return model->inputs > 0 && model->outputs > 0;
}

ov_status_e ov_core_read_model_from_memory_buffer(
    const ov_core_t* core, const char* model_str, const size_t str_len, const ov_tensor_t* weights,
    ov_model_t** model) {
  ENTER();
  stub_check(CORE, core, __func__);
  char* text = strndup(model_str, str_len);
  struct ov_model* read = stub_born(MODEL, sizeof *read);
  bool good = read_text(text, read);
  free(text);
  if (!good) {
    stub_dies(MODEL, read);
    return stub_says(NETWORK_NOT_READ, "this stub reads its own models alone");
  }
  if (weights != NULL) {
    stub_check(TENSOR, weights, __func__);
    read->weights = stub_memory_keep(weights->memory);
  }
  *model = read;
  return OK;
}

struct ov_model* stub_model_copy(const struct ov_model* model) {
  struct ov_model* copy = malloc(sizeof *copy);
  memcpy(copy, model, sizeof *copy);
  if (copy->weights != NULL) stub_memory_keep(copy->weights);
  return copy;
}

void stub_model_drop(struct ov_model* model) {
  if (model->weights != NULL) stub_memory_drop(model->weights);
  free(model);
}

void ov_model_free(ov_model_t* model) {
  stub_check(MODEL, model, __func__);
  if (model->weights != NULL) stub_memory_drop(model->weights);
  stub_dies(MODEL, model);
}

ov_status_e ov_model_inputs_size(const ov_model_t* model, size_t* input_size) {
  ENTER();
  stub_check(MODEL, model, __func__);
  *input_size = model->inputs;
  return OK;
}

ov_status_e ov_model_reshape_single_input(
    const ov_model_t* model, const ov_partial_shape_t partial_shape) {
  ENTER();
  stub_check(MODEL, model, __func__);
  stub_port* port = &((struct ov_model*)model)->input[0];
  if (model->inputs != 1 || partial_shape.rank.min != partial_shape.rank.max
      || partial_shape.rank.min != port->rank) {
    return stub_says(PARAMETER_MISMATCH, "that shape does not fit");
  }
  int64_t cells = 1;
  for (int i = 0; i < port->rank; i++) {
    if (port->dims[i] >= 0 && port->dims[i] != partial_shape.dims[i].max) {
      return stub_says(PARAMETER_MISMATCH, "that side is fixed");
    }
    if (i >= 2) cells *= partial_shape.dims[i].max;
  }
  for (int i = 0; i < port->rank; i++) port->dims[i] = partial_shape.dims[i].max;
  for (size_t out = 0; out < model->outputs; out++) {
    stub_port* output = &((struct ov_model*)model)->output[out];
    for (int i = 0; i < output->rank; i++) {
      if (output->dims[i] < 0) output->dims[i] = cells;
    }
  }
  return OK;
}

ov_status_e ov_core_compile_model(
    const ov_core_t* core, const ov_model_t* model, const char* device_name,
    const size_t property_args_size, ov_compiled_model_t** compiled_model, ...) {
  ENTER();
  stub_check(CORE, core, __func__);
  stub_check(MODEL, model, __func__);
  if (property_args_size % 2 != 0) return INVALID_C_PARAM;
  va_list arguments;
  va_start(arguments, compiled_model);
  remember(device_name, property_args_size / 2, arguments);
  va_end(arguments);
  if (!stub_has_device(device_name)) {
    char message[160];
    snprintf(message, sizeof message, "Device with \"%.60s\" name is not registered", device_name);
    return stub_says(GENERAL_ERROR, message);
  }
  struct ov_compiled_model* made = stub_born(COMPILED, sizeof *made);
  made->model = stub_model_copy(model);
  snprintf(made->device, sizeof made->device, "%s", device_name);
  *compiled_model = made;
  return OK;
}
