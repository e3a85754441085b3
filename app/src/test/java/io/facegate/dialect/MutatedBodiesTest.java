package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.AccessConfig;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded request with some bytes of its body changed, cut off or doubled. */
class MutatedBodiesTest {
  private static final int ROUNDS = 30;
  private static final byte[] MARKS =
      "%&=+,{}[]\"\\:u-_ \n".getBytes(StandardCharsets.US_ASCII);

  private final CannedFaceService canned = new CannedFaceService();
  private final List<String> outcomes = new ArrayList<>();
  private final DialectRouter router =
      new DialectRouter(
          ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
          canned.service(),
          new OpenGate(AccessConfig.defaults()),
          (dialect, operation, outcome, took) -> outcomes.add(outcome),
          HttpLimits.defaults(),
          InstantSource.system());

  static Stream<CorpusCase> cases() {
    return CorpusCase.all().stream().filter(one -> one.body().length() > 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areAnsweredInTheDialectsWords(CorpusCase one) throws IOException {
    Random random = new Random(one.name().hashCode());
    byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutated(body, random);
      canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
      Answer answer = router.answer(one.request(mutated));
      assertEquals(200, answer.status());
      assertTrue(
          CorpusCase.code(answer.json()).asInt() != 0,
          () -> new String(mutated, StandardCharsets.ISO_8859_1) + " " + answer.json());
      assertNotEquals(FaceFailure.INTERNAL.name(), outcomes.getLast());
    }
  }

  private static byte[] mutated(byte[] body, Random random) {
    byte[] mutated = body.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      mutated[random.nextInt(mutated.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : MARKS[random.nextInt(MARKS.length)];
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(mutated, random.nextInt(mutated.length));
      case 1 -> Arrays.copyOfRange(mutated, random.nextInt(mutated.length), mutated.length);
      case 2 -> doubled(mutated);
      default -> mutated;
    };
  }

  private static byte[] doubled(byte[] body) {
    byte[] doubled = Arrays.copyOf(body, 2 * body.length);
    System.arraycopy(body, 0, doubled, body.length, body.length);
    return doubled;
  }
}
