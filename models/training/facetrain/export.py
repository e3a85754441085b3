"""Writes nets as ONNX: fixed shapes, norms folded, weights as half-precision numbers."""

import copy

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper


def export(net, side, outputs, path, halves=True, height=None):
    """Exports a net of one input `face` [1,3,height,side] with the outputs named.

    The height is the side where nothing else is said.
    """
    net = copy.deepcopy(net).eval().float()
    torch.onnx.export(net, torch.zeros(1, 3, height or side, side), str(path), opset_version=13,
                      input_names=["face"], output_names=list(outputs))
    model = onnx.load(str(path))
    named(model)
    if halves:
        halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def halved(path):
    """Halves what a file still holds in 32 bits."""
    model = onnx.load(str(path))
    halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def named(model):
    """Says who made the file, and nothing of the machine it was made on."""
    model.producer_name, model.producer_version, model.doc_string = "facegate", "", ""
    for node in model.graph.node:
        node.doc_string = ""


def halve(model, elements_min=512):
    """Stores large weights as 16-bit numbers, cast to 32 bits where they are used."""
    casts = []
    for weights in model.graph.initializer:
        if weights.data_type != TensorProto.FLOAT or np.prod(weights.dims) < elements_min:
            continue
        name = weights.name
        values = numpy_helper.to_array(weights).astype(np.float16)
        weights.CopyFrom(numpy_helper.from_array(values, name + "_half"))
        casts.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def rounded(path, elements_min=512):
    """Stores large weights as 8-bit numbers, cast and scaled to 32 bits where they are used.

    Each output channel has a scale of its own (Jacob et al., CVPR 2018); sums stay in 32 bits, so
    that a run takes as long as before, and the file is half as large as with 16 bits.
    """
    model = onnx.load_from_string(whole(path))
    nodes = []
    for weights in list(model.graph.initializer):
        if weights.data_type != TensorProto.FLOAT or np.prod(weights.dims) < elements_min:
            continue
        name, values = weights.name, numpy_helper.to_array(weights)
        sides = [-1] + [1] * (values.ndim - 1)
        scale = np.abs(values).reshape(len(values), -1).max(1).clip(1e-8).reshape(sides) / 127
        bytes8 = np.round(values / scale).clip(-127, 127).astype(np.int8)
        weights.CopyFrom(numpy_helper.from_array(bytes8, name + "_8"))
        model.graph.initializer.append(
            numpy_helper.from_array(scale.astype(np.float32), name + "_scale"))
        nodes.append(helper.make_node("Cast", [name + "_8"], [name + "_cast"],
                                      to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [name + "_cast", name + "_scale"], [name]))
    nodes += model.graph.node
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def whole(path):
    """The bytes of a file with its halved weights in 32 bits again, for readers without halves."""
    model = onnx.load(str(path))
    stored = {weights.name for weights in model.graph.initializer}
    names = {node.input[0]: node.output[0] for node in model.graph.node
             if node.op_type == "Cast" and node.input[0] in stored}
    for weights in model.graph.initializer:
        if weights.name in names:
            values = numpy_helper.to_array(weights).astype(np.float32)
            weights.CopyFrom(numpy_helper.from_array(values, names[weights.name]))
    nodes = [n for n in model.graph.node if not n.input or n.input[0] not in names]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model.SerializeToString()
