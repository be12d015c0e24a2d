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

# %% exercise="dtanh" verdict="right" note="recursion over the axes"
if np.ndim(z) == 0:
    return (1.0 - np.tanh(float(z))) * (1.0 + np.tanh(float(z)))
return np.array([dtanh(part) for part in z])

# %% exercise="dtanh" verdict="right" note="autograd"
import torch

t = torch.tensor(z, dtype=torch.float64, requires_grad=True)
torch.tanh(t).sum().backward()
return t.grad.numpy()

# %% exercise="dtanh" verdict="right" note="complex step"
return np.imag(np.tanh(np.asarray(z) + 1e-20j)) / 1e-20

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

# %% exercise="dtanh" verdict="wrong" says="square is missing" note="1/cosh"
return 1 / np.cosh(z)

# %% exercise="dtanh" verdict="wrong" says="whole number" note="zeros_like of ints"
out = np.zeros_like(z)
for i, value in enumerate(np.ravel(z)):
    out.flat[i] = 1 - np.tanh(value) ** 2
return out

# %% exercise="dtanh" verdict="wrong" says="tanh alone" note="square of all"
return (1 - np.tanh(z)) ** 2

# %% exercise="dtanh" verdict="wrong" says="this is tanh²" note="tanh squared"
return np.tanh(z) ** 2

# %% exercise="dtanh" verdict="wrong" says="safe for any z" note="overflow"
e = np.exp(2 * np.asarray(z, dtype=float))
return 4 * e / (e + 1) ** 2

# %% exercise="dtanh" verdict="wrong" says="has no attribute" note="no numbers"
out = np.empty(z.shape)
out[...] = 1 - np.tanh(z) ** 2
return out

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

# %% exercise="saturated_share" verdict="right" note="sort and search"
return np.searchsorted(np.sort(slope(z), axis=None), limit, side="left") / np.size(z)

# %% exercise="saturated_share" verdict="right" note="torch"
import torch

return (torch.from_numpy(slope(z)) < limit).double().mean().item()

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

# %% exercise="saturated_share" verdict="wrong" says="a sum or a mean missing" note="per neuron"
return np.mean(slope(z) < limit, axis=-1)

# %% exercise="saturated_share" verdict="wrong" says="not //" note="//"
return np.sum(slope(z) < limit) // z.size

# %% exercise="saturated_share" verdict="wrong" says="limit itself" note="relative to the largest slope"
s = slope(z)
return np.mean(s < limit * s.max())

# %% exercise="saturated_share" verdict="wrong" says="count the small slopes" note="mean slope"
return np.mean(slope(z))

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

# %% exercise="fixed_point" verdict="right" note="pairwise over a generator"
from itertools import islice, pairwise


def orbit(a):
    while True:
        yield a
        a = g(a)


for old, new in pairwise(islice(orbit(start), max_steps + 1)):
    if abs(old - new) <= tolerance:
        return new
raise ValueError

# %% exercise="fixed_point" verdict="right" note="accumulate"
from itertools import accumulate, repeat

path = list(accumulate(repeat(0, max_steps), lambda a, _: g(a), initial=start))
for k in range(max_steps):
    if not abs(path[k + 1] - path[k]) > tolerance:
        return np.array(path[k + 1])
raise ValueError("no")

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

# %% exercise="fixed_point" verdict="wrong" says="begin at start" note="starts at zero"
value = 0.0
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="stop as soon as" note="a tolerance of its own"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= 1e-12:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="one step too few" note="a limit of its own"
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

# %% exercise="fixed_point" verdict="wrong" says="equal to the tolerance" note="< for <="
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) < tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="needs all of its steps" note="one step too few"
value = start
for _ in range(max_steps - 1):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="one step too few" note="one step too many"
value = start
for _ in range(max_steps + 1):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="not the one before" note="returns the value before"
value = start
for _ in range(max_steps):
    if abs(g(value) - value) <= tolerance:
        return value
    value = g(value)
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="number of steps" note="steps"
value = start
for k in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return k + 1
raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="stop as soon as" note="always all steps"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
if abs(value - before) > tolerance:
    raise ValueError
return value

# %% exercise="fixed_point" verdict="wrong" says="ValueError was raised" note="raises in the loop"
value = start
for _ in range(max_steps):
    before, value = value, g(value)
    if abs(value - before) <= tolerance:
        return value
    raise ValueError

# %% exercise="fixed_point" verdict="wrong" says="from the new value" note="always g of start"
value = start
for _ in range(max_steps):
    before, value = value, g(start)
    if abs(value - before) <= tolerance:
        return value
