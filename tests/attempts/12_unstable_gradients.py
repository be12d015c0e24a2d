# %% [markdown]
# Right and wrong answers to the exercises of unit 12.

# %% exercise="dtanh" verdict="right" note="the formula of the notes; overflows to a right 0"
z = np.asarray(z, dtype=float)
return 4 / (np.exp(z) + np.exp(-z)) ** 2

# %% exercise="dtanh" verdict="right" note="product of two factors"
a = np.tanh(z)
return (1 - a) * (1 + a)

# %% exercise="dtanh" verdict="right" note="torch"
import torch

t = torch.as_tensor(z, dtype=torch.float64)
return (1 - torch.tanh(t) ** 2).numpy()

# %% exercise="dtanh" verdict="right" note="four times the slope of a sigmoid, one by one"
import math

def one(t):
    s = 1 / (1 + math.exp(-2 * abs(t)))
    return 4 * s * (1 - s)

return np.vectorize(one, otypes=[float])(z)

# %% exercise="dtanh" verdict="right" note="float32"
return np.float32(1) - np.square(np.tanh(np.asarray(z, dtype=np.float32)))

# %% exercise="dtanh" verdict="wrong" says="tanh itself"
return np.tanh(z)

# %% exercise="dtanh" verdict="wrong" says="square is missing"
return 1 - np.tanh(z)

# %% exercise="dtanh" verdict="wrong" says="pattern of the sigmoid"
a = np.tanh(z)
return a * (1 - a)

# %% exercise="dtanh" verdict="wrong" says="slope of the sigmoid"
s = 1 / (1 + np.exp(-np.asarray(z)))
return s * (1 - s)

# %% exercise="dtanh" verdict="wrong" says="has to be squared"
return 4 / (np.exp(z) + np.exp(-z))

# %% exercise="dtanh" verdict="wrong" says="4 in the numerator"
return 1 / np.cosh(z) ** 2 / 4

# %% exercise="dtanh" verdict="wrong" says="not finite" note="the other naive form"
e = np.exp(np.asarray(z, dtype=float))
return 1 - ((e - 1 / e) / (e + 1 / e)) ** 2

# %% exercise="dtanh" verdict="wrong" says="1 + tanh"
return 1 + np.tanh(z) ** 2

# %% exercise="dtanh" verdict="wrong" says="return" note="forgot the return"
1 - np.tanh(z) ** 2

# %% exercise="dtanh" verdict="wrong" says="came" note="measured on a flat list"
return 1 - np.tanh(np.ravel(z)) ** 2

# %% exercise="dtanh" verdict="wrong" says="changed" note="squares in place"
if isinstance(z, np.ndarray) and z.dtype == float:
    np.tanh(z, out=z)
    return 1 - z**2
return 1 - np.tanh(z) ** 2

# %% exercise="saturated_share" verdict="right" note="loop"
count, total = 0, 0
for value in slope(z).ravel():
    total += 1
    if value < limit:
        count += 1
return count / total

# %% exercise="saturated_share" verdict="right" note="count_nonzero"
return np.count_nonzero(slope(z) < limit) / z.size

# %% exercise="saturated_share" verdict="right" note="the complement"
return 1 - (slope(z) >= limit).mean()

# %% exercise="saturated_share" verdict="right" note="float32"
return np.float32((limit > np.asarray(slope(z))).sum() / z.size)

# %% exercise="saturated_share" verdict="wrong" says="slope at z, not for z"
return np.mean(z < limit)

# %% exercise="saturated_share" verdict="wrong" says="not saturated"
return np.mean(slope(z) >= limit)

# %% exercise="saturated_share" verdict="wrong" says="divide by the number of logits"
return np.sum(slope(z) < limit)

# %% exercise="saturated_share" verdict="wrong" says="equal to the limit"
return np.mean(slope(z) <= limit)

# %% exercise="saturated_share" verdict="wrong" says="one number"
return (slope(z) < limit) * 1.0

# %% exercise="saturated_share" verdict="wrong" says="that is handed in" note="always tanh"
return np.mean(1 - np.tanh(z) ** 2 < limit)

