"""Goes on from the nets of the pack, of which no checkpoint is published.

python3 -m detector.restore detector.onnx --shift=-0.6
python3 -m detector.restore verifier.onnx --names finds1,finds2

The verifier needs its glimpses first (detector.glimpses takes an old checkpoint away). In the
files the batch normalisations are part of the convolutions before them. They are taken apart again,
by the statistics of composed pictures or of glimpses: the net answers as before, and can be trained
on. What a file does not hold begins anew.
"""

import argparse

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from facetrain import loop

from .bank import folder
from .compose import Composer
from .net import Convolution, DetectorNet
from .photos import Bank
from .train import SEED, SIDE
from .verifier import Glimpses, Verifier

BATCHES = 8


def weights(path):
    """What a file holds, by the names of the net's parts."""
    held = {}
    for tensor in onnx.load(path).graph.initializer:
        name = tensor.name.removeprefix("net.").removesuffix("_half")
        held[name] = torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float32))
    return held


def convolutions(net):
    return {name: m for name, m in net.named_modules() if isinstance(m, Convolution)}


def take(net, held):
    """Puts the weights in; each normalisation adds the bias and does nothing else."""
    state = net.state_dict()
    state.update({name: tensor for name, tensor in held.items() if name in state})
    for name, part in convolutions(net).items():
        if f"{name}.0.bias" not in held:
            print(f"{name} begins anew")
            continue
        state[f"{name}.1.bias"] = held[f"{name}.0.bias"]
        state[f"{name}.1.running_var"] = torch.ones_like(held[f"{name}.0.bias"]) - part[1].eps
    net.load_state_dict(state)
    return net.eval()


@torch.no_grad()
def normalised(net, held, batches):
    """The same answers by normalisations with the mean and variance that the batches show.

    Those of convolutions that are not held begin anew, like them.
    """
    seen = {name: [] for name in convolutions(net)}
    hooks = [part[0].register_forward_hook(
                 lambda _, __, made, name=name: seen[name].append(moments(made)))
             for name, part in convolutions(net).items()]
    for batch in batches:
        net(batch)
    for hook in hooks:
        hook.remove()
    for name, part in convolutions(net).items():
        mean, square = torch.stack(seen[name]).mean(0)
        norm = part[1]
        anew = f"{name}.0.bias" not in held
        norm.running_mean.copy_(mean)
        norm.running_var.copy_((square - mean ** 2).clamp(min=0))
        if not anew:
            norm.weight.copy_((norm.running_var + norm.eps).sqrt())
            norm.bias.add_(mean)
    return net


def moments(made):
    return torch.stack([made.mean((0, 2, 3)), (made ** 2).mean((0, 2, 3))])


def pictures():
    composer = Composer(Bank(folder(), chips_max=1000), SIDE, SEED)
    made = np.stack([composer()[0] for _ in range(8 * BATCHES)])
    return torch.from_numpy(made).permute(0, 3, 1, 2).float().split(8)


def crops(names):
    glimpses, random = Glimpses(names), np.random.default_rng(SEED)
    return [loop.as_input(glimpses.batch(random)[0]) for _ in range(BATCHES)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="detector.onnx or verifier.onnx")
    parser.add_argument("--shift", type=float, default=0.0,
                        help="what was added to the detector's object logits when it was written")
    parser.add_argument("--names", help="a verifier's glimpses")
    given = parser.parse_args()
    held = weights(given.model)
    verifier = "place" in held
    if verifier != bool(given.names):
        parser.error("--names goes with a verifier, and only with one")
    role = "verifier" if verifier else "detector"
    if loop.Checkpoint(role).path.exists():
        parser.error(f"there is a checkpoint already: {loop.Checkpoint(role).path}")
    if verifier:
        net, batches = Verifier(), crops(given.names.split(","))
    else:
        net, batches = DetectorNet(), pictures()
        held["stem.0.weight"] *= 255
        for name in [n for n in held if n.startswith("heads.") and n.endswith(".bias")]:
            held[name][1] -= given.shift
    take(net, held)
    with torch.no_grad():
        before = net(batches[0])
        after = normalised(net, held, batches)(batches[0])
    apart = max(float((a - b).abs().max()) for a, b in zip(before, after))
    state = net.state_dict()
    loop.Checkpoint(role).save(net=state, average=state, spent=0.0, steps=10 ** 4)
    print(f"{role}: largest difference of an answer {apart:.5f}")


if __name__ == "__main__":
    main()
