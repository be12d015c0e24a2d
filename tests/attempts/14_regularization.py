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

# %% exercise="dropout_mask" verdict="wrong" says="0 where the noise is below" note="draws anew"
return (np.random.default_rng(0).random(noise.shape) >= rate) / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="changed" note="in place"
noise[noise < rate] = 0
noise[noise > 0] = 1
return noise / (1 - rate)

# %% exercise="dropout_mask" verdict="wrong" says="0 where the noise is below" note="noise left in"
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
