package io.facegate.inference.openvino;

import io.facegate.inference.FakeEngine;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.OutputSpec;
import io.facegate.inference.SelfTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A model of any size for the stub, as a file of a folder, with golden figures and checksum. */
record WholeModel(Path folder) {
  /** The stub's computation in plain Java, slower than the stub whose place it takes. */
  static FakeEngine plain() {
    FakeEngine plain =
        new FakeEngine("plain Java", (input, place) -> StubModel.expected(input, 0, place, 0));
    plain.wholeMillis = 40;
    return plain;
  }

  ModelForms forms() throws IOException, GeneralSecurityException {
    StubModel plain = StubModel.of("input data f32 ?,3,?,?", "output embedding f32 1,5");
    List<Double> golden;
    try (FakeEngine engine = plain();
        Model model = engine.open(plain.card(), plain.content(), plain.card().input())) {
      golden = SelfTest.figures(model).getFirst();
    }
    ModelCard card = plain.expecting(new OutputSpec("embedding", List.of(1, 5), golden)).card();
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(plain.content());
    ModelCard whole =
        new ModelCard(
            card.role(), card.id(), card.file(), plain.content().length,
            HexFormat.of().formatHex(sum), card.licence(), card.origin(), card.input(),
            card.outputs(), card.crop(), card.scoreScale(), card.calibration(), card.options(),
            card.int8(), card.openvino(), card.verifies());
    Files.write(folder.resolve(card.file()), plain.content());
    return ModelForms.of(whole, new ModelFolder(folder)).orElseThrow();
  }
}