# %% exercise="saturated_share" verdict="wrong" says="number of all entries" note="divides by the rows"
return np.sum(slope(z) < limit) / len(z)

# %% exercise="saturated_share" verdict="wrong" says="with a larger limit" note="a fixed limit"
return np.mean(slope(z) < 0.25)

# %% exercise="saturated_share" verdict="wrong" says="changed" note="works in place"
z[:] = slope(z)
return np.mean(z < limit)

# %% exercise="fixed_point" verdict="right" note="while"
steps, new = 1, g(start)
while abs(new - start) > tolerance:
    if steps >= max_steps:
        raise ValueError("no fixed point")
    start, new, steps = new, g(new), steps + 1
return new

# %% exercise="fixed_point" verdict="right" note="recursion"
new = g(start)
if abs(new - start) <= tolerance:
    return float(new)
if max_steps == 1:
    raise ValueError
return fixed_point(g, new, tolerance, max_steps - 1)

# %% exercise="fixed_point" verdict="right" note="for and else, with a list"
path = [start]
for step in range(max_steps):
    path.append(g(path[-1]))
    if -tolerance <= path[-1] - path[-2] <= tolerance:
        break
else:
    raise ValueError("the steps are used up")
return path[-1]

# %% exercise="fixed_point" verdict="wrong" says="sign does not count"
return g(start)

# %% exercise="fixed_point" verdict="wrong" says="sign does not count" note="no absolute value"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if before - value <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="sign does not count" note="no absolute value, the other sign"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if value - before <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="not the change"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value - before
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="nothing was raised" note="never raises"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        break
return value

# %% exercise="fixed_point" verdict="wrong" says="start" note="starts at zero"
value = 0.0
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="wide tolerance" note="a tolerance of its own"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= 1e-12:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="too few steps" note="a limit of its own"
value = start
for _ in range(1000):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="sign does not count" note="compares with the start"
value = start
for _ in range(max_steps):
    value = g(value)
    if abs(value - start) > tolerance:
        return value
return value

# %% exercise="fixed_point" verdict="wrong" says="RuntimeError" note="the other exception"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise RuntimeError("no fixed point")

# %% exercise="signals" verdict="right" note="all in lists with the input"
a, z = [x], [None]
for w in weights:
    z.append(np.matmul(w, a[-1]))
    a.append(activation(z[-1]))
g = [None] * len(weights) + [top]
for l in range(len(weights), 1, -1):
    g[l - 1] = weights[l - 1].T @ (slope(z[l]) * g[l])
return a[1:], g[1:]

# %% exercise="signals" verdict="right" note="recursion"
z = weights[0] @ x
a = activation(z)
if len(weights) == 1:
    return [a], [top]
above, below = signals(weights[1:], a, top, activation, slope)
next_slope = slope(weights[1] @ a)
return [a, *above], [weights[1].T @ (below[0] * next_slope), *below]

# %% exercise="signals" verdict="right" note="einsum, backward list turned round, tuples"
acts, zs, out = [], [], x
for w in weights:
    zs.append(np.einsum("ij,jk->ik", w, out))
    out = activation(zs[-1])
    acts.append(out)
grads, g = [top], top
for w, z in zip(reversed(weights[1:]), reversed(zs[1:])):
    g = np.einsum("ij,ik->jk", w, g * slope(z))
    grads.append(g)
return tuple(acts), tuple(grads[::-1])

# %% exercise="signals" verdict="wrong" says="apply the activation function"
a, acts = x, []
for w in weights:
    a = w @ a
    acts.append(a)
return acts, [top] * len(weights)

# %% exercise="signals" verdict="wrong" says="layer 1 comes first"
a, acts, slopes, grads = x, [], [], [top]
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.append(w.T @ (grads[-1] * s))
return acts, grads

# %% exercise="signals" verdict="wrong" says="slope(z) is missing"
a, acts, grads = x, [], [top]
for w in weights:
    a = activation(w @ a)
    acts.append(a)
for w in weights[:0:-1]:
    grads.insert(0, w.T @ grads[0])
return acts, grads

# %% exercise="signals" verdict="wrong" says="not the activations"
a, acts, grads = x, [], [top]
for w in weights:
    a = activation(w @ a)
    acts.append(a)
