package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Encodings, columns, and the figures of a running service. */
class TerminalTest {
  @Test
  void whatCannotShowChineseIsNotUsed() {
    assertEquals(StandardCharsets.UTF_8, Terminal.charset("ANSI_X3.4-1968"));
    assertEquals(StandardCharsets.UTF_8, Terminal.charset("ISO-8859-1"));
    assertEquals(StandardCharsets.UTF_8, Terminal.charset(null));
    assertEquals(StandardCharsets.UTF_8, Terminal.charset("nonesuch"));
    assertEquals(Charset.forName("GB18030"), Terminal.charset("GB18030"));
  }

  @Test
  void columnsLineUpInChineseToo() {
    Table table = new Table("摄像机", "STATE");
    table.row("gate-1", "online");
    table.row("大厅", "");
    assertEquals(List.of("摄像机  STATE", "gate-1  online", "大厅"), table.lines());
  }

  @Test
  void figuresAreReadFromPrometheusText() {
    Metrics metrics =
        Metrics.read(
            """
            # HELP facegate_gallery_faces enrolled faces
            facegate_gallery_faces{scope="application",} 12.0
            facegate_camera_frames_total{camera="a-1",scope="application",} 3.0
            jvm_uptime_seconds 2.5
            broken{ 1
            odd{scope="x"} none
            """);
    assertEquals(OptionalDouble.of(12), metrics.figure("facegate_gallery_faces"));
    assertEquals(OptionalDouble.of(3), metrics.figure("facegate_camera_frames_total", "a-1"));
    assertEquals(OptionalDouble.empty(), metrics.figure("facegate_camera_frames_total", "b"));
    assertEquals(OptionalDouble.of(2.5), metrics.figure("jvm_uptime_seconds"));
    assertEquals(OptionalDouble.empty(), metrics.figure("odd"));
  }
}
