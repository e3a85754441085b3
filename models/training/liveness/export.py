"""Writes the three nets as ONNX, weights in half precision: python3 -m liveness.export DIR."""

import io
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from facetrain import onnx_torch

from .net import trained
from .views import SIDE


def halved(model):
    """Large initialisers as float16 with a Cast behind each."""
    graph, casts = model.graph, []
    for value in list(graph.initializer):
        array = numpy_helper.to_array(value)
        if array.dtype != np.float32 or array.size < 64:
            continue
        graph.initializer.remove(value)
        graph.initializer.append(
            numpy_helper.from_array(array.astype(np.float16), value.name + "_half"))
        casts.append(helper.make_node("Cast", [value.name + "_half"], [value.name],
                                      to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def exported(net):
    memory = io.BytesIO()
    torch.onnx.export(net.eval().float(), torch.zeros(1, 3, SIDE, SIDE), memory, opset_version=13,
                      input_names=["face"], output_names=["logits"])
    return halved(onnx.load_from_string(memory.getvalue()))


def main(folder):
    for name, net in trained().items():
        path = Path(folder) / f"liveness-{name}.onnx"
        onnx.save(exported(net), str(path))
        x = torch.randn(1, 3, SIDE, SIDE)
        with torch.no_grad():
            away = np.abs(onnx_torch.OnnxNet(path)(x)[0] - net(x).numpy()).max()
        print(path.name, path.stat().st_size, "bytes, farthest from torch", round(float(away), 4))


if __name__ == "__main__":
    main(sys.argv[1])
