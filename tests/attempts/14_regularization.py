# %% [markdown]
# Right and wrong answers to the exercises of unit 14.

# %% exercise="weight_penalty" verdict="right" note="loops"
cost, gradients = 0.0, {}
for name in parameters:
    if name[0] == "b":
        continue
    gradients[name] = np.zeros(parameters[name].shape)
    for index, w in np.ndenumerate(parameters[name]):
        cost += strength * abs(w) ** power / power
        gradients[name][index] = strength * (w if power == 2 else (w > 0) * 1.0 - (w < 0) * 1.0)
return cost, gradients

# %% exercise="weight_penalty" verdict="right" note="one formula for both powers"
weights = {k: v for k, v in parameters.items() if "W" in k}
total = sum(float(np.sum(abs(v) ** power)) for v in weights.values())
return [total * strength / power,
        {k: strength * np.sign(v) * abs(v) ** (power - 1) for k, v in weights.items()}]

# %% exercise="weight_penalty" verdict="right" note="torch autograd"
import torch

tensors = {k: torch.tensor(v, requires_grad=True) for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum((t.abs() ** power).sum() for t in tensors.values())
cost.backward()
return cost.item(), {k: t.grad.numpy() for k, t in tensors.items()}

# %% exercise="weight_penalty" verdict="right" note="in place on copies, a number without an axis"
cost, gradients = np.array(0.0), {}
for layer in range(1, len(parameters) // 2 + 1):
    W = parameters[f"W{layer}"].copy()
    cost = cost + (0.5 * np.vdot(W, W) if power == 2 else np.abs(W).sum())
    gradients[f"W{layer}"] = strength * (W if power == 2 else np.sign(W))
return strength * cost, gradients

# %% exercise="weight_penalty" verdict="right" note="norm of the flat weights"
cost, gradients = 0.0, {}
for name, W in parameters.items():
    if name.startswith("W"):
        size = np.linalg.norm(W.ravel(), power)
        cost += strength * (size**2 / 2 if power == 2 else size)
        gradients[name] = strength * (W if power == 2 else np.sign(W))
return cost, gradients

# %% exercise="weight_penalty" verdict="wrong" says="biases are not penalized"
if power == 2:
    cost = strength / 2 * sum(np.sum(v**2) for v in parameters.values())
else:
    cost = strength * sum(np.sum(abs(v)) for v in parameters.values())
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="none for biases"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in parameters.items()}

# %% exercise="weight_penalty" verdict="wrong" says="½ is missing"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="no factor ½ here"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / 2 * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="derivative of ½ w²"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (2 * v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="strength λ is missing"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="take the size of each weight first"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(v**power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="belongs to L2" note="always λW"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * v for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="`power` decides" note="always L2"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / 2 * sum(np.sum(v**2) for v in weights.values())
return cost, {k: strength * v for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="weight that is 0" note="sign(0) = 1"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.where(v < 0, -1, 1)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="keeps its sign" note="the size in place of the sign"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * abs(v) ** (power - 1) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="another norm" note="the norm of matrices"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.linalg.norm(v, power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="not only the first" note="return in the loop"
for name, W in parameters.items():
    if name[0] == "W":
        cost = strength / power * np.sum(abs(W) ** power)
        return cost, {name: strength * (W if power == 2 else np.sign(W))}

# %% exercise="weight_penalty" verdict="wrong" says="changed" note="multiplies in place"
cost, gradients = 0.0, {}
for name, W in parameters.items():
    if name[0] == "W":
        cost += strength / power * np.sum(abs(W) ** power)
        W *= strength
        gradients[name] = W if power == 2 else strength * np.sign(W)
return cost, gradients

# %% exercise="weight_penalty" verdict="wrong" says="two results"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
return {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="mean"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.mean(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="l1_minimum" verdict="right" note="three cases"
t = strength / curvature
v = np.asarray(v, dtype=float)
return np.where(v > t, v - t, np.where(v < -t, v + t, 0.0))

# %% exercise="l1_minimum" verdict="right" note="subtract the clipped part"
t = strength / curvature
return v - np.clip(v, -t, t)

# %% exercise="l1_minimum" verdict="right" note="two ReLUs"
t = strength / curvature
return np.maximum(v - t, 0) - np.maximum(-v - t, 0)

# %% exercise="l1_minimum" verdict="right" note="torch"
import torch

z = torch.as_tensor(v, dtype=torch.float64)
result = torch.nn.functional.softshrink(z, strength / curvature).numpy()
return result if np.ndim(v) else float(result)

# %% exercise="l1_minimum" verdict="right" note="number by number"
if np.ndim(v):
    return np.array([l1_minimum(one, curvature, strength) for one in v])
size = abs(v) - strength / curvature
if size <= 0:
    return 0.0
return float(size) if v > 0 else -float(size)

# %% exercise="l1_minimum" verdict="wrong" says="never across zero"
return v - strength / curvature * np.sign(v)

# %% exercise="l1_minimum" verdict="wrong" says="curvature is missing"
return np.sign(v) * np.maximum(np.abs(v) - strength, 0)

# %% exercise="l1_minimum" verdict="wrong" says="not by λ·c"
return np.sign(v) * np.maximum(np.abs(v) - strength * curvature, 0)

# %% exercise="l1_minimum" verdict="wrong" says="as L2 does"
return curvature * v / (curvature + strength)

# %% exercise="l1_minimum" verdict="wrong" says="sign of v is lost"
return np.maximum(np.abs(v) - strength / curvature, 0)

# %% exercise="l1_minimum" verdict="wrong" says="negative v are moved"
return np.maximum(v - strength / curvature, 0)

# %% exercise="l1_minimum" verdict="wrong" says="large |v| are moved" note="hard threshold"
return np.where(np.abs(v) > strength / curvature, v, 0.0)

# %% exercise="l1_minimum" verdict="wrong" says="away from it"
return v + strength / curvature * np.sign(v)

# %% exercise="l1_minimum" verdict="wrong" says="no factor 2"
return np.sign(v) * np.maximum(np.abs(v) - strength / (2 * curvature), 0)

# %% exercise="l1_minimum" verdict="wrong" says="changed" note="in place"
if np.ndim(v) == 0:
    return np.sign(v) * max(abs(v) - strength / curvature, 0)
t = strength / curvature
v[np.abs(v) <= t] = 0
return v - t * np.sign(v)

# %% exercise="l1_minimum" verdict="wrong" says="exact zeros" note="many small steps end near zero"
w = np.array(v, dtype=float)
for _ in range(40):
    w = 0.5 * w + 0.5 * (np.sign(v) * np.maximum(np.abs(v) - strength / curvature, 0))
return w

# %% exercise="dropout_mask" verdict="right" note="where"
return np.where(noise < rate, 0.0, 1 / (1 - rate))

# %% exercise="dropout_mask" verdict="right" note="changes a copy"
mask = np.full(noise.shape, 1.0 / (1.0 - rate))
mask[noise < rate] = 0
return mask

# %% exercise="dropout_mask" verdict="right" note="loop"
mask = np.zeros_like(noise)
for index in np.ndindex(noise.shape):
    if noise[index] >= rate:
        mask[index] = 1 / (1 - rate)
return mask

# %% exercise="dropout_mask" verdict="right" note="float32"
return (noise >= rate).astype(np.float32) / np.float32(1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="scaled by 1/(1 − p)"
return (noise >= rate) * 1.0

# %% exercise="dropout_mask" verdict="wrong" says="truth values" note="no numbers"
return noise >= rate

# %% exercise="dropout_mask" verdict="wrong" says="not by p"
return (noise >= rate) / max(rate, 1e-9)

# %% exercise="dropout_mask" verdict="wrong" says="not multiply"
return (noise >= rate) * (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="kept and dropped are swapped"
return (noise < rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="not what equals it"
return (noise > rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="share that is dropped"
return (noise >= 1 - rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="0 where the given noise is below" note="draws anew"
return (np.random.default_rng(0).random(noise.shape) >= rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="changed" note="in place"
noise[noise < rate] = 0
noise[noise > 0] = 1
return noise / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="0 where the given noise is below" note="noise left in"
return np.where(noise >= rate, noise, 0.0) / (1 - rate)

# %% exercise="dropout_backward" verdict="right" note="where"
return np.where(mask > 0, grad_dropped * mask, 0.0)

# %% exercise="dropout_backward" verdict="right" note="loop"
result = np.zeros_like(grad_dropped)
for i in range(mask.shape[0]):
    for j in range(mask.shape[1]):
        result[i, j] = mask[i, j] * grad_dropped[i, j]
return result

# %% exercise="dropout_backward" verdict="right" note="einsum"
return np.einsum("ij,ij->ij", mask, grad_dropped)

# %% exercise="dropout_backward" verdict="wrong" says="only through neurons that were kept"
return grad_dropped

# %% exercise="dropout_backward" verdict="wrong" says="counts backward too"
return grad_dropped * (mask > 0)

# %% exercise="dropout_backward" verdict="wrong" says="not squared"
return grad_dropped * mask * mask

# %% exercise="dropout_backward" verdict="wrong" says="do not divide by it"
return np.divide(grad_dropped, mask, out=np.zeros_like(grad_dropped), where=mask > 0)

# %% exercise="dropout_backward" verdict="wrong" says="not finite"
return grad_dropped / mask

# %% exercise="dropout_backward" verdict="wrong" says="this is the mask"
return mask

# %% exercise="dropout_backward" verdict="wrong" says="changed"
grad_dropped *= mask
return grad_dropped

# %% exercise="dropout_backward" verdict="wrong" says="two neurons" note="a matrix product"
return grad_dropped @ mask.T

# %% exercise="dropout_backward" verdict="wrong" says="return" note="no return"
grad_dropped * mask

# %% exercise="scale_for_use" verdict="right" note="layer by layer"
result = {}
for name, values in parameters.items():
    keep = 1.0
    if name[0] == "W":
        keep = 1 - rates.get(int(name[1:]) - 1, 0)
    result[name] = values * keep
return result

# %% exercise="scale_for_use" verdict="right" note="deep copy"
import copy

result = copy.deepcopy(parameters)
for layer in rates:
    result["W" + str(layer + 1)] *= 1 - rates[layer]
return result

# %% exercise="scale_for_use" verdict="right" note="a comprehension"
keep = {f"W{layer + 1}": 1 - rate for layer, rate in rates.items()}
return {name: keep.get(name, 1) * values for name, values in parameters.items()}

# %% exercise="scale_for_use" verdict="wrong" says="next layer, l + 1"
scaled = dict(parameters)
for layer, rate in rates.items():
    if layer > 0:
        scaled[f"W{layer}"] = scaled[f"W{layer}"] * (1 - rate)
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="keep probability 1 − p, not by p" note="as the slides say"
scaled = dict(parameters)
for layer, rate in rates.items():
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * rate
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="belongs to inverted dropout"
scaled = dict(parameters)
for layer, rate in rates.items():
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] / (1 - rate)
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="biases stay as they are"
scaled = dict(parameters)
for layer, rate in rates.items():
    for kind in "Wb":
        scaled[f"{kind}{layer + 1}"] = scaled[f"{kind}{layer + 1}"] * (1 - rate)
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="changed" note="in place"
for layer, rate in rates.items():
    parameters[f"W{layer + 1}"] *= 1 - rate
return parameters

# %% exercise="scale_for_use" verdict="wrong" says="weights and biases of all layers" note="only what was scaled"
return {f"W{layer + 1}": parameters[f"W{layer + 1}"] * (1 - rate) for layer, rate in rates.items()}

# %% exercise="scale_for_use" verdict="wrong" says="nothing is scaled here"
return {name: values.copy() for name, values in parameters.items()}

# %% exercise="scale_for_use" verdict="wrong" says="had no dropout" note="assumes 0.5"
result = {}
for name, values in parameters.items():
    rate = rates.get(int(name[1:]) - 1, 0.5)
    result[name] = values * (1 - rate) if name[0] == "W" else values
return result

# %% exercise="train_until_best" verdict="right" note="counts the epochs without improvement"
costs, lowest, bad, kept = [], float("inf"), 0, None
while len(costs) < max_epochs and bad < patience:
    train_epoch()
    cost = validation_cost()
    costs.append(cost)
    if cost < lowest:
        lowest, bad = cost, 0
        kept = {name: np.array(values) for name, values in network.parameters.items()}
    else:
        bad += 1
for name in kept:
    np.copyto(network.parameters[name], kept[name])
return costs

# %% exercise="train_until_best" verdict="right" note="keeps all snapshots"
import copy

costs, history = [], []
for _ in range(max_epochs):
    train_epoch()
    costs += [float(validation_cost())]
    history.append(copy.deepcopy(network.parameters))
    best = costs.index(min(costs))
    if len(costs) - 1 - best >= patience:
        break
for name, values in history[best].items():
    network.parameters[name][:] = values
return costs

# %% exercise="train_until_best" verdict="right" note="stores the sum in place"
costs, best, lowest = [], None, np.inf
for epoch in range(1, max_epochs + 1):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] < lowest:
        lowest, when = costs[-1], epoch
        best = [(values, values.copy()) for values in network.parameters.values()]
    if epoch - when == patience:
        break
for values, old in best:
    values *= 0
    values += old
return costs

# %% exercise="train_until_best" verdict="wrong" says="copy each array" note="keeps a reference"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch, best = epoch, network.parameters
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="copy each array" note="a copy of the dict only"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch, best = epoch, network.parameters.copy()
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="put it back" note="never puts it back"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
return costs

# %% exercise="train_until_best" verdict="wrong" says="too early" note="stops at the first rise"
costs, best = [], {}
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch > 0 and costs[-1] >= costs[-2]:
        break
    best = {name: values.copy() for name, values in network.parameters.items()}
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="one epoch earlier"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch > patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="up to max_epochs" note="no patience"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="in a row" note="the count is never reset"
costs, lowest, bad, best = [], np.inf, 0, {}
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] < lowest:
        lowest = costs[-1]
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        bad += 1
    if bad >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="also after the best"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs[: best_epoch + 1]

# %% exercise="train_until_best" verdict="wrong" says="equal costs" note="an equal cost counts as better"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] <= costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="before the best" note="stores before training"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    before = {name: values.copy() for name, values in network.parameters.items()}
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch, best = epoch, before
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="large costs" note="starts from a guess"
costs, lowest, bad = [], 100.0, 0
best = {name: values.copy() for name, values in network.parameters.items()}
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] < lowest:
        lowest, bad = costs[-1], 0
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        bad += 1
        if bad >= patience:
            break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="right" note="replaces the dict"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
network.parameters = best
return costs

# %% exercise="augment" verdict="right" note="slices"
result = np.zeros_like(images)
m, h, w = images.shape
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    d, r = int(down[i]), int(right[i])
    source = image[max(-d, 0) : h - max(d, 0), max(-r, 0) : w - max(r, 0)]
    result[i, max(d, 0) : h + min(d, 0), max(r, 0) : w + min(r, 0)] = source
return result

# %% exercise="augment" verdict="right" note="roll and wipe out"
result = []
for image, d, r, f in zip(images, down, right, flip):
    image = np.roll(image[:, ::-1] if f else image, (d, r), axis=(0, 1))
    if d > 0:
        image[:d] = 0
    elif d < 0:
        image[d:] = 0
    if r > 0:
        image[:, :r] = 0
    elif r < 0:
        image[:, r:] = 0
    result.append(image)
return np.array(result)

# %% exercise="augment" verdict="right" note="all at once, by index"
m, h, w = images.shape
rows = np.arange(h)[None, :, None] - down[:, None, None]
columns = np.arange(w)[None, None, :] - right[:, None, None]
inside = (rows >= 0) & (rows < h) & (columns >= 0) & (columns < w)
columns = np.where(flip[:, None, None], w - 1 - columns, columns)
picked = images[np.arange(m)[:, None, None], rows % h, columns % w]
return np.where(inside, picked, 0.0)

# %% exercise="augment" verdict="right" note="scipy"
from scipy.ndimage import shift

return np.stack([
    shift(np.flip(image, 1) if f else image, (d, r), order=0)
    for image, d, r, f in zip(images, down, right, flip)
])

# %% exercise="augment" verdict="wrong" says="np.roll"
return np.stack([
    np.roll(np.fliplr(image) if f else image, (d, r), axis=(0, 1))
    for image, d, r, f in zip(images, down, right, flip)
])

# %% exercise="augment" verdict="wrong" says="not the other way"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h + down[i] : 2 * h + down[i], w + right[i] : 2 * w + right[i]]
return result

# %% exercise="augment" verdict="wrong" says="swapped"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, 3 * max(h, w))
    top, left = 3 * max(h, w) - right[i], 3 * max(h, w) - down[i]
    result[i] = padded[top : top + h, left : left + w]
return result

# %% exercise="augment" verdict="wrong" says="not the rows" note="upside down"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = images[i, ::-1] if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="flip first, then shift"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    padded = np.pad(images[i], ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
    if flip[i]:
        result[i] = result[i, :, ::-1].copy()
return result

# %% exercise="augment" verdict="wrong" says="fill with 0, not with the pixels at the edge"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)), mode="edge")
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="flip is missing"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    padded = np.pad(images[i], ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="its own shift and flip" note="the first one's for all"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[0] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[0] : 2 * h - down[0], w - right[0] : 2 * w - right[0]]
return result

# %% exercise="augment" verdict="wrong" says="changed" note="flips in place"
m, h, w = images.shape
for i in range(m):
    if flip[i]:
        images[i] = images[i, :, ::-1].copy()
    padded = np.pad(images[i], ((h, h), (w, w)))
    images[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return images

# %% exercise="augment" verdict="wrong" says="could not broadcast" note="negative shifts are cut off"
result = np.zeros_like(images)
for i in range(len(images)):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    result[i, down[i] :, right[i] :] = image[: -down[i], : -right[i]]
return result

# %% exercise="train_until_best" verdict="right" note="an array of costs, best found in the end"
costs, kept = [], []
while len(costs) < max_epochs:
    train_epoch()
    costs.append(validation_cost())
    kept.append({name: values.copy() for name, values in network.parameters.items()})
    if len(costs) > patience and min(costs[-patience:]) >= min(costs[:-patience]):
        break
network.parameters.update(kept[int(np.argmin(costs))])
return np.array(costs)

# %% exercise="train_until_best" verdict="wrong" says="b1 in the end" note="only the weights are put back"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch, best = epoch, network.parameters["W1"].copy()
    elif epoch - best_epoch >= patience:
        break
network.parameters["W1"][...] = best
return costs

# %% exercise="weight_penalty" verdict="right" note="one flat vector, split again"
names = sorted(name for name in parameters if not name.startswith("b"))
flat = np.concatenate([parameters[name].ravel() for name in names])
slope = flat if power == 2 else np.sign(flat)
ends = np.cumsum([parameters[name].size for name in names])[:-1]
parts = np.split(strength * slope, ends)
cost = strength * np.dot(flat, slope) / power
return cost, {n: part.reshape(parameters[n].shape) for n, part in zip(names, parts)}

# %% exercise="weight_penalty" verdict="right" note="float32"
from collections import OrderedDict

result = OrderedDict()
cost = np.float32(0)
for name, W in parameters.items():
    if "b" not in name:
        W = W.astype(np.float32)
        cost += np.einsum("ij,ij->", W, W) / 2 if power == 2 else np.einsum("ij->", np.fabs(W))
        result[name] = np.float32(strength) * (W if power == 2 else np.sign(W))
return np.float32(strength) * cost, result

# %% exercise="weight_penalty" verdict="right" note="recursion over the layers"
def charge(layer):
    if f"W{layer}" not in parameters:
        return 0.0, {}
    cost, gradients = charge(layer + 1)
    W = parameters[f"W{layer}"]
    cost += strength * (np.linalg.norm(W) ** 2 / 2 if power == 2 else np.linalg.norm(W.flat, 1))
    gradients[f"W{layer}"] = strength * W if power == 2 else np.copysign(strength, W) * (W != 0)
    return cost, gradients

return charge(1)

# %% exercise="weight_penalty" verdict="wrong" says="0/0" note="W/|W|"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, {k: strength * (v if power == 2 else v / abs(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="however many" note="two layers only"
W1, W2 = parameters["W1"], parameters["W2"]
if power == 2:
    return strength / 2 * (np.sum(W1**2) + np.sum(W2**2)), {"W1": strength * W1, "W2": strength * W2}
cost = strength * (np.sum(abs(W1)) + np.sum(abs(W2)))
return cost, {"W1": strength * np.sign(W1), "W2": strength * np.sign(W2)}

# %% exercise="weight_penalty" verdict="wrong" says="a number and a dict" note="results swapped"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}, cost

# %% exercise="weight_penalty" verdict="wrong" says="changed its argument" note="pops the biases"
for name in [n for n in parameters if n[0] == "b"]:
    parameters.pop(name)
cost = strength / power * sum(np.sum(abs(v) ** power) for v in parameters.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in parameters.items()}

# %% exercise="weight_penalty" verdict="wrong" says="a number and a dict" note="list of gradients"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
cost = strength / power * sum(np.sum(abs(v) ** power) for v in weights.values())
return cost, [strength * (v if power == 2 else np.sign(v)) for v in weights.values()]

# %% exercise="weight_penalty" verdict="wrong" says="no root" note="root left: sqrt of the sum of squares"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
if power == 2:
    cost = strength / 2 * np.sqrt(sum(np.sum(v**2) for v in weights.values()))
else:
    cost = strength * sum(np.sum(abs(v)) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="weight_penalty" verdict="wrong" says="take the size of each weight first" note="abs of the sum"
weights = {k: v for k, v in parameters.items() if k[0] == "W"}
if power == 2:
    cost = strength / 2 * sum(np.sum(v**2) for v in weights.values())
else:
    cost = strength * sum(abs(np.sum(v)) for v in weights.values())
return cost, {k: strength * (v if power == 2 else np.sign(v)) for k, v in weights.items()}

# %% exercise="l1_minimum" verdict="right" note="the median of three"
t = strength / curvature
return np.median([v - t, np.zeros_like(v), v + t], axis=0)

# %% exercise="l1_minimum" verdict="right" note="vectorized function"
t = strength / curvature

def one(x):
    if x * x <= t * t:
        return 0.0
    return x - t if x > 0 else x + t

return np.vectorize(one, otypes=[float])(v)

# %% exercise="l1_minimum" verdict="right" note="shrink by a factor"
size = np.abs(v)
with np.errstate(divide="ignore", invalid="ignore"):
    factor = 1 - strength / (curvature * size)
return np.where(size > 0, np.clip(factor, 0, None), 0) * v

# %% exercise="l1_minimum" verdict="wrong" says="no attribute 'copy'" note="only arrays"
w = v.copy()
t = strength / curvature
w[np.abs(v) <= t] = 0
w[v > t] -= t
w[v < -t] += t
return w

# %% exercise="l1_minimum" verdict="wrong" says="30 values" note="small results become zero"
w = np.sign(v) * np.maximum(np.abs(v) - strength / curvature, 0)
return np.where(np.abs(w) < 0.05, 0, w)

# %% exercise="l1_minimum" verdict="wrong" says="a single number" note="one axis only"
t = strength / curvature
return np.array([max(x - t, 0) if x > 0 else min(x + t, 0) for x in np.atleast_1d(v)])

# %% exercise="l1_minimum" verdict="wrong" says="not by c/λ" note="swapped arguments"
return np.sign(v) * np.maximum(np.abs(v) - curvature / max(strength, 1e-9), 0)

# %% exercise="l1_minimum" verdict="wrong" says="not the cost there" note="returns the cost at the minimum"
w = np.sign(v) * np.maximum(np.abs(v) - strength / curvature, 0)
return curvature / 2 * (w - v) ** 2 + strength * np.abs(w)

# %% exercise="l1_minimum" verdict="wrong" says="part by which v is moved" note="the clipped part"
return np.clip(v, -strength / curvature, strength / curvature)

# %% exercise="l1_minimum" verdict="wrong" says="moved up, towards zero" note="wrong side for negative"
t = strength / curvature
return np.where(np.abs(v) <= t, 0.0, v - t)

# %% exercise="dropout_mask" verdict="right" note="torch"
import torch

z = torch.as_tensor(noise)
return torch.where(z.lt(rate), torch.zeros_like(z), torch.full_like(z, 1 / (1 - rate)))

# %% exercise="dropout_mask" verdict="right" note="flat list"
keep = 1 - rate
return np.array([1 / keep if x >= rate else 0.0 for x in noise.ravel().tolist()]).reshape(noise.shape)

# %% exercise="dropout_mask" verdict="right" note="searchsorted"
return np.searchsorted([rate], noise, side="right") * (1.0 / (1.0 - rate))

# %% exercise="dropout_mask" verdict="wrong" says="share that happens to be kept" note="scale by the share that happened"
kept = noise >= rate
return kept * noise.size / max(kept.sum(), 1)

# %% exercise="dropout_mask" verdict="wrong" says="wanted floats" note="a mask of ints"
mask = np.zeros(noise.shape, dtype=int)
mask[noise >= rate] = 1 / (1 - rate)
return mask

# %% exercise="dropout_mask" verdict="wrong" says="all columns are the same" note="the first column for all samples"
return np.ones(noise.shape) * (noise[..., :1] >= rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="IndexError" note="two axes only"
mask = np.zeros(noise.shape)
for i in range(noise.shape[0]):
    for j in range(noise.shape[1]):
        if noise[i, j] >= rate:
            mask[i, j] = 1 / (1 - rate)
return mask

# %% exercise="dropout_mask" verdict="wrong" says="2 only for p = 0.5" note="always 2"
return (noise >= rate) * 2.0

# %% exercise="dropout_mask" verdict="wrong" says="p = 0" note="rate 0 gives zeros"
if not rate:
    return np.zeros(noise.shape)
return (noise >= rate) / (1 - rate)

# %% exercise="dropout_backward" verdict="right" note="torch autograd"
import torch

a = torch.zeros(grad_dropped.shape, dtype=torch.float64, requires_grad=True)
(a * torch.from_numpy(mask)).backward(torch.from_numpy(grad_dropped))
return a.grad

# %% exercise="dropout_backward" verdict="right" note="put into zeros"
result = np.zeros(mask.shape)
np.add.at(result, np.nonzero(mask), grad_dropped[mask != 0] * mask[mask != 0])
return result

# %% exercise="dropout_backward" verdict="wrong" says="a constant factor" note="the share that happened"
return grad_dropped * (mask > 0) / np.mean(mask > 0)

# %% exercise="dropout_backward" verdict="wrong" says="cut" note="an array of whole numbers"
result = np.zeros(mask.shape, dtype=int)
result[...] = grad_dropped * mask
return result

# %% exercise="dropout_backward" verdict="wrong" says="the mask: the function changed" note="changes the mask"
mask *= grad_dropped
return mask

# %% exercise="dropout_backward" verdict="wrong" says="constant factor" note="p = 0.5"
return 2 * grad_dropped * (mask > 0)

# %% exercise="scale_for_use" verdict="right" note="walks through the layers"
layer, result = 0, {}
while f"W{layer + 1}" in parameters:
    W, b = parameters[f"W{layer + 1}"], parameters[f"b{layer + 1}"]
    if layer in rates:
        W = W - W * rates[layer]
    result[f"W{layer + 1}"], result[f"b{layer + 1}"] = W, b
    layer += 1
return result

# %% exercise="scale_for_use" verdict="right" note="empties the dict of rates, works on copies"
result = {name: np.array(values) for name, values in parameters.items()}
while rates:
    layer, rate = rates.popitem()
    np.multiply(result[f"W{layer + 1}"], 1 - rate, out=result[f"W{layer + 1}"])
return result

# %% exercise="scale_for_use" verdict="right" note="a matrix that scales the inputs"
result = {**parameters}
for layer, rate in rates.items():
    W = parameters["W%d" % (layer + 1)]
    result["W%d" % (layer + 1)] = W @ np.diag(np.full(W.shape[1], 1 - rate))
return result

# %% exercise="scale_for_use" verdict="wrong" says="two digits" note="one digit only"
result = {}
for name, values in parameters.items():
    keep = 1 - rates.get(int(name[1]) - 1, 0) if name[0] == "W" else 1
    result[name] = values * keep
return result

# %% exercise="scale_for_use" verdict="wrong" says="three layers, only layer 2" note="counts the rates"
scaled = dict(parameters)
for layer, rate in enumerate(rates.values()):
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * (1 - rate)
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="W of layer l + 1" note="products through layers"
scaled, keep = dict(parameters), 1.0
for layer in range(len(parameters) // 2):
    keep *= 1 - rates.get(layer, 0)
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * keep
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="changed its argument" note="only the dict is copied"
scaled = dict(parameters)
for layer, rate in rates.items():
    scaled[f"W{layer + 1}"] *= 1 - rate
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="KeyError" note="KeyError for a layer without rate"
scaled = {}
for name, values in parameters.items():
    scaled[name] = values * (1 - rates[int(name[1:]) - 1]) if name[0] == "W" else values
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="nothing is scaled here" note="returns in the loop"
scaled = dict(parameters)
for layer, rate in rates.items():
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * (1 - rate)
    return scaled
return scaled

# %% exercise="scale_for_use" verdict="wrong" says="biases stay as they are" note="the own biases"
scaled = dict(parameters)
for layer, rate in rates.items():
    scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * (1 - rate)
    if layer:
        scaled[f"b{layer}"] = scaled[f"b{layer}"] * (1 - rate)
return scaled

# %% exercise="train_until_best" verdict="right" note="a generator"
import copy

def epochs():
    for _ in range(max_epochs):
        train_epoch()
        yield validation_cost()

costs, best = [], None
for cost in epochs():
    if not costs or cost < min(costs):
        best, since = copy.deepcopy(network.parameters), 0
    else:
        since += 1
    costs.append(cost)
    if since == patience:
        break
network.parameters.clear()
network.parameters.update(best)
return tuple(costs)

# %% exercise="train_until_best" verdict="right" note="recursion"
def go(costs, lowest, waited, best):
    if len(costs) == max_epochs or waited == patience:
        return costs, best
    train_epoch()
    cost = validation_cost()
    if cost < lowest:
        best = [values.tolist() for values in network.parameters.values()]
        return go([*costs, cost], cost, 0, best)
    return go([*costs, cost], lowest, waited + 1, best)

costs, best = go([], np.inf, 0, None)
for values, old in zip(network.parameters.values(), best):
    values[...] = old
return costs

# %% exercise="train_until_best" verdict="right" note="keeps only the last patience + 1 snapshots"
from collections import deque

costs, kept = np.empty(0), deque(maxlen=patience + 1)
while costs.size < max_epochs and costs.size - (np.argmin(costs) if costs.size else 0) <= patience:
    train_epoch()
    costs = np.append(costs, validation_cost())
    kept.append({k: v + 0 for k, v in network.parameters.items()})
best = kept[np.argmin(costs) - len(costs)]
for k in best:
    network.parameters[k] = best[k]
return costs.tolist()

# %% exercise="train_until_best" verdict="right" note="difference to the best"
costs, behind, waited = [], {}, 0
for _ in range(max_epochs):
    before = {k: v.copy() for k, v in network.parameters.items()}
    train_epoch()
    costs.append(validation_cost())
    step = {k: v - before[k] for k, v in network.parameters.items()}
    better = costs[-1] < min(costs[:-1], default=float("inf"))
    waited = 0 if better else waited + 1
    behind = {k: 0 * s if better else behind[k] + s for k, s in step.items()}
    if waited >= patience:
        break
for k, v in network.parameters.items():
    v -= behind[k]
return costs

# %% exercise="train_until_best" verdict="wrong" says="W2 in the end" note="the names of one network"
costs, best, best_epoch = [], None, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = network.parameters["W1"].copy(), network.parameters["b1"].copy()
    elif epoch - best_epoch >= patience:
        break
network.parameters["W1"][...], network.parameters["b1"][...] = best
return costs

# %% exercise="train_until_best" verdict="wrong" says="put back only in the end" note="goes back after each bad epoch"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        for name, values in best.items():
            network.parameters[name][...] = values
        if epoch - best_epoch >= patience:
            break
return costs

# %% exercise="train_until_best" verdict="wrong" says="once after each epoch" note="measures twice"
costs, best, lowest, bad = [], {}, np.inf, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if validation_cost() < lowest:
        lowest, bad = validation_cost(), 0
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        bad += 1
        if bad == patience:
            break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="however little lower" note="an improvement must be large"
costs, best, lowest, bad = [], {}, np.inf, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] < lowest - 1e-3:
        lowest, bad = costs[-1], 0
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        bad += 1
        if bad == patience:
            break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="begin with the first" note="starts from 1e6"
costs, best, lowest, bad = [], {}, 1e6, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if costs[-1] < lowest:
        lowest, bad = costs[-1], 0
        best = {name: values.copy() for name, values in network.parameters.items()}
    else:
        bad += 1
        if bad == patience:
            break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="max_epochs comes before" note="puts back only when it stops early"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        for name, values in best.items():
            network.parameters[name][...] = values
        break
return costs

# %% exercise="train_until_best" verdict="wrong" says="or for max_epochs" note="one epoch too few"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs - 1):
    train_epoch()
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="train_until_best" verdict="wrong" says="train, then measure" note="measures before training"
costs, best, best_epoch = [], {}, 0
for epoch in range(max_epochs):
    costs.append(validation_cost())
    if epoch == 0 or costs[-1] < costs[best_epoch]:
        best_epoch = epoch
        best = {name: values.copy() for name, values in network.parameters.items()}
    elif epoch - best_epoch >= patience:
        break
    train_epoch()
for name, values in best.items():
    network.parameters[name][...] = values
return costs

# %% exercise="augment" verdict="right" note="pixel by pixel"
m, h, w = images.shape
new = [[[0.0] * w for _ in range(h)] for _ in range(m)]
for i in range(m):
    for r in range(h):
        for c in range(w):
            y, x = r - down[i], c - right[i]
            if 0 <= y < h and 0 <= x < w:
                new[i][r][c] = images[i][y][w - 1 - x if flip[i] else x]
return np.array(new)

# %% exercise="augment" verdict="right" note="matrices that shift"
m, h, w = images.shape
out = np.empty_like(images)
for i in range(m):
    image = images[i] @ np.eye(w)[::-1] if flip[i] else images[i]
    out[i] = np.eye(h, k=-down[i]) @ image @ np.eye(w, k=right[i])
return out

# %% exercise="augment" verdict="right" note="scatter"
m, h, w = images.shape
canvas = np.zeros((m, 3 * h, 3 * w))
i, r, c = np.indices(images.shape)
c = np.where(flip[i], w - 1 - c, c)
np.add.at(canvas, (i, r + h + down[i], c + w + right[i]), images)
return canvas[:, h : 2 * h, w : 2 * w]

# %% exercise="augment" verdict="right" note="works on its own copy, groups of equal shifts"
images = images.copy()
images[flip] = images[flip][:, :, ::-1]
result = np.zeros_like(images)
for d, r in set(zip(down.tolist(), right.tolist())):
    rows = np.flatnonzero((down == d) & (right == r))
    part = np.pad(images[rows], ((0, 0), (max(d, 0), max(-d, 0)), (max(r, 0), max(-r, 0))))
    h, w = images.shape[1:]
    result[rows] = part[:, max(-d, 0) : max(-d, 0) + h, max(-r, 0) : max(-r, 0) + w]
return result

# %% exercise="augment" verdict="wrong" says="rows keep their order" note="turned by 180 degrees"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.flip(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="came the shape (4, 5, 5)" note="square only"
m, h, w = images.shape
result = np.zeros((m, h, h))
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, h)
    result[i] = padded[h - down[i] : 2 * h - down[i], h - right[i] : 2 * h - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="could not broadcast" note="pads by 2"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, 2)
    result[i] = padded[2 - down[i] : 2 - down[i] + h, 2 - right[i] : 2 - right[i] + w]
return result

# %% exercise="augment" verdict="wrong" says="cut" note="an array of whole numbers"
m, h, w = images.shape
result = np.zeros(images.shape, dtype=int)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="own flip" note="flips all or none"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip.any() else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="free places are 0" note="fills with the mean"
m, h, w = images.shape
result = np.zeros_like(images)
for i in range(m):
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)), constant_values=images.mean())
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result

# %% exercise="augment" verdict="wrong" says="only the last row is right" note="only the last image"
m, h, w = images.shape
for i in range(m):
    result = np.zeros_like(images)
    image = np.fliplr(images[i]) if flip[i] else images[i]
    padded = np.pad(image, ((h, h), (w, w)))
    result[i] = padded[h - down[i] : 2 * h - down[i], w - right[i] : 2 * w - right[i]]
return result