for w, one in zip(weights[:0:-1], acts[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * slope(one)))
return acts, grads

# %% exercise="signals" verdict="wrong" says="three arrays in each" note="with the input"
acts, slopes, grads = [x], [], [top]
for w in weights:
    slopes.append(slope(w @ acts[-1]))
    acts.append(activation(w @ acts[-1]))
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s))
return acts, grads

# %% exercise="signals" verdict="wrong" says="same layer as the matrix"
a, acts, slopes, grads = x, [], [], [top]
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
for w, s in zip(weights[:0:-1], slopes[-2::-1]):
    grads.insert(0, (w.T @ grads[0]) * s)
return acts, grads

# %% exercise="signals" verdict="wrong" says="leave out the last slope"
a, acts, slopes = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads = [top * slopes[-1]]
for w, s in zip(weights[:0:-1], slopes[-2::-1]):
    grads.insert(0, (w.T @ grads[0]) * s)
return acts, grads

# %% exercise="signals" verdict="wrong" says="end with"
acts = [activation(weights[0] @ x)]
for w in weights[1:]:
    acts.append(activation(w @ acts[-1]))
return acts

# %% exercise="signals" verdict="wrong" says="gradients of layer" note="no transposition where the matrices are square"
a, acts, slopes, grads = x, [], [], [top]
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    turned = w if w.shape[0] == w.shape[1] else w.T
    grads.insert(0, turned @ (grads[0] * s))
return acts, grads

# %% exercise="initial_scale" verdict="right" note="a table"
table = {"xavier": 2 / (n_in + n_out), "he": 2 / n_in}
widths = {"normal": 1, "uniform": 3}
if rule not in table or distribution not in widths:
    raise ValueError("unknown")
return float(np.sqrt(table[rule] * widths[distribution]))

# %% exercise="initial_scale" verdict="right" note="four cases"
if (rule, distribution) == ("xavier", "normal"):
    return (2 / (n_in + n_out)) ** 0.5
elif (rule, distribution) == ("xavier", "uniform"):
    return (6 / (n_in + n_out)) ** 0.5
elif (rule, distribution) == ("he", "normal"):
    return (2 / n_in) ** 0.5
elif (rule, distribution) == ("he", "uniform"):
    return (6 / n_in) ** 0.5
raise ValueError

# %% exercise="initial_scale" verdict="right" note="float32, a subclass of ValueError"
class Unknown(ValueError):
    pass

fans = {"xavier": (n_in + n_out) / 2, "he": n_in / 2}
if rule not in fans or distribution not in ("normal", "uniform"):
    raise Unknown(rule)
return np.float32(np.sqrt((3 if distribution == "uniform" else 1) / fans[rule]))

# %% exercise="initial_scale" verdict="wrong" says="not the variance"
if rule not in ("xavier", "he") or distribution not in ("normal", "uniform"):
    raise ValueError
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
return variance if distribution == "normal" else 3 * variance

# %% exercise="initial_scale" verdict="wrong" says="differ by √3"
if rule not in ("xavier", "he") or distribution not in ("normal", "uniform"):
    raise ValueError
return np.sqrt(2 / (n_in + n_out) if rule == "xavier" else 2 / n_in)

# %% exercise="initial_scale" verdict="wrong" says="under the root"
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
return np.sqrt(variance) if distribution == "normal" else 3 * np.sqrt(variance)

# %% exercise="initial_scale" verdict="wrong" says="n_in alone" note="the notes' rule for He"
variance = 2 / (n_in + n_out) if rule == "xavier" else 4 / (n_in + n_out)
return np.sqrt(variance if distribution == "normal" else 3 * variance)

# %% exercise="initial_scale" verdict="wrong" says="not n_out"
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_out
return np.sqrt(variance if distribution == "normal" else 3 * variance)

# %% exercise="initial_scale" verdict="wrong" says="factor 2 is missing"
variance = 1 / (n_in + n_out) if rule == "xavier" else 1 / n_in
return np.sqrt(variance if distribution == "normal" else 3 * variance)

