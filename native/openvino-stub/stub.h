/* What the parts of the stub share, and what tests call beside the API itself. */
#ifndef FACEGATE_STUB_H
#define FACEGATE_STUB_H

#include <pthread.h>

#include "openvino_c.h"

enum { DIMS_MAX = 8, PORTS_MAX = 16, NAME_MAX_BYTES = 64 };

/* What can be alive at a time; stub_live counts each. */
typedef enum {
  CORE, MODEL, COMPILED, REQUEST, TENSOR, PORT, SHAPE, PARTIAL_SHAPE, TEXT, DEVICES, VERSION, KINDS
} stub_kind;

/*
 * Tells the stub how to behave, as KEY=VALUE; FACEGATE_OPENVINO_STUB in the environment holds such
 * pairs, divided by semicolons, that apply from the start and after stub_reset.
 *
 *   devices=CPU,GPU      what is there; any other device cannot compile (default: CPU)
 *   element_types=2026   how element types are numbered: 2024 or 2026 (default: 2026)
 *   run=ok               or slow:MILLIS, hang, wrong, nan, crash (ends the process),
 *                        lost (an error, and nothing works after)
 *   run.DEVICE=...       the same, for models compiled for that device; goes before run
 *   shape=ok             or wrong: outputs come back in another shape than their ports say
 *   memory=ok            or misaligned: tensors lie one byte beside where they ought to
 */
API int stub_set(const char* pair);

/* The next calls of a function return a status, with a message, instead of doing anything. */
API void stub_fail(const char* function, int status, const char* message, int times);

/* Behaves as at the start again; what lives goes on living, uncounted. */
API void stub_reset(void);

/* How many of a kind are alive; -1 for all together. Kinds are numbered as stub_kind. */
API int64_t stub_live(int kind);

/* How often a function was called since the last reset. */
API int64_t stub_calls(const char* function);

/* What the last variadic call was given: "DEVICE|KEY=VALUE|KEY=VALUE|". */
API const char* stub_last_properties(void);

/* Ends the runs that hang: they write their outputs now, wherever these lie. */
API void stub_release_hung(void);

/* How many runs hang. */
API int64_t stub_hung(void);

/* Below: between the parts of the stub alone. */

typedef struct {
  char name[NAME_MAX_BYTES];
  int type;
  int rank;
  int64_t dims[DIMS_MAX];
} stub_port;

typedef struct {
  int64_t references;
  int type;
  int rank;
  int64_t dims[DIMS_MAX];
  size_t bytes;
  void* allocated;
  char* data;
} stub_memory;

/* As the numbering of 2026 has them. */
enum { T_F16 = 3, T_F32 = 4, T_I64 = 10, T_U8 = 16 };

struct ov_core { uint32_t magic; };
struct ov_tensor { uint32_t magic; stub_memory* memory; };
struct ov_output_const_port { uint32_t magic; stub_port port; };

struct ov_model {
  uint32_t magic;
  size_t inputs, outputs;
  stub_port input[PORTS_MAX], output[PORTS_MAX];
  stub_memory* weights;
};

struct ov_compiled_model {
  uint32_t magic;
  struct ov_model* model;
  char device[NAME_MAX_BYTES];
};

struct ov_infer_request {
  uint32_t magic;
  struct ov_model* model;
  char device[NAME_MAX_BYTES];
  stub_memory* input[PORTS_MAX];
  stub_memory* output[PORTS_MAX];
  bool running, finished;
  int64_t releases_at_start;
  ov_status_e outcome;
  pthread_t thread;
};

extern pthread_mutex_t stub_mutex;
extern pthread_cond_t stub_moved;

void* stub_born(stub_kind kind, size_t size);
void stub_dies(stub_kind kind, void* handle);
void stub_count(stub_kind kind, int64_t by);
void stub_check(stub_kind kind, const void* handle, const char* function);
char* stub_text(const char* text);
ov_status_e stub_enter(const char* function);
ov_status_e stub_says(ov_status_e status, const char* message);
const char* stub_setting(const char* key);
bool stub_has_device(const char* device);
void stub_remember_properties(const char* text);
int stub_type_in(ov_element_type_e told);
ov_element_type_e stub_type_out(int type);
size_t stub_type_bytes(int type);
stub_memory* stub_memory_new(int type, int rank, const int64_t* dims);
stub_memory* stub_memory_keep(stub_memory* memory);
void stub_memory_drop(stub_memory* memory);
void stub_give_shape(int rank, const int64_t* dims, ov_shape_t* shape);
void stub_give_partial_shape(
    int64_t rank, const int64_t* dims, ov_partial_shape_t* partial_shape);
struct ov_model* stub_model_copy(const struct ov_model* model);
void stub_model_drop(struct ov_model* model);

/* Leaves a function with what stub_fail ordered for it. */
#define ENTER() \
  do { ov_status_e ordered = stub_enter(__func__); if (ordered != OK) return ordered; } while (0)

#endif
