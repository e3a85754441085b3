"""Runs published models over crops (Teach.java, ONNX Runtime) and reads what they say."""

import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from . import paths

HERE = Path(__file__).parent


def _java():
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def _runtime():
    jar = os.environ.get("FACEGATE_ONNXRUNTIME_JAR")
    found = [jar] if jar else sorted(
        str(p) for p in (Path.home() / ".m2/repository/com/microsoft/onnxruntime/onnxruntime")
        .glob("*/onnxruntime-*.jar"))
    if not found:
        raise SystemExit("build facegate once, or set FACEGATE_ONNXRUNTIME_JAR")
    return found[-1]


def quick(model, folder):
    """The same graph with PReLU of one slope as LeakyReLU, which the runtime runs faster."""
    graph = onnx.load(str(model))
    slopes = {i.name: numpy_helper.to_array(i).ravel() for i in graph.graph.initializer}
    for node in graph.graph.node:
        slope = slopes.get(node.input[1]) if node.op_type == "PRelu" else None
        if slope is not None and np.all(slope == slope[0]):
            node.CopyFrom(helper.make_node("LeakyRelu", [node.input[0]], list(node.output),
                                           alpha=float(slope[0])))
    path = Path(folder) / "teacher.onnx"
    onnx.save(graph, str(path))
    return path


def run(name, crops, outputs, order="BGR", mean=0.0, factor=1.0):
    """Outputs of a teacher for crops [N,S,S,3] (BGR bytes): an array [N, floats per crop]."""
    listed = [",".join(map(str, np.atleast_1d(v))) for v in (mean, factor)]
    with tempfile.TemporaryDirectory(dir=paths.work()) as folder:
        source, result = Path(folder) / "crops", Path(folder) / "result"
        np.ascontiguousarray(crops, np.uint8).tofile(source)
        subprocess.run(
            [_java(), "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp", _runtime(),
             str(HERE / "Teach.java"), str(quick(paths.teachers() / name, folder)), str(source),
             str(crops.shape[1]), order, *listed, ",".join(outputs), str(result)],
            check=True, stderr=subprocess.DEVNULL)
        return np.fromfile(result, "<f4").reshape(len(crops), -1)
