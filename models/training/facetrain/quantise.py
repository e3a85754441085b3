"""Makes the int8 twin of a net: quantise-dequantise pairs around convolutions and sums.

Weights: signed, one scale per output channel. Activations: unsigned, one scale per tensor, from
the figures that calibration faces give (Jacob et al., CVPR 2018; ONNX QuantizeLinear).
"""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from .onnx_torch import OnnxNet

QUANTISED = {"Conv", "Relu", "Add"}


def quantise(source, target, faces, keep=(), share=99.99):
    """Writes the twin of a float32 file; nodes whose output is in keep stay as they are.

    share: how many of a hundred figures of a tensor have to fit into its 8 bits.
    """
    model = onnx.load(str(source))
    weights = {w.name: w for w in model.graph.initializer}
    writer = Writer(weights, measured(source, faces, share), rectified(model.graph))
    for node in model.graph.node:
        if node.op_type in QUANTISED and node.output[0] not in keep:
            writer.quantised(node)
        else:
            writer.whole(node)
    del model.graph.node[:]
    model.graph.node.extend(writer.nodes)
    del model.graph.initializer[:]
    used = {name for node in writer.nodes for name in node.input}
    model.graph.initializer.extend(w for w in weights.values() if w.name in used)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def rectified(graph):
    """Tensors that nothing but one Relu reads: they are rounded behind it, not before."""
    readers = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node.op_type)
    return {name for name, kinds in readers.items() if kinds == ["Relu"]}


def measured(source, faces, share):
    """Lowest and highest figure of every tensor over the faces [N,3,S,S], without outliers."""
    net = OnnxNet(source)
    last = max(i for i, node in enumerate(net.nodes) if node.kind in QUANTISED)
    net.nodes = net.nodes[:last + 1]
    names = [n.outputs[0] for n in net.nodes] + net.inputs[:1]
    lows, highs = {}, {}
    for start in range(0, len(faces), 16):
        for name, value in zip(names, net(faces[start:start + 16], names)):
            lows.setdefault(name, []).append(np.percentile(value, 100 - share))
            highs.setdefault(name, []).append(np.percentile(value, share))
    return {n: (min(0.0, float(np.mean(lows[n]))), max(1e-6, float(np.mean(highs[n]))))
            for n in lows}


class Writer:
    """Collects the nodes of the twin."""

    def __init__(self, weights, ranges, rectified):
        self.weights, self.ranges, self.rectified = weights, ranges, rectified
        self.nodes, self.rounded, self.scales, self.integers = [], {}, {}, set()

    def whole(self, node):
        """Keeps a node in 32 bits; what integers gave is rounded before it, as between integers.

        Else the convolution before it could not run in integers: the runtime looks for a rounding
        on both sides.
        """
        fresh = onnx.NodeProto()
        fresh.CopyFrom(node)
        if node.op_type == "Conv" and node.input[0] in self.integers:
            fresh.input[0] = self.activation(node.input[0])
        self.nodes.append(fresh)

    def quantised(self, node):
        inputs = list(node.input)
        for i, name in enumerate(inputs):
            if name not in self.weights and name not in self.rectified:
                inputs[i] = self.activation(name)
        if node.op_type == "Conv":
            scale = self.channels(node.input[1])
            inputs[1] = node.input[1] + "_back"
            if len(inputs) > 2:
                inputs[2] = self.bias(node, scale)
        fresh = onnx.NodeProto()
        fresh.CopyFrom(node)
        fresh.input[:] = inputs
        self.nodes.append(fresh)
        if node.op_type != "Relu" or node.input[0] in self.integers:
            self.integers.add(node.output[0])

    def activation(self, name):
        """The name of the tensor after rounding to 8 bits and back."""
        if name not in self.rounded:
            low, high = self.ranges[name]
            scale = (high - low) / 255
            self.pair(name, np.float32(scale), np.uint8(np.clip(round(-low / scale), 0, 255)))
            self.rounded[name] = name + "_back"
        return self.rounded[name]

    def pair(self, name, scale, zero):
        self.constant(name + "_scale", scale)
        self.constant(name + "_zero", zero)
        parameters = [name + "_scale", name + "_zero"]
        self.nodes.append(helper.make_node("QuantizeLinear", [name, *parameters],
                                           [name + "_8"]))
        self.nodes.append(helper.make_node("DequantizeLinear", [name + "_8", *parameters],
                                           [name + "_back"]))

    def channels(self, name):
        """Rounds weights to signed bytes, once for all that share them: one scale per channel."""
        if name not in self.scales:
            values = numpy_helper.to_array(self.weights[name])
            scale = np.abs(values).reshape(len(values), -1).max(1).clip(1e-8) / 127
            bytes8 = np.round(values / scale.reshape(-1, *[1] * (values.ndim - 1)))
            self.constant(name + "_8", bytes8.clip(-127, 127).astype(np.int8))
            self.constant(name + "_scale", scale.astype(np.float32))
            self.constant(name + "_zero", np.zeros(len(values), np.int8))
            self.nodes.append(helper.make_node(
                "DequantizeLinear", [name + "_8", name + "_scale", name + "_zero"],
                [name + "_back"], axis=0))
            self.scales[name] = scale
        return self.scales[name]

    def bias(self, node, scale):
        """The bias in units of input scale times weight scale, as integer kernels want it."""
        low, high = self.ranges[node.input[0]]
        unit = (scale * (high - low) / 255).astype(np.float32)
        values = numpy_helper.to_array(self.weights[node.input[2]])
        name = node.output[0] + "_bias"
        self.constant(name + "_32", np.round(values / unit).astype(np.int32))
        self.constant(name + "_unit", unit)
        self.constant(name + "_none", np.zeros(len(values), np.int32))
        self.nodes.append(helper.make_node(
            "DequantizeLinear", [name + "_32", name + "_unit", name + "_none"],
            [name + "_back"], axis=0))
        return name + "_back"

    def constant(self, name, value):
        self.weights[name] = numpy_helper.from_array(np.array(value), name)
