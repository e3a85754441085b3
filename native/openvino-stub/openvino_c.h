/*
 * The part of OpenVINO's C API that facegate uses, as documented for the releases 2024 to 2026:
 * names, status codes and layouts, and nothing else. The stub is compiled against it, and the
 * JNA mapping in io.facegate.inference.openvino repeats it line by line.
 */
#ifndef FACEGATE_OPENVINO_C_H
#define FACEGATE_OPENVINO_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define API __attribute__((visibility("default")))

typedef enum {
  OK = 0,
  GENERAL_ERROR = -1,
  NOT_IMPLEMENTED = -2,
  NETWORK_NOT_LOADED = -3,
  PARAMETER_MISMATCH = -4,
  NOT_FOUND = -5,
  OUT_OF_BOUNDS = -6,
  UNEXPECTED = -7,
  REQUEST_BUSY = -8,
  RESULT_NOT_READY = -9,
  NOT_ALLOCATED = -10,
  INFER_NOT_STARTED = -11,
  NETWORK_NOT_READ = -12,
  INFER_CANCELLED = -13,
  INVALID_C_PARAM = -14,
  UNKNOWN_C_ERROR = -15,
  NOT_IMPLEMENT_C_METHOD = -16,
  UNKNOW_EXCEPTION = -17
} ov_status_e;

/*
 * An unsigned int. In 2024 and 2025 the list begins with UNDEFINED, DYNAMIC; in 2026 UNDEFINED is
 * gone, and every number after it is one less. Who calls must find out which it is.
 */
typedef unsigned int ov_element_type_e;

typedef struct {
  int64_t rank;
  int64_t* dims;
} ov_shape_t;

typedef struct ov_dimension {
  int64_t min;
  int64_t max;
} ov_dimension_t;

typedef ov_dimension_t ov_rank_t;

typedef struct ov_partial_shape {
  ov_rank_t rank;
  ov_dimension_t* dims;
} ov_partial_shape_t;

typedef struct ov_version {
  const char* buildNumber;
  const char* description;
} ov_version_t;

typedef struct {
  char** devices;
  size_t size;
} ov_available_devices_t;

typedef struct ov_core ov_core_t;
typedef struct ov_model ov_model_t;
typedef struct ov_compiled_model ov_compiled_model_t;
typedef struct ov_infer_request ov_infer_request_t;
typedef struct ov_tensor ov_tensor_t;
typedef struct ov_output_const_port ov_output_const_port_t;

API const char* ov_get_error_info(ov_status_e status);
API const char* ov_get_last_err_msg(void);
API void ov_free(const char* content);
API ov_status_e ov_get_openvino_version(ov_version_t* version);
API void ov_version_free(ov_version_t* version);

API ov_status_e ov_core_create(ov_core_t** core);
API void ov_core_free(ov_core_t* core);
API ov_status_e ov_core_get_available_devices(
    const ov_core_t* core, ov_available_devices_t* devices);
API void ov_available_devices_free(ov_available_devices_t* devices);
API ov_status_e ov_core_set_property(const ov_core_t* core, const char* device_name, ...);
API ov_status_e ov_core_get_property(
    const ov_core_t* core, const char* device_name, const char* property_key,
    char** property_value);
API ov_status_e ov_core_read_model_from_memory_buffer(
    const ov_core_t* core, const char* model_str, const size_t str_len, const ov_tensor_t* weights,
    ov_model_t** model);
API ov_status_e ov_core_compile_model(
    const ov_core_t* core, const ov_model_t* model, const char* device_name,
    const size_t property_args_size, ov_compiled_model_t** compiled_model, ...);

API void ov_model_free(ov_model_t* model);
API ov_status_e ov_model_inputs_size(const ov_model_t* model, size_t* input_size);
API ov_status_e ov_model_const_input_by_index(
    const ov_model_t* model, const size_t index, ov_output_const_port_t** input_port);
API ov_status_e ov_model_const_input_by_name(
    const ov_model_t* model, const char* tensor_name, ov_output_const_port_t** input_port);
API ov_status_e ov_model_reshape_single_input(
    const ov_model_t* model, const ov_partial_shape_t partial_shape);

API ov_status_e ov_partial_shape_create_static(
    const int64_t rank, const int64_t* dims, ov_partial_shape_t* partial_shape);
API void ov_partial_shape_free(ov_partial_shape_t* partial_shape);
API ov_status_e ov_shape_free(ov_shape_t* shape);

API ov_status_e ov_port_get_any_name(const ov_output_const_port_t* port, char** tensor_name);
API ov_status_e ov_port_get_partial_shape(
    const ov_output_const_port_t* port, ov_partial_shape_t* partial_shape);
API ov_status_e ov_const_port_get_shape(
    const ov_output_const_port_t* port, ov_shape_t* tensor_shape);
API ov_status_e ov_port_get_element_type(
    const ov_output_const_port_t* port, ov_element_type_e* tensor_type);
API void ov_output_const_port_free(ov_output_const_port_t* port);

API void ov_compiled_model_free(ov_compiled_model_t* compiled_model);
API ov_status_e ov_compiled_model_inputs_size(const ov_compiled_model_t* model, size_t* size);
API ov_status_e ov_compiled_model_outputs_size(const ov_compiled_model_t* model, size_t* size);
API ov_status_e ov_compiled_model_input_by_index(
    const ov_compiled_model_t* model, const size_t index, ov_output_const_port_t** input_port);
API ov_status_e ov_compiled_model_output_by_index(
    const ov_compiled_model_t* model, const size_t index, ov_output_const_port_t** output_port);
API ov_status_e ov_compiled_model_output_by_name(
    const ov_compiled_model_t* model, const char* name, ov_output_const_port_t** output_port);
API ov_status_e ov_compiled_model_get_property(
    const ov_compiled_model_t* model, const char* property_key, char** property_value);
API ov_status_e ov_compiled_model_create_infer_request(
    const ov_compiled_model_t* model, ov_infer_request_t** infer_request);

API void ov_infer_request_free(ov_infer_request_t* infer_request);
API ov_status_e ov_infer_request_set_input_tensor_by_index(
    ov_infer_request_t* infer_request, const size_t idx, const ov_tensor_t* tensor);
API ov_status_e ov_infer_request_set_output_tensor_by_index(
    ov_infer_request_t* infer_request, const size_t idx, const ov_tensor_t* tensor);
API ov_status_e ov_infer_request_get_output_tensor_by_index(
    const ov_infer_request_t* infer_request, const size_t idx, ov_tensor_t** tensor);
API ov_status_e ov_infer_request_set_tensor(
    ov_infer_request_t* infer_request, const char* tensor_name, const ov_tensor_t* tensor);
API ov_status_e ov_infer_request_get_tensor(
    const ov_infer_request_t* infer_request, const char* tensor_name, ov_tensor_t** tensor);
API ov_status_e ov_infer_request_start_async(ov_infer_request_t* infer_request);
API ov_status_e ov_infer_request_wait_for(
    ov_infer_request_t* infer_request, const int64_t timeout);

API ov_status_e ov_tensor_create(
    const ov_element_type_e type, const ov_shape_t shape, ov_tensor_t** tensor);
API ov_status_e ov_tensor_get_shape(const ov_tensor_t* tensor, ov_shape_t* shape);
API ov_status_e ov_tensor_get_byte_size(const ov_tensor_t* tensor, size_t* byte_size);
API ov_status_e ov_tensor_data(const ov_tensor_t* tensor, void** data);
API void ov_tensor_free(ov_tensor_t* tensor);

#endif
