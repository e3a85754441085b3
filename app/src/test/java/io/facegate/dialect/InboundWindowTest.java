package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InboundWindowTest {
  private static final byte[] FULL = Http2Frames.frame(Http2Frames.DATA, 0, 1, new byte[16_384]);

  private final InboundWindow window = new InboundWindow();

  @Test
  void callersKeepToWhatTheyWereGranted() {
    window.take(Http2Frames.preface());
    for (int i = 0; i < 3; i++) {
      window.take(FULL);
    }
    assertThrows(CloseConnectionException.class, () -> window.take(FULL));
  }

  @Test
  void grantsCountForTheWholeConnectionOnly() {
    window.take(Http2Frames.preface());
    window.note(BufferData.create(update(1, 1 << 20)));
    for (int i = 0; i < 3; i++) {
      window.take(FULL);
    }
    window.note(BufferData.create(update(0, 16_384)));
    window.take(FULL);
    assertThrows(CloseConnectionException.class, () -> window.take(FULL));
  }

  @Test
  void framesMayBeCutAnywhere() {
    byte[] all = new byte[24 + 9 + 3 * FULL.length];
    ByteBuffer bytes = ByteBuffer.wrap(all).put(Http2Frames.preface());
    bytes.put(FULL).put(FULL).put(FULL);
    for (int piece : new int[] {1, 7, 16_384, 20_000}) {
      InboundWindow fresh = new InboundWindow();
      for (int at = 0; at < all.length; at += piece) {
        fresh.take(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
      }
      assertThrows(CloseConnectionException.class, () -> fresh.take(FULL));
    }
  }

  @Test
  void otherFramesAreFree() {
    window.take(Http2Frames.preface());
    byte[] headers = Http2Frames.frame(Http2Frames.HEADERS, 0, 1, new byte[16_384]);
    for (int i = 0; i < 100; i++) {
      window.take(headers);
    }
  }

  private static byte[] update(int stream, int bytes) {
    return Http2Frames.frame(8, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }
}
