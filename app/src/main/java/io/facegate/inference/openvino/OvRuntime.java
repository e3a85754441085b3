package io.facegate.inference.openvino;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The loaded library, and what holds for all its handles: how a status becomes an exception, how
 * element types are numbered, and how many handles live.
 */
final class OvRuntime {
  static final int OK = 0;
  static final int RESULT_NOT_READY = -9;

  private static final int LAZY_AND_LOCAL = 1;
  private static final int MESSAGE_CHARS_MAX = 500;
  private static final List<String> STATUS_NAMES =
      List.of(
          "OK", "GENERAL_ERROR", "NOT_IMPLEMENTED", "NETWORK_NOT_LOADED", "PARAMETER_MISMATCH",
          "NOT_FOUND", "OUT_OF_BOUNDS", "UNEXPECTED", "REQUEST_BUSY", "RESULT_NOT_READY",
          "NOT_ALLOCATED", "INFER_NOT_STARTED", "NETWORK_NOT_READ", "INFER_CANCELLED",
          "INVALID_C_PARAM", "UNKNOWN_C_ERROR", "NOT_IMPLEMENT_C_METHOD", "UNKNOW_EXCEPTION");

  private final OpenVinoLibrary library;
  private final AtomicInteger live = new AtomicInteger();
  private final String version;
  private final int typeOffset;

  private OvRuntime(OpenVinoLibrary library) {
    this.library = library;
    this.version = readVersion();
    this.typeOffset = findTypeOffset();
  }

  /**
   * Loads a library.
   *
   * @param nameOrPath a file, or a name for the system's own search
   * @throws UnsatisfiedLinkError when it, or what it needs, is not there
   * @throws OvException when it is there and does not answer as documented
   */
  static OvRuntime load(String nameOrPath) {
    Map<String, Object> options =
        Map.of(
            Library.OPTION_STRING_ENCODING, "UTF-8",
            Library.OPTION_OPEN_FLAGS, LAZY_AND_LOCAL);
    return new OvRuntime(Native.load(nameOrPath, OpenVinoLibrary.class, options));
  }

  OpenVinoLibrary library() {
    return library;
  }

  /** As the library tells it, for instance 2026.2.1-12345. */
  String version() {
    return version;
  }

  /** The one place where a status code becomes an exception. */
  void check(int status, String doing) {
    if (status != OK) {
      String name =
          -status < STATUS_NAMES.size() && status < 0
              ? STATUS_NAMES.get(-status)
              : Integer.toString(status);
      throw new OvException(status, "%s failed with %s%s".formatted(doing, name, lastMessage()));
    }
  }

  private String lastMessage() {
    Pointer message = library.ov_get_last_err_msg();
    if (message == null) {
      return "";
    }
    String text = message.getString(0, "UTF-8").strip().replaceAll("\\s+", " ");
    library.ov_free(message);
    return ": " + text.substring(0, Math.min(text.length(), MESSAGE_CHARS_MAX));
  }

  /** A text that the caller owns: read and given back. */
  String take(PointerByReference reference) {
    Pointer text = given(reference, "a text");
    try {
      return text.getString(0, "UTF-8");
    } finally {
      library.ov_free(text);
    }
  }

  /** What a successful call handed over; a null is a fault of the library. */
  static Pointer given(PointerByReference reference, String what) {
    Pointer pointer = reference.getValue();
    if (pointer == null) {
      throw new OvException(OK, "OpenVINO gave no address for " + what);
    }
    return pointer;
  }

  private String readVersion() {
    OpenVinoLibrary.Version told = new OpenVinoLibrary.Version();
    check(library.ov_get_openvino_version(told), "asking for the version");
    try {
      Pointer number = told.buildNumber;
      return number == null ? "of unknown version" : number.getString(0, "UTF-8");
    } finally {
      library.ov_version_free(told);
    }
  }

  /*
   * OpenVINO 2024 numbers its element types from UNDEFINED, DYNAMIC on; 2026 has dropped UNDEFINED,
   * so that each number is one less. The number of F32 in the newer list is that of F16 in the
   * older: how many bytes an element of it takes tells which list the library has.
   */
  private int findTypeOffset() {
    PointerByReference tensor = new PointerByReference();
    check(
        library.ov_tensor_create(ElementType.F32.code(), OvShapes.value(1), tensor),
        "trying element types");
    Pointer handle = given(tensor, "a tensor");
    try {
      LongByReference bytes = new LongByReference();
      check(library.ov_tensor_get_byte_size(handle, bytes), "measuring an element");
      if (bytes.getValue() == ElementType.F32.bytes()) {
        return 0;
      }
      if (bytes.getValue() == ElementType.F16.bytes()) {
        return 1;
      }
      throw new OvException(
          OK,
          "element type %d has %d bytes: the C API is none we know"
              .formatted(ElementType.F32.code(), bytes.getValue()));
    } finally {
      library.ov_tensor_free(handle);
    }
  }

  int code(ElementType type) {
    return type.code() + typeOffset;
  }

  ElementType type(int code) {
    for (ElementType type : ElementType.values()) {
      if (type != ElementType.OTHER && type.code() + typeOffset == code) {
        return type;
      }
    }
    return ElementType.OTHER;
  }

  void born() {
    live.incrementAndGet();
  }

  void died() {
    live.decrementAndGet();
  }

  /** Handles that were made and not closed; 0 when all is well and closed. */
  int live() {
    return live.get();
  }
}
