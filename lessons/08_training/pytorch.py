# The network of lesson 8 in PyTorch: bazel run //lessons/08_training:gradients | python3 lessons/08_training/pytorch.py
# Prints each parameter, and its gradient by both engines. What it printed stands in pytorch.txt.
import sys
import torch

rows = [[float(word) for word in line.split()] for line in sys.stdin]
samples, ours = torch.tensor(rows[:4], dtype=torch.double), torch.tensor(rows[4:], dtype=torch.double)
x, targets = samples[:, :3], samples[:, 3]

parameters = ours[:, 0].clone().requires_grad_()
rest = parameters
for inputs, neurons in (3, 4), (4, 4), (4, 1):
    layer, rest = rest[: neurons * (inputs + 1)].reshape(neurons, inputs + 1), rest[neurons * (inputs + 1) :]
    x = torch.tanh(x @ layer[:, :-1].T + layer[:, -1])
loss = ((x[:, 0] - targets) ** 2).sum()
loss.backward()

print(f"PyTorch {torch.__version__}: loss {loss.item():.15f}")
print("parameter          your gradient      PyTorch's gradient")
for (value, gradient), theirs in zip(ours.tolist(), parameters.grad.tolist()):
    print(f"{value:9.6f}   {gradient:20.16f}    {theirs:20.16f}")
print(f"largest difference {(ours[:, 1] - parameters.grad).abs().max().item():.1e}")
