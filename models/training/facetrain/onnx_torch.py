"""Runs an ONNX graph batch by batch in torch: how a teacher labels many faces at once."""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class OnnxNet:
    """An ONNX model of the operators that small vision nets are made of.

    Graphs exported for a batch of one run with any batch: where a reshape names 1 as its first
    side, the batch takes that place.
    """

    def __init__(self, path):
        graph = onnx.load(str(path)).graph
        self.values = {i.name: tensor(numpy_helper.to_array(i)) for i in graph.initializer}
        self.inputs = [i.name for i in graph.input if i.name not in self.values]
        self.outputs = [o.name for o in graph.output]
        self.nodes = [Node(n) for n in graph.node]

    @torch.no_grad()
    def __call__(self, batch, wanted=None):
        """Outputs (or those wanted) for a batch [N,C,H,W] of floats, as numpy arrays."""
        values = dict(self.values)
        values[self.inputs[0]] = torch.as_tensor(batch)
        for node in self.nodes:
            node.run(values, len(batch))
        return [values[name].float().numpy() for name in (wanted or self.outputs)]


def tensor(array):
    array = np.array(array)
    return torch.from_numpy(array.astype(np.float32) if array.dtype == np.float16 else array)


class Node:
    """One operator with its attributes read once."""

    def __init__(self, node):
        self.kind = node.op_type
        self.inputs = list(node.input)
        self.outputs = list(node.output)
        self.attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}

    def run(self, values, batch):
        given = [values[name] if name else None for name in self.inputs]
        values[self.outputs[0]] = OPERATORS[self.kind](given, self.attributes, batch)


