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