# %% exercise="initial_scale" verdict="wrong" says="Xavier's rule has both" note="rules swapped"
variance = 2 / n_in if rule == "xavier" else 2 / (n_in + n_out)
return np.sqrt(variance if distribution == "normal" else 3 * variance)

# %% exercise="initial_scale" verdict="wrong" says="an unknown rule" note="no check"
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
return np.sqrt(variance if distribution == "normal" else 3 * variance)

# %% exercise="normalize_batch" verdict="right" note="torch"
import torch

t = torch.as_tensor(z)
mean, variance = t.mean(1, keepdim=True), t.var(1, unbiased=False, keepdim=True)
z_hat = ((t - mean) / torch.sqrt(variance + eps)).numpy()
return z_hat * gamma + beta, z_hat, variance.numpy()

# %% exercise="normalize_batch" verdict="right" note="a loop over the neurons"
z_hat, variance = np.zeros(z.shape), np.zeros((len(z), 1))
for j, row in enumerate(z):
    mean = sum(row) / len(row)
    variance[j] = sum((value - mean) ** 2 for value in row) / len(row)
    z_hat[j] = (row - mean) * (variance[j] + eps) ** -0.5
return [gamma * z_hat + beta, z_hat, variance]

# %% exercise="normalize_batch" verdict="right" note="transposed, sums, mean of the squares"
rows = z.T
mean = rows.sum(0) / len(rows)
variance = (rows * rows).sum(0) / len(rows) - mean * mean
z_hat = ((rows - mean) / np.sqrt(variance + eps)).T
return gamma * z_hat + beta, z_hat, variance.reshape(-1, 1)

