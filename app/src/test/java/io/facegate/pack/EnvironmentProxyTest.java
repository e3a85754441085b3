package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxyTest {
  private static String chosen(Map<String, String> environment, String address)
      throws PackException {
    Proxy proxy = new EnvironmentProxy(environment).select(URI.create(address)).getFirst();
    return proxy.type() == Proxy.Type.DIRECT ? "direct" : proxy.address().toString();
  }

  @Test
  void withoutOneEverythingIsAskedDirectly() throws PackException {
    assertEquals("direct", chosen(Map.of(), "https://example.org/x"));
    assertEquals("direct", chosen(Map.of("https_proxy", " "), "https://example.org/x"));
    assertEquals("direct", chosen(Map.of("http_proxy", "http://p:1"), "https://example.org/x"));
  }

  @Test
  void isReadAsOtherProgramsReadIt() throws PackException {
    for (String name : List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")) {
      String proxy = chosen(Map.of(name, "http://proxy.site:3128/"), "https://example.org/x");
      assertEquals("proxy.site/<unresolved>:3128", proxy);
    }
    assertEquals(
        "proxy/<unresolved>:80", chosen(Map.of("https_proxy", "proxy"), "https://example.org/x"));
  }

  @Test
  void someHostsAreAskedDirectly() throws PackException {
    Map<String, String> environment =
        Map.of("https_proxy", "proxy:1", "no_proxy", "example.org, .site");
    assertEquals("direct", chosen(environment, "https://example.org/x"));
    assertEquals("direct", chosen(environment, "https://WWW.example.org/x"));
    assertEquals("direct", chosen(environment, "https://models.site/x"));
    assertEquals("direct", chosen(environment, "http://127.0.0.1:8080/x"));
    assertEquals("direct", chosen(environment, "http://[::1]:8080/x"));
    assertEquals("proxy/<unresolved>:1", chosen(environment, "https://notexample.org/x"));
    assertEquals("direct", chosen(Map.of("ALL_PROXY", "p:1", "NO_PROXY", "*"), "https://a.b/"));
  }

  @Test
  void whatIsNoneIsRefusedWithoutItsPassword() {
    for (String text :
        List.of("socks5://proxy:1", "http://user:secret@proxy:1", "https://proxy", "http://")) {
      PackException refused =
          assertThrows(
              PackException.class, () -> new EnvironmentProxy(Map.of("https_proxy", text)), text);
      assertEquals(PackFault.BAD_PROXY, refused.fault());
      assertEquals(-1, String.valueOf(refused.getMessage()).indexOf("secret"));
    }
  }
}
