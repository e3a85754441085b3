package io.facegate.ops;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/** Of the C library, one to one: socket(2), sendto(2), close(2), clock_gettime(2). */
interface CLibrary extends Library {
  int AF_UNIX = 1;
  int SOCK_DGRAM = 2;
  int SOCK_CLOEXEC = 0x80000;
  int MSG_NOSIGNAL = 0x4000;
  int CLOCK_MONOTONIC = 1;

  /** The library of this machine. */
  static CLibrary load() {
    return Native.load("c", CLibrary.class);
  }

  int socket(int domain, int type, int protocol) throws LastErrorException;

  NativeLong sendto(
      int socket, byte[] bytes, NativeLong length, int flags, byte[] address, int addressLength)
      throws LastErrorException;

  int close(int socket) throws LastErrorException;

  int clock_gettime(int clock, long[] secondsAndNanos) throws LastErrorException;
}