# %% exercise="normalize_batch" verdict="right" note="float32"
z, gamma, beta = (np.asarray(a, dtype=np.float32) for a in (z, gamma, beta))
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + np.float32(eps))
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="under the root" note="as the notes have it"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / (np.sqrt(variance) + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="not by m − 1"
variance = z.var(axis=1, keepdims=True, ddof=1)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="came the shape" note="over the neurons"
variance = z.var(axis=0, keepdims=True)
z_hat = (z - z.mean(axis=0, keepdims=True)) / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="not over the neurons" note="only z_hat over the wrong axis"
z_hat = (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + eps)
return gamma * z_hat + beta, z_hat, z.var(axis=1, keepdims=True)

# %% exercise="normalize_batch" verdict="wrong" says="root is missing"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / (variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="gamma and beta are missing"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return z_hat, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="beta is added after"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return gamma * (z_hat + beta), z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="not the standard deviation"
deviation = z.std(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(deviation**2 + eps)
return gamma * z_hat + beta, z_hat, deviation

# %% exercise="normalize_batch" verdict="wrong" says="eps is not used"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="end with"
variance = z.var(axis=1, keepdims=True)
return gamma * (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps) + beta

# %% exercise="normalize_batch" verdict="wrong" says="changed" note="subtracts in place"
z -= z.mean(axis=1, keepdims=True)
variance = z.var(axis=1, keepdims=True)
z_hat = z / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="without eps"
variance = z.var(axis=1, keepdims=True) + eps
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="update_running" verdict="right" note="torch's own"
import torch

mean = torch.tensor(running_mean[:, 0], dtype=torch.float64)
variance = torch.tensor(running_variance[:, 0], dtype=torch.float64)
batch = torch.tensor(z.T, dtype=torch.float64)
torch.nn.functional.batch_norm(batch, mean, variance, training=True, momentum=1 - momentum)
return mean.numpy()[:, None], variance.numpy()[:, None]

# %% exercise="update_running" verdict="right" note="a step toward the batch"
m = z.shape[1]
mean, variance = z.mean(1)[:, None], z.var(1)[:, None] * m / (m - 1)
step = 1 - momentum
return [
    running_mean + step * (mean - running_mean),
    running_variance + step * (variance - running_variance),
]

# %% exercise="update_running" verdict="right" note="loop, float32"
new = np.zeros((2, len(z), 1), dtype=np.float32)
for j, row in enumerate(z):
    new[0, j] = momentum * running_mean[j] + (1 - momentum) * row.mean()
    spread = np.sum((row - row.mean()) ** 2) / (len(row) - 1)
    new[1, j] = momentum * running_variance[j] + (1 - momentum) * spread
return new[0], new[1]

# %% exercise="update_running" verdict="wrong" says="weight of the old" note="PyTorch's meaning of momentum"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
keep, add = 1 - momentum, momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

# %% exercise="update_running" verdict="wrong" says="m/(m − 1) is missing"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

# %% exercise="update_running" verdict="wrong" says="not the deviations" note="as the notes have it"
mean, deviation = z.mean(axis=1, keepdims=True), z.std(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
return (
    keep * running_mean + add * mean,
    (keep * np.sqrt(running_variance) + add * deviation) ** 2,
)

# %% exercise="update_running" verdict="wrong" says="batch alone"
return z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)

# %% exercise="update_running" verdict="wrong" says="weight 1 − momentum"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
return momentum * running_mean + mean, momentum * running_variance + variance

# %% exercise="update_running" verdict="wrong" says="use the argument momentum"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
return 0.9 * running_mean + 0.1 * mean, 0.9 * running_variance + 0.1 * variance

# %% exercise="update_running" verdict="wrong" says="shape" note="no keepdims"
mean, variance = z.mean(axis=1), z.var(axis=1, ddof=1)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

# %% exercise="update_running" verdict="wrong" says="changed" note="in place"
running_mean *= momentum
running_mean += (1 - momentum) * z.mean(axis=1, keepdims=True)
running_variance *= momentum
running_variance += (1 - momentum) * z.var(axis=1, keepdims=True, ddof=1)
return running_mean, running_variance

# %% exercise="update_running" verdict="wrong" says="not its deviation"
mean, deviation = z.mean(axis=1, keepdims=True), z.std(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * deviation

# %% exercise="normalize_backward" verdict="right" note="with the whole matrix of derivatives"
n, m = z_hat.shape
grad_z = np.zeros((n, m))
for j in range(n):
    jacobian = np.eye(m) - 1 / m - np.outer(z_hat[j], z_hat[j]) / m
    grad_z[j] = jacobian @ (gamma[j] * grad_out[j]) / np.sqrt(variance[j] + eps)
return grad_z, (grad_out * z_hat).sum(1)[:, None], grad_out.sum(1)[:, None]

# %% exercise="normalize_backward" verdict="right" note="step by step through the graph"
s = np.sqrt(variance + eps)
center, m = z_hat * s, z_hat.shape[1]
grad_hat = grad_out * gamma
grad_variance = np.sum(grad_hat * center, axis=1, keepdims=True) * -0.5 * s**-3
grad_mean = -np.sum(grad_hat, axis=1, keepdims=True) / s
grad_z = grad_hat / s + grad_variance * 2 * center / m + grad_mean / m
ones = np.ones((m, 1))
return grad_z, (grad_out * z_hat) @ ones, grad_out @ ones

# %% exercise="normalize_backward" verdict="right" note="torch autograd"
import torch

s = np.sqrt(variance + eps)
z = torch.tensor(z_hat * s, dtype=torch.float64, requires_grad=True)
g = torch.tensor(gamma, requires_grad=True)
v = z.var(1, unbiased=False, keepdim=True)
out = g * (z - z.mean(1, keepdim=True)) / torch.sqrt(v + eps)
torch.sum(out * torch.tensor(grad_out)).backward()
return z.grad.numpy(), g.grad.numpy(), grad_out.sum(axis=1, keepdims=True)

# %% exercise="normalize_backward" verdict="right" note="means, a list, float32"
d, h = grad_out.astype(np.float32), z_hat.astype(np.float32)
along, total = (d * h).mean(1, keepdims=True), d.mean(1, keepdims=True)
scale = (gamma * (variance + eps) ** -0.5).astype(np.float32)
m = np.float32(d.shape[1])
return [scale * (d - total - h * along), along * m, total * m]

# %% exercise="normalize_backward" verdict="wrong" says="contains the 1/m" note="as the notes have it"
grad_gamma = np.mean(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.mean(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta - z_hat * grad_gamma
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="two terms are missing"
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
return gamma / np.sqrt(variance + eps) * grad_out, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="the variance moves"
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / z_hat.shape[1]
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="the mean moves"
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - z_hat * grad_gamma / z_hat.shape[1]
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="factor gamma is missing"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return inner / np.sqrt(variance + eps), grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="divided by m"
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta - z_hat * grad_gamma
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="not neurons"
n = len(z_hat)
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / n - z_hat * grad_gamma / n
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="multiply with z_hat"
m = z_hat.shape[1]
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_beta / m
return gamma / np.sqrt(variance + eps) * inner, grad_beta, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="under the root"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma / (np.sqrt(variance) + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="shape" note="no keepdims"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1)
grad_beta = np.sum(grad_out, axis=1)
inner = grad_out - grad_beta[:, None] / m - z_hat * grad_gamma[:, None] / m
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="changed" note="in place"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
grad_out -= grad_beta / m + z_hat * grad_gamma / m
return gamma / np.sqrt(variance + eps) * grad_out, grad_gamma, grad_beta

# %% exercise="clip_gradients" verdict="right" note="torch's own clipping"
import torch

if by not in ("value", "norm"):
    raise ValueError(by)
tensors = [torch.nn.Parameter(torch.zeros(g.shape, dtype=torch.float64)) for g in gradients.values()]
for t, g in zip(tensors, gradients.values()):
    t.grad = torch.tensor(g)
if by == "value":
    torch.nn.utils.clip_grad_value_(tensors, limit)
else:
    torch.nn.utils.clip_grad_norm_(tensors, limit)
return {name: t.grad.numpy() for name, t in zip(gradients, tensors)}

# %% exercise="clip_gradients" verdict="right" note="loops"
result = {}
total = 0.0
for g in gradients.values():
    total += float((g**2).sum())
for name in gradients:
    g = gradients[name].copy()
    if by == "value":
        g[g > limit] = limit
        g[g < -limit] = -limit
    elif by == "norm":
        if total > limit**2:
            g *= limit / total**0.5
    else:
        raise ValueError("value or norm")
    result[name] = g
return result

# %% exercise="clip_gradients" verdict="right" note="one long vector"
if by == "value":
    return {k: np.minimum(np.maximum(v, -limit), limit) for k, v in gradients.items()}
elif by == "norm":
    length = np.linalg.norm(np.concatenate([v.ravel() for v in gradients.values()]))
    return {k: v / max(1.0, length / limit) for k, v in gradients.items()}
raise ValueError

# %% exercise="clip_gradients" verdict="right" note="float32"
small = {k: v.astype(np.float32) for k, v in gradients.items()}
if by == "value":
    return {k: v.clip(-limit, limit) for k, v in small.items()}
if by == "norm":
    length = np.sqrt(sum(np.vdot(v, v) for v in small.values()))
    return {k: v * np.float32(min(1, limit / (length + 1e-12))) for k, v in small.items()}
raise ValueError(f"{by}?")

# %% exercise="clip_gradients" verdict="wrong" says="one length for all arrays" note="each array alone"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
return {k: v * min(1, limit / max(np.linalg.norm(v), 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="on both sides"
if by == "value":
    return {k: np.minimum(v, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="short enough stays" note="always of the length of the limit"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v * limit / length for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="not 1"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v / length if length > limit else v for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="length is a root"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = sum(np.sum(v**2) for v in gradients.values())
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="largest entry"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = max(np.abs(v).max() for v in gradients.values())
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="changed" note="in place"
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
for v in gradients.values():
    if by == "value":
        np.clip(v, -limit, limit, out=v)
    elif by == "norm":
        v *= min(1, limit / max(length, 1e-30))
    else:
        raise ValueError
return gradients

# %% exercise="clip_gradients" verdict="wrong" says="not finite" note="divides by a length of zero"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
with np.errstate(all="ignore"):
    return {k: v * np.float64(limit) / length if length > limit or length == 0 else v for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="same names" note="a list"
return [np.clip(v, -limit, limit) for v in gradients.values()]

# %% exercise="clip_gradients" verdict="wrong" says="one factor for all" note="the word is not looked at"
return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
