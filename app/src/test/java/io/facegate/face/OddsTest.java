package io.facegate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OddsTest {
  @Test
  void tellsTheLikeliest() {
    Odds<Race> odds = new Odds<>(Map.of(Race.WHITE, .25, Race.BLACK, .7, Race.ARABS, .05));

    assertEquals(Race.BLACK, odds.best());
    assertEquals(.7, odds.bestShare());
    assertEquals(.25, odds.of(Race.WHITE));
    assertEquals(0, odds.of(Race.YELLOW));
  }

  @Test
  void takesTheFirstOfEquals() {
    assertEquals(Gender.FEMALE, new Odds<>(Map.of(Gender.MALE, .5, Gender.FEMALE, .5)).best());
  }

  @Test
  void keepsACopy() {
    Map<Gender, Double> shares = new EnumMap<>(Map.of(Gender.MALE, 1.0));
    Odds<Gender> odds = new Odds<>(shares);
    shares.put(Gender.MALE, 0.0);

    assertEquals(Odds.certain(Gender.MALE), odds);
    assertThrows(
        UnsupportedOperationException.class, () -> odds.shares().put(Gender.FEMALE, 1.0));
  }

  @Test
  void refusesWhatAreNoShares() {
    assertThrows(IllegalArgumentException.class, () -> new Odds<>(Map.of(Gender.MALE, .9)));
    assertThrows(IllegalArgumentException.class, () -> new Odds<Gender>(Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Odds<>(Map.of(Gender.MALE, 1.5, Gender.FEMALE, -.5)));
    assertThrows(
        IllegalArgumentException.class, () -> new Odds<>(Map.of(Gender.MALE, Double.NaN)));
  }
}