raise ValueError

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

# %% exercise="signals" verdict="right" note="torch"
import torch

w = [torch.tensor(one) for one in weights]
a, zs, acts = torch.tensor(x), [], []
for one in w:
    zs.append((one @ a).numpy())
    a = torch.tensor(activation(zs[-1]))
    acts.append(a)
g, grads = torch.tensor(top), [torch.tensor(top)]
for k in range(len(w) - 1, 0, -1):
    g = w[k].T @ (g * torch.tensor(slope(zs[k])))
    grads = [g, *grads]
return acts, grads

# %% exercise="signals" verdict="right" note="loops over the samples"
n, m = len(weights), x.shape[1]
acts = [np.zeros((len(w), m)) for w in weights]
grads = [np.zeros((len(w), m)) for w in weights]
for i in range(m):
    a, slopes = x[:, i], []
    for k, w in enumerate(weights):
        slopes.append(slope(w.dot(a)))
        a = activation(w.dot(a))
        acts[k][:, i] = a
    g = top[:, i]
    for k in range(n - 1, -1, -1):
        grads[k][:, i] = g
        g = (slopes[k] * g) @ weights[k]
return acts, grads

# %% exercise="signals" verdict="right" note="deque and accumulate"
from collections import deque
from itertools import accumulate

zs = list(accumulate(weights[1:], lambda z, w: w @ activation(z), initial=weights[0] @ x))
grads = deque([top])
for w, z in list(zip(weights, zs))[:0:-1]:
    grads.appendleft(np.tensordot(w, grads[0] * slope(z), axes=(0, 0)))
return [activation(z) for z in zs], list(grads)

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

# %% exercise="signals" verdict="wrong" says="the last one too" note="linear last layer"
a, acts, slopes = x, [], []
for k, w in enumerate(weights):
    z = w @ a
    slopes.append(slope(z))
    a = z if k == len(weights) - 1 else activation(z)
    acts.append(a)
grads = [top]
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s))
return acts, grads

# %% exercise="signals" verdict="wrong" says="a mean, not a sum" note="averages over the samples"
a, acts, slopes = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads = [top]
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s) / x.shape[1])
return acts, grads

# %% exercise="signals" verdict="wrong" says="first the activations" note="results swapped"
a, acts, slopes = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads = [top]
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s))
return grads, acts

# %% exercise="signals" verdict="wrong" says="not x" note="every layer sees x"
acts = [activation(w @ x) for w in weights]
slopes = [slope(w @ x) for w in weights]
grads = [top]
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s))
return acts, grads

# %% exercise="signals" verdict="wrong" says="*=" note="spoils top in place"
a, acts, slopes = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads = [top]
for w, s in zip(weights[:0:-1], slopes[:0:-1]):
    grads[0] *= s
    grads.insert(0, w.T @ grads[0])
return acts, grads

# %% exercise="signals" verdict="wrong" says="as many gradients" note="no layer 1 case: needs two layers"
a, acts, slopes = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads = [weights[-1].T @ (top * slopes[-1]), top]
for w, s in zip(weights[-2:0:-1], slopes[-2:0:-1]):
    grads.insert(0, w.T @ (grads[0] * s))
return acts, grads

# %% exercise="signals" verdict="right" note="float32, in place on own copies"
a, slopes, acts = x.astype(np.float32), [], []
for w in weights:
    z = w.astype(np.float32) @ a
    slopes.append(slope(z))
    a = activation(z)
    acts.append(a)
g = top.astype(np.float32)
grads = [g.copy()]
for w, s in list(zip(weights, slopes))[:0:-1]:
    g *= s
    g = w.T.astype(np.float32) @ g
    grads.insert(0, g.copy())
return acts, grads

# %% exercise="signals" verdict="wrong" says="changed" note="returns a copy of top and goes on with top in place"
a, slopes, acts = x, [], []
for w in weights:
    slopes.append(slope(w @ a))
    a = activation(w @ a)
    acts.append(a)
grads, g = [top.copy()], top
for w, s in list(zip(weights, slopes))[:0:-1]:
    g *= s
    g = w.T @ g
    grads.insert(0, g.copy())
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

# %% exercise="initial_scale" verdict="right" note="index raises"
fan = (n_in + n_out, n_in)[("xavier", "he").index(rule)]
return (4 * (0.5, 1.5)[["normal", "uniform"].index(distribution)] / (fan * 0.5) / 2) ** 0.5

# %% exercise="initial_scale" verdict="right" note="match"
import math

