package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void namesStayText() {
    assertEquals(
        "&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp;amp;",
        Html.escaped("<img src=\"x\" onerror='y'> &amp;"));
  }

  @Test
  void signsThatMisleadAreShown() {
    assertEquals("a\uFFFDb\uFFFDgpj\uFFFDc", Html.escaped("a\0b\u202Egpj\uD800c"));
    assertEquals("张三 é \uD83D\uDE00", Html.escaped("张三 é \uD83D\uDE00"));
  }

  @Test
  void numbersAreTheSameEverywhere() {
    assertEquals("1234.50", Html.number(1234.5, 2));
    assertEquals("-3", Html.number(-3.2, 0));
    assertEquals("0", Html.number(-0.2, 0));
  }
}
