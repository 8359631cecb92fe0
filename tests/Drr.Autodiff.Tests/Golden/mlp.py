"""Writes mlp.json: an MLP's forward, backward and three Adam steps by PyTorch, for GoldenMlpTests.

Run in this folder: python3 mlp.py   (made with PyTorch 1.13, one thread, float64 so that its own rounding does not count)
"""
import json

import torch

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)

SIZES, BATCH, STEPS = [5, 7, 6, 3], 4, 3
ADAM = dict(lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.05)


def float32(tensor):
    return tensor.to(torch.float32).to(torch.float64)


def flat(tensors):
    return [float(value) for tensor in tensors for value in tensor.detach().reshape(-1)]


# Parameters in the order of the flat buffer: weight [in, out], bias [out], layer by layer.
parameters = []
for inputs, outputs in zip(SIZES, SIZES[1:]):
    parameters += [float32(torch.randn(inputs, outputs) / inputs**0.5), float32(0.1 * torch.randn(outputs))]
for parameter in parameters:
    parameter.requires_grad_()

x, target, weight = float32(torch.randn(BATCH, SIZES[0])), float32(torch.randn(BATCH, SIZES[-1])), float32(torch.rand(BATCH, SIZES[-1]))
golden = dict(sizes=SIZES, batch=BATCH, adam=ADAM, x=flat([x]), target=flat([target]), weight=flat([weight]), parameters=flat(parameters), steps=[])
optimizer = torch.optim.Adam(parameters, **ADAM)
for _ in range(STEPS):
    y = x
    for layer in range(len(SIZES) - 1):
        y = y @ parameters[2 * layer] + parameters[2 * layer + 1]
        y = torch.relu(y) if layer < len(SIZES) - 2 else torch.tanh(y)
    loss = (weight * (target - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    gradients = flat([parameter.grad for parameter in parameters])
    optimizer.step()
    golden["steps"].append(dict(output=flat([y]), loss=loss.item(), gradients=gradients, parameters=flat(parameters)))

with open("mlp.json", "w") as file:
    json.dump(json.loads(json.dumps(golden), parse_float=lambda text: float(f"{float(text):.9g}")), file, indent=None)
    file.write("\n")