match rule, distribution:
    case "xavier", "normal":
        return math.sqrt(2) / math.sqrt(n_in + n_out)
    case "xavier", "uniform":
        return math.sqrt(6) / math.sqrt(n_in + n_out)
    case "he", "normal":
        return math.exp(0.5 * (math.log(2) - math.log(n_in)))
    case "he", "uniform":
        return math.sqrt(3) * initial_scale(n_in, n_out, "he", "normal")
raise ValueError(rule, distribution)

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

# %% exercise="initial_scale" verdict="wrong" says="KeyError" note="KeyError"
variance = {"xavier": 2 / (n_in + n_out), "he": 2 / n_in}[rule]
return np.sqrt(variance * {"normal": 1, "uniform": 3}[distribution])

# %% exercise="initial_scale" verdict="wrong" says="unknown distribution: xavier" note="no check of the distribution for xavier"
if rule == "xavier":
    return np.sqrt((2 if distribution == "normal" else 6) / (n_in + n_out))
if rule == "he" and distribution in ("normal", "uniform"):
    return np.sqrt((2 if distribution == "normal" else 6) / n_in)
raise ValueError

# %% exercise="initial_scale" verdict="wrong" says="do not divide" note="divides by the root of 3"
if rule not in ("xavier", "he") or distribution not in ("normal", "uniform"):
    raise ValueError
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
return np.sqrt(variance if distribution == "normal" else variance / 3)

# %% exercise="initial_scale" verdict="wrong" says="wanted a number" note="draws"
if rule not in ("xavier", "he") or distribution not in ("normal", "uniform"):
    raise ValueError
variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
return np.random.default_rng(0).normal(size=(n_out, n_in)) * np.sqrt(variance)

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

# %% exercise="normalize_batch" verdict="right" note="torch batch_norm"
import torch

v = torch.tensor(z).var(1, correction=0, keepdim=True)
hat = torch.nn.functional.batch_norm(torch.tensor(z.T), None, None, training=z.shape[1] > 1, eps=eps).T if z.shape[1] > 1 else torch.zeros(z.shape, dtype=torch.float64)
return torch.tensor(gamma) * hat + torch.tensor(beta), hat, v

# %% exercise="normalize_batch" verdict="right" note="statistics, lists converted at the end"
import statistics

out, hats, variances = [], [], []
for row, g, b in zip(z.tolist(), gamma.ravel().tolist(), beta.ravel().tolist()):
    mean, variance = statistics.fmean(row), statistics.pvariance(row)
    hats.append([(t - mean) / (variance + eps) ** 0.5 for t in row])
    out.append([g * t + b for t in hats[-1]])
    variances.append([variance])
return np.array(out), np.array(hats), np.array(variances)

# %% exercise="normalize_batch" verdict="right" note="apply_along_axis and std"
std = np.apply_along_axis(np.std, 1, z)[:, np.newaxis]
z_hat = (z - np.average(z, axis=1)[:, np.newaxis]) / np.hypot(std, eps**0.5)
return gamma * z_hat + beta, z_hat, std**2

# %% exercise="normalize_batch" verdict="right" note="np.add.at"
n, m = z.shape
sums, squares = np.zeros((n, 1)), np.zeros((n, 1))
for i in range(m):
    np.add.at(sums, (np.arange(n), 0), z[:, i])
for i in range(m):
    np.add.at(squares, (np.arange(n), 0), (z[:, i] - sums[:, 0] / m) ** 2)
z_hat = (z - sums / m) / np.sqrt(squares / m + eps)
return beta + z_hat * gamma, z_hat, squares / m

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

