# %% [markdown]
# Right and wrong answers to the exercises of unit 7.

# %% exercise="count_updates" verdict="right" note="math.ceil"
import math

return math.ceil(m / batch_size) * epochs

# %% exercise="count_updates" verdict="right" note="counts the starts"
return len(range(0, m, batch_size)) * epochs

# %% exercise="count_updates" verdict="right" note="divmod"
full, rest = divmod(m, batch_size)
return epochs * (full + (rest > 0))

# %% exercise="count_updates" verdict="right" note="numpy, made an int"
return int(np.ceil(m / batch_size)) * epochs

# %% exercise="count_updates" verdict="right" note="really counts"
count = 0
for _ in range(epochs):
    left = m
    while left > 0:
        left -= batch_size
        count += 1
return count

# %% exercise="count_updates" verdict="right" note="adds one less than a batch"
return (m + batch_size - 1) // batch_size * epochs

# %% exercise="count_updates" verdict="wrong" says="round up"
return m // batch_size * epochs

# %% exercise="count_updates" verdict="wrong" says="whole numbers" note="a fraction"
return m / batch_size * epochs

# %% exercise="count_updates" verdict="wrong" says="before you multiply"
import math

return math.ceil(m * epochs / batch_size)

# %% exercise="count_updates" verdict="wrong" says="without a rest" note="always one more"
return (m // batch_size + 1) * epochs

# %% exercise="count_updates" verdict="wrong" says="came" note="forgets the epochs"
return -(-m // batch_size)

# %% exercise="count_updates" verdict="wrong" says="not samples"
return m * epochs

# %% exercise="count_updates" verdict="wrong" says="floats" note="a float"
return np.ceil(m / batch_size) * epochs

# %% exercise="count_updates" verdict="wrong" says="wrong" note="rounds to the nearest"
return round(m / batch_size) * epochs

# %% exercise="mini_batches" verdict="right" note="shuffle in place, a list of indices"
order = list(range(len(self.x)))
if self.shuffle:
    self.random.shuffle(order)
for k in range(len(self)):
    rows = order[k * self.batch_size : (k + 1) * self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="right" note="an iterator over a list"
m = len(self.x)
order = self.random.permutation(m) if self.shuffle else np.arange(m)
x, y = self.x[order], self.y[order]
size = self.batch_size
return iter([(x[i : i + size], y[i : i + size]) for i in range(0, m, size)])

# %% exercise="mini_batches" verdict="right" note="np.split at the right places"
order = np.arange(len(self.x))
if self.shuffle:
    order = order[np.argsort(self.random.random(len(order)))]
for rows in np.split(order, range(self.batch_size, len(order), self.batch_size)):
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="right" note="a while loop, yields lists of two"
order = np.arange(len(self.y))
if self.shuffle:
    self.random.shuffle(order)
while len(order):
    yield [self.x[order[: self.batch_size]], self.y[order[: self.batch_size]]]
    order = order[self.batch_size :]

# %% exercise="mini_batches" verdict="right" note="choice without replacement"
m = self.x.shape[0]
order = self.random.choice(m, size=m, replace=False) if self.shuffle else range(m)
for start in range(0, m, self.batch_size):
    rows = np.array(order[start : min(start + self.batch_size, m)])
    yield np.take(self.x, rows, axis=0), np.take(self.y, rows, axis=0)

# %% exercise="mini_batches" verdict="right" note="random.Random, seeded from the generator"
import random

order = list(range(len(self.x)))
if self.shuffle:
    random.Random(int(self.random.integers(2**31))).shuffle(order)
for start in range(0, len(order), self.batch_size):
    batch = order[start : start + self.batch_size]
    yield np.stack([self.x[i] for i in batch]), np.stack([self.y[i] for i in batch])

# %% exercise="mini_batches" verdict="right" note="a count that goes on seeds each pass"
self.passes = getattr(self, "passes", self.random.integers(10**6)) + 1
order = np.arange(len(self.x))
if self.shuffle:
    np.random.default_rng(self.passes).shuffle(order)
for start in range(0, len(order), self.batch_size):
    yield self.x[order[start : start + self.batch_size]], self.y[order[start : start + self.batch_size]]

# %% exercise="mini_batches" verdict="wrong" says="last, smaller batch is missing"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for k in range(len(self.x) // self.batch_size):
    rows = order[k * self.batch_size : (k + 1) * self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="array_split"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for rows in np.array_split(order, len(self)):
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="not the number of batches"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for rows in np.array_split(order, self.batch_size):
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="the global np.random"
order = np.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="new seeded generator"
order = np.arange(len(self.x))
if self.shuffle:
    order = np.random.default_rng(0).permutation(order)
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="shuffle the indices" note="never shuffled"
for start in range(0, len(self.x), self.batch_size):
    end = start + self.batch_size
    yield self.x[start:end], self.y[start:end]

# %% exercise="mini_batches" verdict="wrong" says="not shuffled" note="always shuffled"
order = self.random.permutation(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="same indices" note="two shuffles"
m = len(self.x)
first = self.random.permutation(m) if self.shuffle else np.arange(m)
second = self.random.permutation(m) if self.shuffle else np.arange(m)
for start in range(0, m, self.batch_size):
    end = start + self.batch_size
    yield self.x[first[start:end]], self.y[second[start:end]]

# %% exercise="mini_batches" verdict="wrong" says="same indices" note="x is shuffled only"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    end = start + self.batch_size
    yield self.x[order[start:end]], self.y[start:end]

# %% exercise="mini_batches" verdict="wrong" says="exactly once" note="draws with replacement"
m = len(self.x)
for start in range(0, m, self.batch_size):
    rows = np.arange(start, min(start + self.batch_size, m))
    if self.shuffle:
        rows = self.random.integers(m, size=len(rows))
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="exactly once" note="each batch is drawn anew"
m = len(self.x)
for start in range(0, m, self.batch_size):
    rows = np.arange(start, min(start + self.batch_size, m))
    if self.shuffle:
        rows = self.random.choice(m, size=len(rows), replace=False)
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="not only the order of the batches"
starts = np.arange(0, len(self.x), self.batch_size)
if self.shuffle:
    starts = self.random.permutation(starts)
for start in starts:
    yield self.x[start : start + self.batch_size], self.y[start : start + self.batch_size]

# %% exercise="mini_batches" verdict="wrong" says="where the row begins" note="rolls the row"
order = np.arange(len(self.x))
if self.shuffle:
    order = np.roll(order, self.random.integers(1, len(order)))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="not only inside each batch"
for start in range(0, len(self.x), self.batch_size):
    rows = np.arange(len(self.x))[start : start + self.batch_size]
    if self.shuffle:
        rows = self.random.permutation(rows)
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="same indices" note="shuffles the data in place"
if self.shuffle:
    self.random.shuffle(self.x)
    self.random.shuffle(self.y)
for start in range(0, len(self.x), self.batch_size):
    end = start + self.batch_size
    yield self.x[start:end], self.y[start:end]

# %% exercise="mini_batches" verdict="wrong" says="x after shuffled passes" note="keeps the shuffled data"
if self.shuffle:
    order = self.random.permutation(len(self.x))
    self.x, self.y = self.x[order], self.y[order]
for start in range(0, len(self.x), self.batch_size):
    end = start + self.batch_size
    yield self.x[start:end], self.y[start:end]

# %% exercise="mini_batches" verdict="wrong" says="iter() returned" note="a list is no iterator"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
size = self.batch_size
cuts = [order[i : i + size] for i in range(0, len(order), size)]
return [(self.x[rows], self.y[rows]) for rows in cuts]

# %% exercise="mini_batches" verdict="wrong" says="x_batch, y_batch" note="x alone"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    yield self.x[order[start : start + self.batch_size]]

# %% exercise="mini_batches" verdict="wrong" says="rows with a slice" note="single samples"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for i in order:
    yield self.x[i], self.y[i]

# %% exercise="mini_batches" verdict="wrong" says="start + batch_size"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="no sample comes twice" note="fills the last batch"
m = len(self.x)
order = self.random.permutation(m) if self.shuffle else np.arange(m)
for start in range(0, m, self.batch_size):
    rows = np.take(order, range(start, start + self.batch_size), mode="wrap")
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="iter() returned" note="return in place of yield"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    return self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="sizes" note="an empty batch when there is no rest"
m = len(self.x)
order = self.random.permutation(m) if self.shuffle else np.arange(m)
for k in range(m // self.batch_size + 1):
    rows = order[k * self.batch_size : (k + 1) * self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="sizes" note="ends one sample early"
m = len(self.x)
order = self.random.permutation(m) if self.shuffle else np.arange(m)
for start in range(0, m - 1, self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="each pass has a new order" note="shuffles once"
if not hasattr(self, "order"):
    self.order = np.arange(len(self.x))
    if self.shuffle:
        self.random.shuffle(self.order)
for start in range(0, len(self.x), self.batch_size):
    rows = self.order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="train" verdict="right" note="a counter, in place on a copy"
w, t, costs = w.copy(), 0, []
for epoch in range(epochs):
    for x_batch, y_batch in batches:
        cost, grad_w, grad_b = objective(x_batch, y_batch, w, b)
        w -= learning_rate(t) * grad_w
        b -= learning_rate(t) * grad_b
        costs.append(cost)
        t += 1
return w, b, costs

# %% exercise="train" verdict="right" note="all passes as one chain"
from itertools import chain

costs = []
passes = chain.from_iterable(iter(batches) for _ in range(epochs))
for t, (x, y) in enumerate(passes):
    cost, *slope = objective(x, y, w, b)
    costs += [cost]
    w, b = (old - learning_rate(t) * step for old, step in zip((w, b), slope))
return w, b, costs

# %% exercise="train" verdict="right" note="the batches of each pass as a list, a list as result"
costs = []
while epochs > 0:
    one_pass = list(batches)
    for k in range(len(one_pass)):
        cost, grad_w, grad_b = objective(one_pass[k][0], one_pass[k][1], w, b)
        alpha = learning_rate(len(costs))
        w = w - alpha * grad_w
        b = b - alpha * grad_b
        costs.append(float(cost))
    epochs = epochs - 1
return [w, b, costs]

# %% exercise="train" verdict="right" note="float32"
w, b = w.astype(np.float32), np.float32(b)
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = np.float32(learning_rate(len(costs)))
        costs.append(cost)
        w = (w - alpha * grad_w).astype(np.float32)
        b = np.float32(b - alpha * grad_b)
return w, b, costs

# %% exercise="train" verdict="wrong" says="not epochs" note="t counts epochs"
costs = []
for epoch in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - learning_rate(epoch) * grad_w
        b = b - learning_rate(epoch) * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="no reset" note="t begins anew in each epoch"
costs = []
for _ in range(epochs):
    for t, (x, y) in enumerate(batches):
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - learning_rate(t) * grad_w
        b = b - learning_rate(t) * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="t begins with 0"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - learning_rate(len(costs)) * grad_w
        b = b - learning_rate(len(costs)) * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="begin a new pass" note="one order for all epochs"
fixed, costs = list(batches), []
for _ in range(epochs):
    for x, y in fixed:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="not after it" note="the cost after the step"
costs = []
for _ in range(epochs):
    for x, y in batches:
        _, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        w = w - alpha * grad_w
        b = b - alpha * grad_b
        costs.append(objective(x, y, w, b)[0])
return w, b, costs

# %% exercise="train" verdict="wrong" says="not for each epoch" note="the mean cost of each epoch"
costs, t = [], 0
for _ in range(epochs):
    total, count = 0.0, 0
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        total, count = total + cost, count + 1
        w = w - learning_rate(t) * grad_w
        b = b - learning_rate(t) * grad_b
        t += 1
    costs.append(total / count)
return w, b, costs

# %% exercise="train" verdict="wrong" says="only one update"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
        return w, b, costs

# %% exercise="train" verdict="wrong" says="only one epoch"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
    return w, b, costs

# %% exercise="train" verdict="wrong" says="subtract it" note="uphill"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w + alpha * grad_w
        b = b + alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="bias is never updated"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        w = w - learning_rate(len(costs)) * grad_w
        costs.append(cost)
return w, b, costs

# %% exercise="train" verdict="wrong" says="changed" note="in place"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w -= alpha * grad_w
        b -= alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="newest w and b" note="all gradients of an epoch at the old place"
costs = []
for _ in range(epochs):
    old_w, old_b = w, b
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, old_w, old_b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="divide again" note="divides by the batch size"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs)) / len(y)
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="function" note="not called"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - learning_rate * grad_w
        b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="function: call it with t" note="the first rate for all"
alpha = learning_rate(0)
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="three results"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b

# %% exercise="train" verdict="wrong" says="one epoch" note="the iterator is made once"
costs, one_pass = [], iter(batches)
for _ in range(epochs):
    for x, y in one_pass:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="w after four updates" note="returns the best weights"
costs, best = [], None
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        if not costs or cost < min(costs):
            best = w, b
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return best[0], best[1], costs

# %% exercise="train" verdict="wrong" says="old w and b" note="the bias sees the new weights"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, _ = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * objective(x, y, w, b)[2]
return w, b, costs

# %% exercise="train" verdict="wrong" says="costs of two epochs" note="one step for each epoch"
costs = []
for _ in range(epochs):
    sum_w, sum_b, count = 0.0, 0.0, 0
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        sum_w, sum_b, count = sum_w + grad_w, sum_b + grad_b, count + 1
    alpha = learning_rate(len(costs) - 1)
    w = w - alpha * sum_w / count
    b = b - alpha * sum_b / count
return w, b, costs

# %% exercise="train" verdict="wrong" says="steps too long" note="stops when the cost rises"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        if len(costs) > 1 and len(x) > 4 and cost > costs[-1]:
            return w, b, costs
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="mini_batches" verdict="right" note="a generator expression over cuts"
m, size = len(self.y), self.batch_size
order = self.random.permuted(np.arange(m)) if self.shuffle else np.arange(m)
cuts = (order[k * size : k * size + size] for k in range(-(-m // size)))
return ((self.x[rows], self.y[rows]) for rows in cuts)

# %% exercise="gradient_noise" verdict="right" note="sample variance and 1 − b/m"
m = len(gradients)
return np.var(gradients, axis=0, ddof=1).sum() / batch_size * (1 - batch_size / m)

# %% exercise="gradient_noise" verdict="right" note="loop"
m = len(gradients)
mean = sum(gradients) / m
total = 0.0
for g in gradients:
    total += np.dot(g - mean, g - mean)
return total / m / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="right" note="trace of the covariance"
m = gradients.shape[0]
centered = gradients - gradients.mean(axis=0)
trace = np.trace(centered.T @ centered) / (m - 1)
return trace * (1 / batch_size - 1 / m)

# %% exercise="gradient_noise" verdict="right" note="torch"
import torch

g = torch.tensor(gradients)
m = g.shape[0]
sigma2 = g.var(dim=0, unbiased=False).sum()
return (sigma2 / batch_size * (m - batch_size) / (m - 1)).item()

# %% exercise="gradient_noise" verdict="right" note="norms"
m = len(gradients)
distance = np.linalg.norm(gradients - np.mean(gradients, axis=0), axis=1)
return np.mean(distance**2) * (m - batch_size) / (batch_size * (m - 1))

# %% exercise="gradient_noise" verdict="wrong" says="no sample comes twice" note="with replacement"
return np.var(gradients, axis=0).sum() / batch_size

# %% exercise="gradient_noise" verdict="wrong" says="division by the batch size is missing"
m = len(gradients)
return np.var(gradients, axis=0).sum() * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="divided by m and not by m − 1"
return np.var(gradients, axis=0, ddof=1).sum() / batch_size

# %% exercise="gradient_noise" verdict="wrong" says="came" note="both corrections"
m = len(gradients)
return np.var(gradients, axis=0, ddof=1).sum() / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="came" note="1 − b/m with the wrong variance"
m = len(gradients)
return np.var(gradients, axis=0).sum() / batch_size * (1 - batch_size / m)

# %% exercise="gradient_noise" verdict="wrong" says="came" note="a root"
m = len(gradients)
return np.sqrt(np.var(gradients, axis=0).sum() / batch_size * (m - batch_size) / (m - 1))

# %% exercise="gradient_noise" verdict="wrong" says="not their mean" note="mean over the components"
m = len(gradients)
return np.var(gradients, axis=0).mean() / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="array where one number" note="for each component"
m = len(gradients)
return np.var(gradients, axis=0) / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="subtract the mean gradient"
m = len(gradients)
return np.sum(gradients**2) / m / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="axis=0" note="one mean for everything"
m = len(gradients)
return np.sum((gradients - gradients.mean()) ** 2) / m / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="divide by m" note="a sum"
m = len(gradients)
return np.sum((gradients - gradients.mean(axis=0)) ** 2) / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="changed" note="in place"
m = len(gradients)
gradients -= gradients.mean(axis=0)
return np.sum(gradients**2) / m / batch_size * (m - batch_size) / (m - 1)

# %% exercise="smooth" verdict="right" note="weights of a triangle"
k = len(values)
back = np.arange(k)[:, None] - np.arange(k)
weights = np.where(back >= 0, float(beta) ** np.maximum(back, 0), 0.0)
return weights @ np.asarray(values, dtype=float) / weights.sum(axis=1)

# %% exercise="smooth" verdict="right" note="a list, a running product"
v, power, out = 0.0, 1.0, []
for value in values:
    v = v - (1 - beta) * (v - value)
    power *= beta
    out.append(v / (1 - power))
return out

# %% exercise="smooth" verdict="right" note="a weighted sum and the sum of the weights"
top, bottom, out = 0.0, 0.0, []
for value in values:
    top, bottom = beta * top + value, beta * bottom + 1
    out.append(top / bottom)
return np.array(out)

# %% exercise="smooth" verdict="right" note="scipy"
from scipy.signal import lfilter

v = lfilter([1 - beta], [1, -beta], np.asarray(values, dtype=float))
return v / (1 - beta ** np.arange(1, len(v) + 1))

# %% exercise="smooth" verdict="right" note="torch, single precision"
import torch

v, out = torch.tensor(0.0), []
for t, value in enumerate(values, start=1):
    v = beta * v + (1 - beta) * float(value)
    out.append(v / (1 - beta**t))
return torch.stack(out).numpy()

# %% exercise="smooth" verdict="wrong" says="bias correction is missing"
average, result = 0.0, []
for value in values:
    average = beta * average + (1 - beta) * value
    result.append(average)
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="not start with the first value"
average, result = values[0], []
for value in values:
    average = beta * average + (1 - beta) * value
    result.append(average)
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="old average" note="β and 1 − β swapped"
average, result = 0.0, []
for t, value in enumerate(values):
    average = (1 - beta) * average + beta * value
    result.append(average / (1 - (1 - beta) ** (t + 1)) if beta else value)
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="correct only the output" note="corrects the running value"
average, result = 0.0, []
for t, value in enumerate(values):
    average = (beta * average + (1 - beta) * value) / (1 - beta ** (t + 1))
    result.append(average)
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="division by 0" note="the power t"
average, result = 0.0, []
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta**t))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="power t + 1" note="the power t + 2"
average, result = 0.0, []
for t, value in enumerate(values, start=1):
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta ** (t + 1)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="ordinary mean"
return np.cumsum(values) / np.arange(1, len(values) + 1)

# %% exercise="smooth" verdict="wrong" says="not multiply"
average, result = 0.0, []
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result.append(average * (1 - beta ** (t + 1)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="whole numbers" note="writes into a copy of the values"
average, result = 0.0, np.array(values)
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result[t] = average / (1 - beta ** (t + 1))
return result

# %% exercise="smooth" verdict="wrong" says="changed" note="in place"
average = 0.0
if np.asarray(values).dtype.kind == "i":
    values = np.array(values, dtype=float)
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    values[t] = average / (1 - beta ** (t + 1))
return values

# %% exercise="smooth" verdict="wrong" says="a number" note="the last value only"
average = 0.0
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
return average / (1 - beta ** (t + 1))

# %% exercise="step_size" verdict="right" note="a negative power"
return alpha_0 * np.power(1.0 + t / t_0, -p)

# %% exercise="step_size" verdict="right" note="one fraction"
return alpha_0 * (t_0 / (t_0 + t)) ** p

# %% exercise="step_size" verdict="right" note="exp and log"
return alpha_0 * np.exp(-p * np.log1p(t / t_0))

# %% exercise="step_size" verdict="right" note="one by one"
if np.ndim(t):
    return np.array([alpha_0 / (1 + k / t_0) ** p for k in t])
return alpha_0 / (1 + t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="brackets" note="the power of t/t₀ alone"
return alpha_0 / (1 + (t / t_0) ** p)

# %% exercise="step_size" verdict="wrong" says="1 + t/t₀, not"
return alpha_0 / ((1 + t) / t_0) ** p if t_0 == 1 or np.ndim(t) or t else alpha_0

# %% exercise="step_size" verdict="wrong" says="do not multiply"
return alpha_0 * (1 + t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="no //" note="a staircase"
return alpha_0 / (1 + t // t_0) ** p

# %% exercise="step_size" verdict="wrong" says="power p is missing"
return alpha_0 / (1 + t / t_0)

# %% exercise="step_size" verdict="wrong" says="not to α₀"
return (alpha_0 / (1 + t / t_0)) ** p if t else alpha_0

# %% exercise="step_size" verdict="wrong" says="not a product"
return alpha_0 / ((1 + t / t_0) * p) if t else alpha_0

# %% exercise="step_size" verdict="wrong" says="divided by t₀" note="t₀ is forgotten"
return alpha_0 / (1 + t) ** p

# %% exercise="step_size" verdict="wrong" says="division by zero" note="1 + is forgotten"
return alpha_0 / (t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="TypeError" note="math.pow, numbers only"
import math

return alpha_0 / math.pow(1 + t / t_0, p)

# %% exercise="robbins_monro" verdict="right" note="bools by comparison with the window"
return (not p > 1, p > 0.5)

# %% exercise="robbins_monro" verdict="right" note="cases"
if p > 1:
    return False, True
if p > 1 / 2:
    return True, True
return True, False

# %% exercise="robbins_monro" verdict="right" note="NumPy's bools"
return np.less_equal(p, 1.0), np.greater(p, 0.5)

# %% exercise="robbins_monro" verdict="right" note="one function for both sums"
def infinite(power):
    return bool(1 - power >= 0)

return infinite(p), not infinite(2 * p)

# %% exercise="robbins_monro" verdict="wrong" says="p = 1, the border"
return p < 1, 2 * p > 1

# %% exercise="robbins_monro" verdict="wrong" says="1/2, the border"
return p <= 1, 2 * p >= 1

# %% exercise="robbins_monro" verdict="wrong" says="each condition" note="both in one"
return 0.5 < p <= 1

# %% exercise="robbins_monro" verdict="wrong" says="p = 2" note="the squares behave like the rates"
return p <= 1, 0.5 < p <= 1

# %% exercise="robbins_monro" verdict="wrong" says="sum of the squares is finite" note="the second the wrong way round"
return p <= 1, p <= 0.5 or p == 0.75

# %% exercise="robbins_monro" verdict="wrong" says="p = 0" note="a lower limit for the first"
return 0 < p <= 1, p > 0.5

# %% exercise="robbins_monro" verdict="wrong" says="rates that grow" note="a lower limit at 0"
return 0 <= p <= 1, p > 0.5

# %% exercise="robbins_monro" verdict="wrong" says="a little" note="adds a million terms"
t = np.arange(1.0, 10**5)
return bool(np.sum(t**-p) > 10), bool(np.sum(t ** (-2 * p)) < 10)

# %% exercise="robbins_monro" verdict="wrong" says="reverse order" note="the order of the two"
return 2 * p > 1, p <= 1

# %% exercise="robbins_monro" verdict="wrong" says="tuple" note="a list"
return [p <= 1, 2 * p > 1]

# %% exercise="count_updates" verdict="right" note="starts of batches, a NumPy scalar"
return np.int64(epochs) * np.arange(m)[::batch_size].size

# %% exercise="count_updates" verdict="right" note="torch cuts the samples"
import torch

return len(torch.arange(m).split(batch_size)) * epochs

# %% exercise="count_updates" verdict="wrong" says="whatever its size" note="adds the number of samples left over"
return (m // batch_size + m % batch_size) * epochs

# %% exercise="count_updates" verdict="wrong" says="m / batch_size" note="divided the wrong way round"
return -(-batch_size // m) * epochs

# %% exercise="count_updates" verdict="wrong" says="larger than the training set" note="a half is rounded up"
return int(m / batch_size + 0.5) * epochs

# %% exercise="count_updates" verdict="wrong" says="not only the last one" note="one last batch for the whole training"
return m // batch_size * epochs + (m % batch_size > 0)

# %% exercise="count_updates" verdict="wrong" says="makes a batch too" note="a single sample left over is forgotten"
return (m // batch_size + (m % batch_size > 1)) * epochs

# %% exercise="count_updates" verdict="wrong" says="no updates" note="at least one epoch"
return -(-m // batch_size) * max(epochs, 1)

# %% exercise="mini_batches" verdict="right" note="split both shuffled arrays"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
cuts = np.arange(self.batch_size, len(order), self.batch_size)
yield from zip(np.split(self.x[order], cuts), np.split(self.y[order], cuts))

# %% exercise="mini_batches" verdict="right" note="a batch number for each sample"
numbers = np.arange(len(self.x)) // self.batch_size
if self.shuffle:
    numbers = self.random.permutation(numbers)
for k in range(len(self)):
    yield self.x[numbers == k], self.y[numbers == k]

# %% exercise="mini_batches" verdict="right" note="a list of pairs is shuffled"
pairs = list(zip(self.x, self.y))
if self.shuffle:
    self.random.shuffle(pairs)
while pairs:
    batch, pairs = pairs[: self.batch_size], pairs[self.batch_size :]
    inputs, labels = zip(*batch)
    yield np.array(inputs), np.array(labels)

# %% exercise="mini_batches" verdict="right" note="torch, seeded by self.random"
import torch

order = torch.arange(len(self.x))
if self.shuffle:
    generator = torch.Generator().manual_seed(int(self.random.integers(2**31)))
    order = torch.randperm(len(self.x), generator=generator)
for rows in order.split(self.batch_size):
    yield self.x[rows.numpy()], self.y[rows.numpy()]

# %% exercise="mini_batches" verdict="right" note="shuffles the order of the last pass further"
if not hasattr(self, "order"):
    self.order = np.arange(len(self.x))
if self.shuffle:
    self.random.shuffle(self.order)
order = self.order.copy()
for k in range(0, len(order), self.batch_size):
    yield self.x[order[k : k + self.batch_size]], self.y[order[k : k + self.batch_size]]

# %% exercise="mini_batches" verdict="wrong" says="dtypes of x and y" note="the dtype is lost"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield np.array(self.x[rows], dtype=float), np.array(self.y[rows], dtype=float)

# %% exercise="mini_batches" verdict="wrong" says="inputs come first" note="labels first"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.y[rows], self.x[rows]

# %% exercise="mini_batches" verdict="wrong" says="list into an array" note="lists of samples"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield [self.x[i] for i in rows], [self.y[i] for i in rows]

# %% exercise="mini_batches" verdict="wrong" says="keeps the axes" note="flattens the samples"
m = len(self.x)
order = self.random.permutation(m) if self.shuffle else np.arange(m)
for start in range(0, m, self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows].reshape(len(rows), -1), self.y[rows].ravel()

# %% exercise="mini_batches" verdict="wrong" says="go on to the next rows" note="never ends: the start stays"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
start = 0
while start < len(order):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="one call of __iter__" note="never ends: while True"
while True:
    order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
    for start in range(0, len(order), self.batch_size):
        rows = order[start : start + self.batch_size]
        yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="sizes of the batches" note="batches overlap by one"
order = self.random.permutation(len(self.x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), self.batch_size):
    rows = order[max(start - 1, 0) : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="neighbors are torn apart" note="sorts by random keys with ties"
m = len(self.x)
order = np.argsort(self.random.integers(2, size=m), kind="stable") if self.shuffle else np.arange(m)
for start in range(0, m, self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="another seed" note="forwards and backwards in turn"
self.back = not getattr(self, "back", False)
order = np.arange(len(self.x))
if self.shuffle and self.back:
    order = order[::-1]
for start in range(0, len(order), self.batch_size):
    rows = order[start : start + self.batch_size]
    yield self.x[rows], self.y[rows]

# %% exercise="mini_batches" verdict="wrong" says="not defined" note="self is forgotten"
order = self.random.permutation(len(x)) if self.shuffle else np.arange(len(self.x))
for start in range(0, len(order), batch_size):
    rows = order[start : start + batch_size]
    yield x[rows], y[rows]

# %% exercise="train" verdict="right" note="weights and bias in one vector"
theta, costs = np.append(w, b), []
for _ in range(epochs):
    for x_batch, y_batch in batches:
        cost, grad_w, grad_b = objective(x_batch, y_batch, theta[:-1], theta[-1])
        theta = theta - learning_rate(len(costs)) * np.append(grad_w, grad_b)
        costs.append(cost)
return theta[:-1], theta[-1], costs

# %% exercise="train" verdict="right" note="t from the epoch and the number of batches, three calls"
costs = []
for epoch in range(epochs):
    for k, batch in enumerate(batches):
        alpha = learning_rate(epoch * len(batches) + k)
        costs.append(objective(*batch, w, b)[0])
        step_w = alpha * objective(*batch, w, b)[1]
        b = b - alpha * objective(*batch, w, b)[2]
        w = w - step_w
return w, b, costs

# %% exercise="train" verdict="right" note="recursion over the epochs"
def descend(w, b, costs, left):
    if left == 0:
        return w, b, costs
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        w, b, costs = w - alpha * grad_w, b - alpha * grad_b, [*costs, cost]
    return descend(w, b, costs, left - 1)

return descend(w, b, [], epochs)

# %% exercise="train" verdict="right" note="torch keeps the weights"
import torch

w, b, costs = torch.tensor(w), torch.tensor(b, dtype=torch.float64), []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w.numpy(), b.item())
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * torch.tensor(grad_w)
        b = b - alpha * grad_b
return w.numpy(), b.item(), costs

# %% exercise="train" verdict="wrong" says="not subscriptable" note="asks for the length and the entries of a list"
costs = []
for _ in range(epochs):
    for k in range(len(batches)):
        cost, grad_w, grad_b = objective(batches[k][0], batches[k][1], w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="where the one before it ended" note="the start again in each epoch"
costs = []
for _ in range(epochs):
    new_w, new_b = w, b
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, new_w, new_b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        new_w = new_w - alpha * grad_w
        new_b = new_b - alpha * grad_b
return new_w, new_b, costs

# %% exercise="train" verdict="wrong" says="in the order w, b, costs" note="the order of the results"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return costs, w, b

# %% exercise="train" verdict="wrong" says="not the mean of all so far" note="the running mean of the costs"
costs, total = [], 0.0
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        total += cost
        costs.append(total / (len(costs) + 1))
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="smaller batch gives an update too" note="leaves smaller batches out"
costs = []
for _ in range(epochs):
    size = None
    for x, y in batches:
        size = size or len(y)
        if len(y) < size:
            continue
        cost, grad_w, grad_b = objective(x, y, w, b)
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="not epoch + batch" note="t is epoch plus batch"
costs = []
for epoch in range(epochs):
    for k, (x, y) in enumerate(batches):
        cost, grad_w, grad_b = objective(x, y, w, b)
        costs.append(cost)
        w = w - learning_rate(epoch + k) * grad_w
        b = b - learning_rate(epoch + k) * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="when the steps are short" note="stops when a step is small"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_w, grad_b = objective(x, y, w, b)
        if np.abs(grad_w).max() < 0.05:
            return w, b, costs
        alpha = learning_rate(len(costs))
        costs.append(cost)
        w = w - alpha * grad_w
        b = b - alpha * grad_b
return w, b, costs

# %% exercise="gradient_noise" verdict="right" note="squared distances of all pairs"
from scipy.spatial.distance import pdist

m = len(gradients)
variance = pdist(gradients, "sqeuclidean").sum() / m**2
return variance * (m - batch_size) / (batch_size * (m - 1))

# %% exercise="gradient_noise" verdict="right" note="all batches, one by one"
from itertools import combinations

full = gradients.mean(axis=0)
hands = combinations(gradients, batch_size)
gaps = [np.mean(hand, axis=0) - full for hand in hands]
return sum(gap @ gap for gap in gaps) / len(gaps)

# %% exercise="gradient_noise" verdict="right" note="the covariance of np.cov, float32"
g = gradients.astype(np.float32)
m = np.float32(len(g))
return np.atleast_2d(np.cov(g.T, bias=True)).trace() / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="right" note="statistics, squares minus the square of the mean"
m = len(gradients)
mean = np.einsum("ij->j", gradients) / m
sigma2 = np.einsum("ij,ij->", gradients, gradients) / m - mean @ mean
return np.float64(sigma2 * (m - batch_size) / (m - 1) / batch_size)

# %% exercise="gradient_noise" verdict="wrong" says="one of five samples" note="a random trial"
random = np.random.default_rng(0)
full = gradients.mean(axis=0)
deals = [random.permutation(gradients)[:batch_size].mean(axis=0) for _ in range(200)]
return np.mean([np.sum((deal - full) ** 2) for deal in deals])

# %% exercise="gradient_noise" verdict="wrong" says="not with //" note="whole-number division"
m = len(gradients)
return np.var(gradients, axis=0).sum() / batch_size * ((m - batch_size) // (m - 1))

# %% exercise="gradient_noise" verdict="wrong" says="of 7 samples" note="two weights only"
m = len(gradients)
variance = np.var(gradients[:, 0]) + np.var(gradients[:, -1])
return variance / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="square the differences" note="absolute values"
m = len(gradients)
variance = np.abs(gradients - gradients.mean(axis=0)).sum() / m
return variance / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="not a single one" note="the first batch only"
return np.sum((gradients[:batch_size].mean(axis=0) - gradients.mean(axis=0)) ** 2)

# %% exercise="gradient_noise" verdict="wrong" says="not axis=1" note="axis 1"
m = len(gradients)
return np.var(gradients, axis=1).sum() / batch_size * (m - batch_size) / (m - 1)

# %% exercise="gradient_noise" verdict="wrong" says="not the other way round" note="the second factor upside down"
m = len(gradients)
return np.var(gradients, axis=0).sum() / batch_size * (m - 1) / max(m - batch_size, 1)

# %% exercise="smooth" verdict="right" note="accumulate"
from itertools import accumulate

running = accumulate(values, lambda v, c: beta * v + (1 - beta) * c, initial=0.0)
return [v / (1 - beta**t) for t, v in enumerate(running) if t]

# %% exercise="smooth" verdict="right" note="convolution"
k = len(values)
weights = (1 - beta) * float(beta) ** np.arange(k)
return np.convolve(np.array(values, dtype=float), weights)[:k] / np.cumsum(weights)

# %% exercise="smooth" verdict="right" note="a step that shrinks to 1 − β"
values = np.asarray(values, dtype=np.float64)
out = np.empty(len(values))
for t in range(len(values)):
    rate = (1 - beta) / (1 - beta ** (t + 1))
    out[t] = values[t] if t == 0 else out[t - 1] + rate * (values[t] - out[t - 1])
return out

# %% exercise="smooth" verdict="right" note="float32, in place on a copy"
out, v = np.array(values, dtype=np.float32), np.float32(0)
for t in range(out.size):
    v = np.float32(beta) * v + np.float32(1 - beta) * out[t]
    out[t] = v / np.float32(1 - beta ** (t + 1))
return out

# %% exercise="smooth" verdict="wrong" says="its own power" note="the last power for all"
average, result = 0.0, []
for value in values:
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta ** len(values)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="newest value counts most" note="old values count most"
result = []
for t in range(1, len(values) + 1):
    result.append(np.average(values[:t], weights=beta ** np.arange(t)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="one entry too many" note="one entry more"
v, result = 0.0, [0.0]
for t, value in enumerate(values):
    v = beta * v + (1 - beta) * value
    result.append(v / (1 - beta ** (t + 1)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="start with v = 0" note="starts with the first value, and corrects"
average, result = values[0], []
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta ** (t + 1)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="not only the first" note="corrects the first value only"
average, result = 0.0, []
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta) if t == 0 else average)
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="has no attribute" note="arrays only"
values = values.astype(float)
average = np.zeros(len(values) + 1)
for t in range(len(values)):
    average[t + 1] = beta * average[t] + (1 - beta) * values[t]
return average[1:] / (1 - beta ** np.arange(1, len(values) + 1))

# %% exercise="smooth" verdict="wrong" says="not 0.9" note="a fixed β"
average, result, beta = 0.0, [], 0.9
for t, value in enumerate(values):
    average = beta * average + (1 - beta) * value
    result.append(average / (1 - beta ** (t + 1)))
return np.array(result)

# %% exercise="smooth" verdict="wrong" says="before you record it" note="the average moves after it is recorded"
average, result = 0.0, []
for t, value in enumerate(values):
    result.append(average / (1 - beta ** (t + 1)))
    average = beta * average + (1 - beta) * value
return np.array(result)

# %% exercise="step_size" verdict="right" note="vectorize"
return np.vectorize(lambda k: alpha_0 * (1 + k / t_0) ** (-p), otypes=[float])(t)

# %% exercise="step_size" verdict="right" note="torch"
import torch

base = 1 + torch.as_tensor(t, dtype=torch.float64) / t_0
rate = alpha_0 / base**p
return rate.numpy() if rate.ndim else rate.item()

# %% exercise="step_size" verdict="right" note="entry by entry, any shape"
import math

rates = [alpha_0 * math.exp(-p * math.log1p(k / t_0)) for k in np.ravel(t)]
return np.reshape(rates, np.shape(t)) if np.ndim(t) else rates[0]

# %% exercise="step_size" verdict="right" note="float32"
base = np.float32(1) + np.float32(t) / np.float32(t_0)
return np.float32(alpha_0) / np.power(base, np.float32(p))

# %% exercise="step_size" verdict="wrong" says="a constant rate, too" note="a number for a constant rate"
if p == 0:
    return alpha_0
return alpha_0 / (1 + t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="two axes" note="one axis only"
if np.ndim(t):
    rates = [alpha_0 / (1 + np.ravel(t[k])[0] / t_0) ** p for k in range(len(t))]
    return np.array(rates)
return alpha_0 / (1 + t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="not an exponential" note="an exponential decay"
return alpha_0 * np.exp(-p * t / t_0)

# %% exercise="step_size" verdict="wrong" says="under the power too" note="the power of t₀ is missing"
return alpha_0 * t_0 / (t_0 + t) ** p

# %% exercise="step_size" verdict="wrong" says="an array of counts" note="whole numbers"
if np.ndim(t):
    rates = np.zeros_like(t)
    rates[:] = alpha_0 / (1 + t / t_0) ** p
    return rates
return alpha_0 / (1 + t / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="t = 0" note="counts from 1"
return alpha_0 / (1 + (t + 1) / t_0) ** p

# %% exercise="step_size" verdict="wrong" says="not 1/p" note="a root"
return alpha_0 / (1 + t / t_0) ** (1 / p if p else 0)

# %% exercise="robbins_monro" verdict="right" note="a list made a tuple"
powers = np.array([p, 2 * p])
return tuple((powers <= 1) != np.array([False, True]))

# %% exercise="robbins_monro" verdict="right" note="limits of the integral"
limits = [np.inf if q <= 1 else 1 / (q - 1) for q in (p, 2 * p)]
return limits[0] == np.inf, limits[1] < np.inf

# %% exercise="robbins_monro" verdict="wrong" says="finite" note="the square of the power"
return p <= 1, p**2 > 1

# %% exercise="robbins_monro" verdict="wrong" says="no finite sum" note="the magnitude"
return abs(p) <= 1, abs(p) > 0.5

# %% exercise="robbins_monro" verdict="wrong" says="1/2, the border" note="1 // 2 is 0"
return p <= 1, p > 1 // 2

# %% exercise="robbins_monro" verdict="wrong" says="grows without limit" note="whether it is finite, twice"
return p > 1, p > 0.5

# %% exercise="robbins_monro" verdict="wrong" says="text" note="words"
return ("infinite" if p <= 1 else "finite"), ("finite" if p > 0.5 else "infinite")