def padded(x, attributes, value=0.0):
    """The input with the padding that torch's own operators cannot express."""
    if attributes.get("auto_pad", b"NOTSET") in (b"SAME_UPPER", b"SAME_LOWER"):
        sides = []
        kernel = attributes["kernel_shape"]
        strides = attributes.get("strides", [1, 1])
        for size, k, s in zip(x.shape[2:], kernel, strides):
            total = max(0, (-(-size // s) - 1) * s + k - size)
            less = total // 2
            upper = attributes["auto_pad"] == b"SAME_UPPER"
            sides.append((less, total - less) if upper else (total - less, less))
        (top, bottom), (left, right) = sides
    else:
        top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    if not any((top, left, bottom, right)):
        return x
    return F.pad(x, (left, right, top, bottom), value=value)


def convolution(given, a, _):
    bias = given[2] if len(given) > 2 else None
    return F.conv2d(padded(given[0], a), given[1], bias, tuple(a.get("strides", [1, 1])),
                    0, tuple(a.get("dilations", [1, 1])), a.get("group", 1))


def pooled_max(given, a, _):
    x = padded(given[0], a, float("-inf"))
    return F.max_pool2d(x, a["kernel_shape"], a.get("strides", [1, 1]),
                        ceil_mode=bool(a.get("ceil_mode", 0)))


def pooled_mean(given, a, _):
    if any(a.get("pads", [0])) and not a.get("count_include_pad", 0):
        top, left, _, _ = a["pads"]
        return F.avg_pool2d(given[0], a["kernel_shape"], a.get("strides", [1, 1]),
                            (top, left), count_include_pad=False)
    return F.avg_pool2d(padded(given[0], a), a["kernel_shape"], a.get("strides", [1, 1]),
                        ceil_mode=bool(a.get("ceil_mode", 0)))


def prelu(given, _a, _):
    x, slope = given
    return torch.where(x >= 0, x, x * slope)


def normalised(given, a, _):
    x, scale, bias, mean, variance = given
    return F.batch_norm(x, mean, variance, scale, bias, False, 0.0, a.get("epsilon", 1e-5))


def reshaped(given, _a, batch):
    shape = [int(s) for s in given[1]]
    x = given[0]
    shape = [x.shape[i] if s == 0 else s for i, s in enumerate(shape)]
    known = int(np.prod([s for s in shape if s != -1]))
    if batch > 1 and shape[0] == 1 and (-1 in shape or known != x.numel()):
        shape[0] = batch
    return x.reshape(shape)


def product(given, a, _):
    x = given[0].t() if a.get("transA") else given[0]
    y = given[1].t() if a.get("transB") else given[1]
    out = a.get("alpha", 1.0) * (x @ y)
    return out + a.get("beta", 1.0) * given[2] if len(given) > 2 else out


def extended(given, a, _):
    pads = a.get("pads") or [int(p) for p in given[1]]
    n = len(pads) // 2
    return F.pad(given[0], [p for i in reversed(range(n)) for p in (pads[i], pads[i + n])])


def resized(given, _a, _):
    scales = given[2]
    return F.interpolate(given[0], scale_factor=[float(s) for s in scales[2:]], mode="nearest")


def reduced(given, a, _):
    axes = a.get("axes") or [int(i) for i in given[1]]
    return given[0].mean(axes, keepdim=bool(a.get("keepdims", 1)))


def limited(given, a, _):
    low = given[1] if len(given) > 1 else a.get("min")
    high = given[2] if len(given) > 2 else a.get("max")
    return torch.clamp(given[0], None if low is None else float(low),
                       None if high is None else float(high))


def flat(given, a, _):
    return given[0].flatten(a.get("axis", 1))


def sliced(given, _a, _):
    starts, ends, axes = ([int(i) for i in g] for g in given[1:4])
    if len(given) > 4 and any(int(step) != 1 for step in given[4]):
        raise ValueError("slices with steps are not read")
    parts = [slice(None)] * given[0].dim()
    for start, end, axis in zip(starts, ends, axes):
        parts[axis] = slice(start, end)
    return given[0][tuple(parts)]


def rounded(given, _a, _):
    """To 8 bits without a sign, one scale for all: halves go to the even number."""
    x, scale, zero = given
    return torch.clamp(torch.round(x / scale) + zero, 0, 255)


def brought_back(given, a, _):
    """Whole numbers times their scales, which may stand along one axis."""
    x, scale, zero = given
    if scale.dim():
        sides = [1] * x.dim()
        sides[a.get("axis", 1)] = -1
        scale, zero = scale.reshape(sides), zero.reshape(sides)
    return (x.float() - zero.float()) * scale


TYPES = {1: torch.float32, 6: torch.int32, 7: torch.int64, 10: torch.float32, 11: torch.float32}

OPERATORS = {
    "Conv": convolution, "MaxPool": pooled_max, "AveragePool": pooled_mean, "PRelu": prelu,
    "BatchNormalization": normalised, "Reshape": reshaped, "Gemm": product, "Pad": extended,
    "Resize": resized, "ReduceMean": reduced, "Clip": limited, "Flatten": flat, "Slice": sliced,
    "Add": lambda g, a, b: g[0] + g[1], "Mul": lambda g, a, b: g[0] * g[1],
    "Sub": lambda g, a, b: g[0] - g[1], "Div": lambda g, a, b: g[0] / g[1],
    "MatMul": lambda g, a, b: g[0] @ g[1], "Relu": lambda g, a, b: F.relu(g[0]),
    "Sigmoid": lambda g, a, b: torch.sigmoid(g[0]), "Identity": lambda g, a, b: g[0],
    "Softmax": lambda g, a, b: torch.softmax(g[0], a.get("axis", 1)),
    "Transpose": lambda g, a, b: g[0].permute(a["perm"]),
    "Concat": lambda g, a, b: torch.cat(g, a["axis"]), "Abs": lambda g, a, b: g[0].abs(),
    "Max": lambda g, a, b: torch.maximum(g[0], torch.as_tensor(g[1], dtype=g[0].dtype)),
    "Min": lambda g, a, b: torch.minimum(g[0], torch.as_tensor(g[1], dtype=g[0].dtype)),
    "Gather": lambda g, a, b: g[0].index_select(a.get("axis", 0), torch.as_tensor(g[1]).long()),
    "QuantizeLinear": rounded, "DequantizeLinear": brought_back,
    "Cast": lambda g, a, b: g[0].to(TYPES[a["to"]]),
    "Constant": lambda g, a, b: tensor(numpy_helper.to_array(a["value"])),
}
