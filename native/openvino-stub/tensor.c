/* Element types, memory, shapes and tensors. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "stub.h"

enum { ALIGNMENT = 64 };

int stub_type_in(ov_element_type_e told) {
  return (int)told - (strcmp(stub_setting("element_types"), "2024") == 0 ? 1 : 0);
}

ov_element_type_e stub_type_out(int type) {
  return (ov_element_type_e)(type + (strcmp(stub_setting("element_types"), "2024") == 0 ? 1 : 0));
}

size_t stub_type_bytes(int type) {
  switch (type) {
    case T_U8: return 1;
    case T_F16: case T_F16 - 1: return 2;
    case T_F32: return 4;
    case T_F32 + 1: case T_I64: return 8;
    default: return 0;
  }
}

stub_memory* stub_memory_new(int type, int rank, const int64_t* dims) {
  stub_memory* memory = calloc(1, sizeof *memory);
  memory->references = 1;
  memory->type = type;
  memory->rank = rank;
  memory->bytes = stub_type_bytes(type);
  for (int i = 0; i < rank; i++) {
    memory->dims[i] = dims[i];
    memory->bytes *= (size_t)dims[i];
  }
  int beside = strcmp(stub_setting("memory"), "misaligned") == 0 ? 1 : 0;
  size_t room = memory->bytes + (size_t)beside + 1;
  if (posix_memalign(&memory->allocated, ALIGNMENT, room) != 0) abort();
  memory->data = (char*)memory->allocated + beside;
  memset(memory->allocated, 0, memory->bytes + (size_t)beside);
  return memory;
}

stub_memory* stub_memory_keep(stub_memory* memory) {
  __atomic_add_fetch(&memory->references, 1, __ATOMIC_SEQ_CST);
  return memory;
}

void stub_memory_drop(stub_memory* memory) {
  if (__atomic_sub_fetch(&memory->references, 1, __ATOMIC_SEQ_CST) == 0) {
    free(memory->allocated);
    free(memory);
  }
}

ov_status_e ov_tensor_create(
    const ov_element_type_e type, const ov_shape_t shape, ov_tensor_t** tensor) {
  ENTER();
  int known = stub_type_in(type);
  bool is_known = stub_type_bytes(known) != 0;
  if (!is_known || shape.rank < 0 || shape.rank > DIMS_MAX) return INVALID_C_PARAM;
  struct ov_tensor* made = stub_born(TENSOR, sizeof *made);
  made->memory = stub_memory_new(known, (int)shape.rank, shape.dims);
  *tensor = made;
  return OK;
}

void stub_give_shape(int rank, const int64_t* dims, ov_shape_t* shape) {
  stub_count(SHAPE, 1);
  shape->rank = rank;
  shape->dims = calloc((size_t)rank + 1, sizeof *dims);
  memcpy(shape->dims, dims, (size_t)rank * sizeof *dims);
}

ov_status_e ov_shape_free(ov_shape_t* shape) {
  stub_count(SHAPE, -1);
  free(shape->dims);
  memset(shape, 0, sizeof *shape);
  return OK;
}

void stub_give_partial_shape(
    int64_t rank, const int64_t* dims, ov_partial_shape_t* partial_shape) {
  stub_count(PARTIAL_SHAPE, 1);
  partial_shape->rank = (ov_rank_t){rank, rank};
  partial_shape->dims = calloc((size_t)rank + 1, sizeof *partial_shape->dims);
  for (int64_t i = 0; i < rank; i++) {
    bool is_open = dims[i] < 0;
    partial_shape->dims[i] = (ov_dimension_t){is_open ? 0 : dims[i], is_open ? -1 : dims[i]};
  }
}

ov_status_e ov_partial_shape_create_static(
    const int64_t rank, const int64_t* dims, ov_partial_shape_t* partial_shape) {
  ENTER();
  stub_give_partial_shape(rank, dims, partial_shape);
  return OK;
}

void ov_partial_shape_free(ov_partial_shape_t* partial_shape) {
  stub_count(PARTIAL_SHAPE, -1);
  free(partial_shape->dims);
  memset(partial_shape, 0, sizeof *partial_shape);
}

ov_status_e ov_tensor_get_shape(const ov_tensor_t* tensor, ov_shape_t* shape) {
  ENTER();
  stub_check(TENSOR, tensor, __func__);
  stub_give_shape(tensor->memory->rank, tensor->memory->dims, shape);
  return OK;
}

ov_status_e ov_tensor_get_byte_size(const ov_tensor_t* tensor, size_t* byte_size) {
  ENTER();
  stub_check(TENSOR, tensor, __func__);
  *byte_size = tensor->memory->bytes;
  return OK;
}

ov_status_e ov_tensor_data(const ov_tensor_t* tensor, void** data) {
  ENTER();
  stub_check(TENSOR, tensor, __func__);
  *data = tensor->memory->data;
  return OK;
}

void ov_tensor_free(ov_tensor_t* tensor) {
  stub_check(TENSOR, tensor, __func__);
  stub_memory_drop(tensor->memory);
  stub_dies(TENSOR, tensor);
}