# %% exercise="normalize_batch" verdict="wrong" says="changed in place" note="z_hat is scaled in place too"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
out = z_hat
out *= gamma
out += beta
return out, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="subtract the mean" note="not centered"
variance = z.var(axis=1, keepdims=True)
z_hat = z / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="mean of the squares" note="mean of the squares"
variance = np.mean(z**2, axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="beta is added" note="gamma and beta swapped"
variance = z.var(axis=1, keepdims=True)
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return beta * z_hat + gamma, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="1 samples" note="single sample passes through"
variance = z.var(axis=1, keepdims=True)
if z.shape[1] == 1:
    return gamma * z + beta, z, variance
z_hat = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, variance

# %% exercise="normalize_batch" verdict="wrong" says="4 neurons, 4 samples" note="square: neurons for samples"
axis = 0 if z.shape[0] == z.shape[1] else 1
variance = z.var(axis=axis, keepdims=True)
z_hat = (z - z.mean(axis=axis, keepdims=True)) / np.sqrt(variance + eps)
return gamma * z_hat + beta, z_hat, z.var(axis=1, keepdims=True)

# %% exercise="normalize_batch" verdict="wrong" says="changed" note="the shift is folded into beta in place"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True)
factor = gamma / np.sqrt(variance + eps)
z_hat = (z - mean) / np.sqrt(variance + eps)
beta -= factor * mean
return factor * z + beta, z_hat, variance

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

# %% exercise="update_running" verdict="right" note="lerp"
import torch

z = torch.tensor(z, dtype=torch.float32)
mean, variance = z.mean(1, keepdim=True), z.var(1, keepdim=True)
old = torch.tensor(running_mean).float(), torch.tensor(running_variance).float()
return torch.lerp(old[0], mean, 1 - momentum), torch.lerp(old[1], variance, 1 - momentum)

# %% exercise="update_running" verdict="right" note="pairs of samples"
n, m = z.shape
total = np.zeros((n, 1))
for i in range(m):
    for k in range(i):
        total += (z[:, [i]] - z[:, [k]]) ** 2
spread = total / m / (m - 1)
return (
    running_mean - (1 - momentum) * (running_mean - z @ np.ones((m, 1)) / m),
    running_variance - (1 - momentum) * (running_variance - spread),
)

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

# %% exercise="update_running" verdict="wrong" says="mean comes first" note="results swapped"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
return keep * running_variance + add * variance, keep * running_mean + add * mean

# %% exercise="update_running" verdict="wrong" says="batch alone" note="factor on the whole"
m = z.shape[1]
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, (keep * running_variance + add * variance) * m / (m - 1)

# %% exercise="update_running" verdict="wrong" says="once is enough" note="factor twice"
m = z.shape[1]
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance * m / (m - 1)

# %% exercise="update_running" verdict="wrong" says="not the neurons" note="n for m"
m = z.shape[0]
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance * m / max(m - 1, 1)

# %% exercise="update_running" verdict="wrong" says="4 neurons, 4 samples" note="axis 0 where square"
axis = 0 if z.shape[0] == z.shape[1] else 1
mean, variance = z.mean(axis=axis)[:, None], z.var(axis=axis, ddof=1)[:, None]
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

# %% exercise="update_running" verdict="wrong" says="momentum 0" note="momentum or"
momentum = momentum or 0.9
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

# %% exercise="update_running" verdict="wrong" says="old variance" note="only the variance in place"
mean, variance = z.mean(axis=1, keepdims=True), z.var(axis=1, keepdims=True, ddof=1)
keep, add = momentum, 1 - momentum
new = keep * running_mean + add * mean
running_variance *= keep
running_variance += add * variance
return new, running_variance

# %% exercise="update_running" verdict="wrong" says="changed" note="centers z in place"
mean = z.mean(axis=1, keepdims=True)
z -= mean
variance = np.sum(z**2, axis=1, keepdims=True) / (z.shape[1] - 1)
keep, add = momentum, 1 - momentum
return keep * running_mean + add * mean, keep * running_variance + add * variance

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

# %% exercise="normalize_backward" verdict="right" note="loops over everything"
n, m = grad_out.shape
grad_z, grad_gamma, grad_beta = np.zeros((n, m)), np.zeros((n, 1)), np.zeros((n, 1))
for j in range(n):
    for i in range(m):
        grad_gamma[j] += grad_out[j, i] * z_hat[j, i]
        grad_beta[j] += grad_out[j, i]
    for i in range(m):
        inner = m * grad_out[j, i] - grad_beta[j, 0] - z_hat[j, i] * grad_gamma[j, 0]
        grad_z[j, i] = gamma[j, 0] * inner / m / np.sqrt(variance[j, 0] + eps)
return grad_z, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="right" note="centering matrix"
n, m = z_hat.shape
center = np.eye(m) - np.ones((m, m)) / m
rows = [
    (d @ center - h * (h @ d) / m) * g / np.sqrt(v + eps)
    for d, h, v, g in zip(grad_out, z_hat, variance[:, 0], gamma[:, 0])
]
return np.array(rows), np.diag(grad_out @ z_hat.T).reshape(n, 1), grad_out @ np.ones((m, 1))

# %% exercise="normalize_backward" verdict="right" note="torch, batch_norm's own backward"
import torch

s = np.sqrt(variance + eps)
d, h, g = (torch.tensor(a) for a in (grad_out, z_hat, gamma))
along, total = (d * h).sum(1, keepdim=True), d.sum(1, keepdim=True)
m = d.shape[1]
return g / torch.tensor(s) * (d - (total + h * along) / m), along, total

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

# %% exercise="normalize_backward" verdict="wrong" says="sum of grad_out alone"
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

# %% exercise="normalize_backward" verdict="wrong" says="both terms" note="sign"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m + z_hat * grad_gamma / m
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="sum of grad_out alone" note="results swapped"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma / np.sqrt(variance + eps) * inner, grad_beta, grad_gamma

# %% exercise="normalize_backward" verdict="wrong" says="eps is not used" note="eps missing"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma / np.sqrt(variance) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="product with z_hat" note="z_hat missing in the third term"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - grad_gamma / m
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="changed its argument" note="variance changed in place"
m = z_hat.shape[1]
variance += eps
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma / np.sqrt(variance) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="changed its argument" note="z_hat changed in place"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
z_hat *= grad_gamma / m
return gamma / np.sqrt(variance + eps) * (grad_out - grad_beta / m - z_hat), grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="changed its argument" note="gamma changed in place"
m = z_hat.shape[1]
gamma /= np.sqrt(variance + eps)
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
return gamma * (grad_out - grad_beta / m - z_hat * grad_gamma / m), grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="do not multiply" note="multiplies by the deviation"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma * np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

# %% exercise="normalize_backward" verdict="wrong" says="1 samples" note="single sample passes through"
m = z_hat.shape[1]
grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
grad_beta = np.sum(grad_out, axis=1, keepdims=True)
if m == 1:
    return gamma / np.sqrt(variance + eps) * grad_out, grad_gamma, grad_beta
inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta

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

# %% exercise="clip_gradients" verdict="right" note="names in another order, the same arrays when short"
names = sorted(gradients, reverse=True)
if by == "value":
    return {n: np.where(abs(gradients[n]) > limit, np.sign(gradients[n]) * limit, gradients[n]) for n in names}
if by == "norm":
    total = sum(np.vdot(g, g) for g in gradients.values())
    if total <= limit * limit:
        return gradients
    return {n: gradients[n] / (total**0.5 / limit) for n in names}
raise ValueError

# %% exercise="clip_gradients" verdict="right" note="one vector, split again"
flat = np.concatenate([g.reshape(-1) for g in gradients.values()])
if by == "value":
    flat = np.median([flat, np.full_like(flat, -limit), np.full_like(flat, limit)], axis=0)
elif by == "norm":
    flat = flat * (limit / max(limit, np.sqrt(flat @ flat)))
else:
    raise ValueError
ends = np.cumsum([g.size for g in gradients.values()])
parts = np.split(flat, ends[:-1])
return {n: p.reshape(g.shape) for (n, g), p in zip(gradients.items(), parts)}

# %% exercise="clip_gradients" verdict="right" note="tensors, with the tiny number of torch"
import torch

t = {n: torch.tensor(g) for n, g in gradients.items()}
if by == "value":
    return {n: g.clamp(-limit, limit) for n, g in t.items()}
if by == "norm":
    length = torch.stack([g.norm() for g in t.values()]).norm()
    return {n: g * torch.clamp(limit / (length + 1e-6), max=1.0) for n, g in t.items()}
raise ValueError

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

# %% exercise="clip_gradients" verdict="wrong" says="lengths of the arrays" note="lengths added"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = sum(np.sqrt(np.sum(v**2)) for v in gradients.values())
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="small enough stays" note="sign times limit"
if by == "value":
    return {k: limit * np.sign(v) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="limit / length" note="factor turned round"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v * length / limit if length > limit else v for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="by itself" note="by value scales all"
largest = max(np.abs(v).max() for v in gradients.values())
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
if by == "value":
    return {k: v * min(1, limit / max(largest, 1e-30)) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="nothing was raised" note="unknown word is norm"
if by == "value":
    return {k: np.clip(v, -limit, limit) for k, v in gradients.items()}
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: v * min(1, limit / max(length, 1e-30)) for k, v in gradients.items()}

# %% exercise="clip_gradients" verdict="wrong" says="changed its argument" note="puts the new arrays into the dict handed in"
if by not in ("value", "norm"):
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
for k, v in gradients.items():
    gradients[k] = np.clip(v, -limit, limit) if by == "value" else v * min(1, limit / max(length, 1e-30))
return gradients

# %% exercise="clip_gradients" verdict="wrong" says="0-d" note="no single numbers: a loop over the rows"
if by == "value":
    return {k: np.array([np.clip(row, -limit, limit) for row in v]) for k, v in gradients.items()}
if by != "norm":
    raise ValueError
length = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
return {k: np.array([row * min(1, limit / max(length, 1e-30)) for row in v]) for k, v in gradients.items()}
