package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.OpenVinoFiles;
import io.facegate.inference.OutputSpec;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.testing.Shared;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The IR files of the catalog, read without OpenVINO: their ports and weights are those the cards
 * promise, by the rules of {@link PortPlan}.
 */
class IrFilesIT {
  @Test
  void portsAreThoseOfTheCards() throws Exception {
    ModelFolder folder = new ModelFolder(Shared.models());
    int count = 0;
    for (ModelCard card : ModelCatalogReader.builtIn().models()) {
      for (OpenVinoFiles files : card.openvino()) {
        byte[] graph = folder.read(card.role(), files.xml()).orElseThrow();
        byte[] weights = folder.read(card.role(), files.bin()).orElseThrow();
        check(card, document(graph), weights.length);
        count++;
      }
    }
    assertTrue(count >= 2, "the catalog names IR files");
  }

  private static void check(ModelCard card, Document net, int weightBytes) {
    Map<String, Element> layers = new HashMap<>();
    List<OvPort> inputs = new ArrayList<>();
    long weightsEnd = 0;
    for (Element layer : elements(net, "layer")) {
      layers.put(layer.getAttribute("id"), layer);
      for (Element data : elements(layer, "data")) {
        if (data.hasAttribute("offset")) {
          long offset = Long.parseLong(data.getAttribute("offset"));
          weightsEnd = Math.max(weightsEnd, offset + Long.parseLong(data.getAttribute("size")));
        }
      }
      if (layer.getAttribute("type").equals("Parameter")) {
        inputs.add(port(layer, elements(layer, "port").getFirst()));
      }
    }
    List<OvPort> outputs = new ArrayList<>();
    for (Element edge : elements(net, "edge")) {
      if (layers.get(edge.getAttribute("to-layer")).getAttribute("type").equals("Result")) {
        Element from = layers.get(edge.getAttribute("from-layer"));
        Element port =
            elements(from, "port").stream()
                .filter(one -> one.getAttribute("id").equals(edge.getAttribute("from-port")))
                .findFirst()
                .orElseThrow();
        outputs.add(port(from, port));
      }
    }
    OvPort input = PortPlan.input(card, card.input(), inputs, name -> true);
    PortPlan plan =
        PortPlan.of(card, card.input(), input, outputs, name -> Optional.empty(), true);
    assertEquals(shape(card.input()), plan.input().shape());
    assertEquals(
        card.outputs().stream().map(OutputSpec::elements).toList(),
        IntStream.range(0, card.outputs().size())
            .mapToObj(i -> plan.outputs().get(i).port().shape())
            .map(sides -> sides.stream().reduce(1L, Math::multiplyExact).intValue())
            .toList());
    assertTrue(weightsEnd <= weightBytes, card.id());
  }

  private static List<Long> shape(InputSpec input) {
    return PortPlan.shape(input);
  }

  /* As OpenVINO does: a port's own name where it has one, else that of its layer. */
  private static OvPort port(Element layer, Element port) {
    String names = port.getAttribute("names");
    List<Long> sides =
        elements(port, "dim").stream().map(side -> Long.valueOf(side.getTextContent())).toList();
    return new OvPort(
        names.isEmpty() ? layer.getAttribute("name") : names, ElementType.F32, sides);
  }

  private static Document document(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static List<Element> elements(Document document, String name) {
    return list(document.getElementsByTagName(name));
  }

  private static List<Element> elements(Element element, String name) {
    return list(element.getElementsByTagName(name));
  }

  private static List<Element> list(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
