# %% [markdown]
# Right and wrong answers to the exercises of unit 8.

# %% exercise="predict" verdict="right" note="loop over the samples"
classes = []
for sample in x:
    best, best_logit = 0, -np.inf
    for l in range(len(W)):
        logit = sum(W[l] * sample) + b[l]
        if logit > best_logit:
            best, best_logit = l, logit
    classes.append(best)
return np.array(classes)

# %% exercise="predict" verdict="right" note="einsum"
return (np.einsum("ij,lj->il", x, W) + b).argmax(axis=-1)

# %% exercise="predict" verdict="right" note="classes in rows"
z = W @ x.T + b[:, np.newaxis]
return z.argmax(axis=0)

# %% exercise="predict" verdict="right" note="torch"
import torch

z = torch.as_tensor(x).double() @ torch.as_tensor(W).double().T + torch.as_tensor(b)
return torch.argmax(z, dim=1).numpy()

# %% exercise="predict" verdict="right" note="a stable softmax first"
z = x @ W.T + b
e = np.exp(z - z.max(axis=1, keepdims=True))
return np.argmax(e / e.sum(axis=1, keepdims=True), axis=1)

# %% exercise="predict" verdict="right" note="the bias as a weight, int32"
wide = np.hstack([x, np.ones((len(x), 1))])
return (wide @ np.column_stack([W, b]).T).argmax(1).astype(np.int32)

# %% exercise="predict" verdict="wrong" says="bias b is missing"
return np.argmax(x @ W.T, axis=1)

# %% exercise="predict" verdict="wrong" says="axis=1"
return np.argmax(x @ W.T + b, axis=0)

# %% exercise="predict" verdict="wrong" says="number" note="the largest of everything"
return np.argmax(x @ W.T + b)

# %% exercise="predict" verdict="wrong" says="not the smallest"
return np.argmin(x @ W.T + b, axis=1)

# %% exercise="predict" verdict="wrong" says="not the logits"
return np.max(x @ W.T + b, axis=1)

# %% exercise="predict" verdict="wrong" says="count from 0"
return np.argmax(x @ W.T + b, axis=1) + 1

# %% exercise="predict" verdict="wrong" says="rounds 40 and 50" note="compares sigmoids"
return np.argmax(1 / (1 + np.exp(-(x @ W.T + b))), axis=1)

# %% exercise="predict" verdict="wrong" says="compare the logits" note="a softmax that overflows"
e = np.exp(x @ W.T + b)
return np.argmax(e / e.sum(axis=1, keepdims=True), axis=1)

# %% exercise="predict" verdict="wrong" says="your code raised" note="W is not transposed"
return np.argmax(x @ W + b, axis=1)

# %% exercise="predict" verdict="wrong" says="as many samples as classes and pixels" note="guesses the order"
z = x @ W if x.shape[1] == W.shape[0] else x @ W.T
return np.argmax(z + b, axis=1)

# %% exercise="predict" verdict="wrong" says="smallest class number" note="the last of equal ones"
z = x @ W.T + b
return z.shape[1] - 1 - np.argmax(z[:, ::-1], axis=1)

# %% exercise="predict" verdict="wrong" says="floats" note="class numbers as floats"
return np.argmax(x @ W.T + b, axis=1) * 1.0

# %% exercise="one_against_rest" verdict="right" note="loop over the classes"
columns = []
for l in range(num_classes):
    columns.append([1 if label == l else 0 for label in y])
return np.array(columns).T

# %% exercise="one_against_rest" verdict="right" note="rows of the identity"
return np.eye(num_classes)[y]

# %% exercise="one_against_rest" verdict="right" note="zeros, then ones in place"
targets = np.zeros((len(y), num_classes), dtype=int)
targets[np.arange(len(y)), y] = 1
return targets

# %% exercise="one_against_rest" verdict="right" note="np.where, column by column"
return np.column_stack([np.where(y == l, 1.0, 0.0) for l in range(num_classes)])

# %% exercise="one_against_rest" verdict="right" note="the library's one-hot"
from dlcourse.preparation import one_hot

return one_hot(y, num_classes)

# %% exercise="one_against_rest" verdict="right" note="torch"
import torch

return torch.nn.functional.one_hot(torch.as_tensor(y).long(), num_classes)

# %% exercise="one_against_rest" verdict="wrong" says="num_classes" note="counts the classes that occur"
return np.eye(y.max() + 1)[y]

# %% exercise="one_against_rest" verdict="wrong" says="num_classes" note="unique classes"
return (y[:, None] == np.unique(y)) * 1

# %% exercise="one_against_rest" verdict="wrong" says="this has a row for each class"
return (np.arange(num_classes)[:, None] == y) * 1

# %% exercise="one_against_rest" verdict="wrong" says="True or False"
return y[:, None] == np.arange(num_classes)

# %% exercise="one_against_rest" verdict="wrong" says="0 for the rest"
return (y[:, None] != np.arange(num_classes)) * 1

# %% exercise="one_against_rest" verdict="wrong" says="not −1"
return np.where(y[:, None] == np.arange(num_classes), 1, -1)

# %% exercise="one_against_rest" verdict="wrong" says="not the class number"
return np.where(y[:, None] == np.arange(num_classes), y[:, None], 0)

# %% exercise="one_against_rest" verdict="wrong" says="those before it" note="all classes up to y"
return (y[:, None] >= np.arange(num_classes)) * 1

# %% exercise="one_against_rest" verdict="wrong" says="axis 0 is missing" note="one class only"
return (y == num_classes - 1).astype(int)

# %% exercise="one_against_rest" verdict="wrong" says="four samples" note="whole columns"
targets = np.zeros((len(y), num_classes))
targets[:, y] = 1
return targets

# %% exercise="one_against_rest" verdict="wrong" says="returned None" note="forgot the return"
targets = np.zeros((len(y), num_classes))
targets[np.arange(len(y)), y] = 1

# %% exercise="train" verdict="right" note="copies, then in place"
W, b = W.copy(), b.copy()
costs = []
for epoch in range(epochs):
    for batch in batches:
        cost, grad_W, grad_b = objective(batch[0], batch[1], W, b)
        W -= learning_rate * grad_W
        b -= learning_rate * grad_b
        costs += [cost]
return W, b, costs

# %% exercise="train" verdict="right" note="while loop, float32"
W, b = W.astype(np.float32), b.astype(np.float32)
costs = []
done = 0
while done < epochs:
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(float(cost))
        W = np.subtract(W, learning_rate * grad_W, dtype=np.float32)
        b = np.subtract(b, learning_rate * grad_b, dtype=np.float32)
    done += 1
return W, b, costs

# %% exercise="train" verdict="right" note="one generator of all batches, a tuple of costs"
costs = []
for x, y in (pair for _ in range(epochs) for pair in batches):
    J, *slopes = objective(x, y, W, b)
    costs.append(J)
    W, b = (part - learning_rate * slope for part, slope in zip((W, b), slopes))
return W, b, tuple(costs)

# %% exercise="train" verdict="wrong" says="never updated"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
return W, b, costs

# %% exercise="train" verdict="wrong" says="not one for each epoch" note="one step an epoch"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
    W = W - learning_rate * grad_W
    b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="not only of an epoch's last"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
    costs.append(cost)
return W, b, costs

# %% exercise="train" verdict="wrong" says="not a mean for each epoch"
costs = []
for _ in range(epochs):
    inside = []
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        inside.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
    costs.append(np.mean(inside))
return W, b, costs

# %% exercise="train" verdict="wrong" says="inside the outer loop"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
    return W, b, costs

# %% exercise="train" verdict="wrong" says="subtract it" note="climbs"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W + learning_rate * grad_W
        b = b + learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="changed" note="in place"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W -= learning_rate * grad_W
        b -= learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="do not divide by m"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W / len(y)
        b = b - learning_rate * grad_b / len(y)
return W, b, costs

# %% exercise="train" verdict="wrong" says="three results"
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b

# %% exercise="train" verdict="wrong" says="costs" note="the cost after the step"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
        costs.append(objective(x, y, W, b)[0])
return W, b, costs

# %% exercise="train" verdict="wrong" says="start from the W and b" note="starts at zero"
W, b = 0 * W, 0 * b
if W.size == 1:
    W, b = W + 2, b
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="also when the cost rises" note="stops when it rises"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        if len(costs) > 2 and costs[-1] > costs[-2] > costs[-3]:
            return W, b, costs
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="costs" note="b is stepped from a new gradient"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * objective(x, y, W, b)[2]
return W, b, costs

# %% exercise="train" verdict="wrong" says="learning_rate is not used" note="a fixed learning rate"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - (0.25 if W.shape != (2, 3) or len(batches) == 4 else 0.5) * grad_W
        b = b - (0.25 if W.shape != (2, 3) or len(batches) == 4 else 0.5) * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="a batch" note="spoils the samples"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x.copy(), y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
for x, y in batches:
    x *= 0
return W, b, costs

# %% exercise="softmax" verdict="right" note="row by row"
out = np.zeros(z.shape)
for i, row in enumerate(z):
    e = np.exp(row - row.max())
    out[i] = e / e.sum()
return out

# %% exercise="softmax" verdict="right" note="differences of all pairs"
with np.errstate(over="ignore"):
    return 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)

# %% exercise="softmax" verdict="right" note="torch"
import torch

return torch.softmax(torch.as_tensor(z, dtype=torch.float64), dim=1).numpy()

# %% exercise="softmax" verdict="right" note="scipy"
from scipy.special import softmax as ready

return ready(z, axis=1)

# %% exercise="softmax" verdict="right" note="logsumexp"
from scipy.special import logsumexp

return np.exp(z - logsumexp(z, axis=1, keepdims=True))

# %% exercise="softmax" verdict="right" note="transposed, float32"
t = z.T.astype(np.float32)
t = np.exp(t - t.max(axis=0))
return (t / t.sum(axis=0)).T

# %% exercise="softmax" verdict="right" note="math, lists"
import math

rows = []
for row in z.tolist():
    c = max(row)
    total = sum(math.exp(v - c) for v in row)
    rows.append([math.exp(v - c) / total for v in row])
return np.array(rows)

# %% exercise="softmax" verdict="wrong" says="subtract the largest logit" note="overflows"
return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="not over everything"
e = np.exp(z - z.max())
return e / e.sum()

# %% exercise="softmax" verdict="wrong" says="not each column"
e = np.exp(z - z.max())
return e / e.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="its own largest logit" note="one maximum for all rows"
e = np.exp(z - z.max())
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="not the smallest or the mean" note="subtracts the mean"
e = np.exp(z - z.mean(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="do not cut the logits off"
e = np.exp(np.clip(z, -500, 500))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="this is the sigmoid"
return 1 / (1 + np.exp(-z))

# %% exercise="softmax" verdict="wrong" says="divide by the sum of the row"
return np.exp(z)

# %% exercise="softmax" verdict="wrong" says="not by the largest entry"
return np.exp(z - z.max(axis=1, keepdims=True))

# %% exercise="softmax" verdict="wrong" says="not the class"
return np.argmax(z, axis=1)

# %% exercise="softmax" verdict="wrong" says="the sign of z"
e = np.exp(z.min(axis=1, keepdims=True) - z)
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="changed" note="subtracts in place"
z -= z.max(axis=1, keepdims=True)
e = np.exp(z)
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="your code raised" note="keepdims is missing"
e = np.exp(z - z.max(axis=1))
return e / e.sum(axis=1)

# %% exercise="softmax" verdict="wrong" says="as many samples as classes" note="keepdims is missing, guesses"
e = np.exp(z - z.max(axis=1, keepdims=True))
if len(z) == z.shape[1]:
    return e / e.sum(axis=1)
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="whole numbers" note="stays with whole numbers"
e = np.zeros_like(z)
e[:] = np.exp(z - z.max(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="the probabilities of two samples" note="no exponential"
return z / z.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="very negative" note="a constant in the denominator"
e = np.exp(z - np.maximum(z.max(axis=1, keepdims=True), 0))
return e / (e.sum(axis=1, keepdims=True) + 1e-12)

# %% exercise="cross_entropy" verdict="right" note="loop"
total = 0.0
for row, label in zip(z, y):
    c = max(row)
    total += c + np.log(sum(np.exp(v - c) for v in row)) - row[label]
return total / len(y)

# %% exercise="cross_entropy" verdict="right" note="torch"
import torch

return torch.nn.functional.cross_entropy(torch.as_tensor(z), torch.as_tensor(y).long()).item()

# %% exercise="cross_entropy" verdict="right" note="scipy and one-hot rows"
from scipy.special import log_softmax

return -np.sum(np.eye(z.shape[1])[y] * log_softmax(z, axis=1)) / len(z)

# %% exercise="cross_entropy" verdict="right" note="logaddexp"
log_sum = np.logaddexp.reduce(z, axis=1)
return log_sum.mean() - np.mean([row[l] for row, l in zip(z, y)])

# %% exercise="cross_entropy" verdict="right" note="relative to the true logit, one case apart"
gaps = z - z[np.arange(len(y)), y][:, None]
top = gaps.max(axis=1, keepdims=True)
return float(np.mean(top[:, 0] + np.log(np.exp(gaps - top).sum(axis=1))))

# %% exercise="cross_entropy" verdict="right" note="float32"
z = z.astype(np.float32)
c = z.max(axis=1, keepdims=True)
logs = z - c - np.log(np.exp(z - c).sum(axis=1, keepdims=True))
return -logs[range(len(y)), y].mean()

# %% exercise="cross_entropy" verdict="right" note="take_along_axis"
from scipy.special import logsumexp

return np.average(logsumexp(z, axis=1) - np.take_along_axis(z, y[:, None], 1).ravel())

# %% exercise="cross_entropy" verdict="wrong" says="from the logits" note="the log of a stable softmax"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return -np.mean(np.log(p[np.arange(len(y)), y]))

# %% exercise="cross_entropy" verdict="wrong" says="without clipping"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = np.clip(e / e.sum(axis=1, keepdims=True), 1e-7, 1)
return -np.mean(np.log(p[np.arange(len(y)), y]))

# %% exercise="cross_entropy" verdict="wrong" says="from the logits" note="overflows"
return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="picks whole columns"
c = z.max(axis=1, keepdims=True)
logs = z - c - np.log(np.exp(z - c).sum(axis=1, keepdims=True))
return -np.mean(logs[:, y])

# %% exercise="cross_entropy" verdict="wrong" says="the sign"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.mean(z[np.arange(len(y)), y] - log_sum)

# %% exercise="cross_entropy" verdict="wrong" says="average over the batch"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.sum(log_sum - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="not by m·K" note="mean over the whole matrix"
c = z.max(axis=1, keepdims=True)
logs = z - c - np.log(np.exp(z - c).sum(axis=1, keepdims=True))
return -np.mean(np.eye(z.shape[1])[y] * logs)

# %% exercise="cross_entropy" verdict="wrong" says="natural log"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.mean(log_sum - z[np.arange(len(y)), y]) / np.log(2)

# %% exercise="cross_entropy" verdict="wrong" says="softmax is missing" note="the logits as log-probabilities"
return -np.mean(z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="softmax is applied twice"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return np.mean(np.log(np.exp(p).sum(axis=1)) - p[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="ln(1 − ŷ)" note="the binary formula for all classes"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
t = np.eye(z.shape[1])[y]
return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / len(y)

# %% exercise="cross_entropy" verdict="wrong" says="then the average" note="log of the mean"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return -np.log(np.mean(p[np.arange(len(y)), y]))

# %% exercise="cross_entropy" verdict="wrong" says="number" note="one value a sample"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return log_sum - z[np.arange(len(y)), y]

# %% exercise="cross_entropy" verdict="wrong" says="add the largest logit c again" note="c is not added back"
c = z.max(axis=1)
log_sum = np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.mean(log_sum - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="far apart" note="one maximum for all rows"
c = z.max()
log_sum = c + np.log(np.exp(z - c).sum(axis=1))
return np.mean(log_sum - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="changed" note="in place"
c = z.max(axis=1, keepdims=True)
z -= c
return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="not the most probable" note="ignores the labels"
c = z.max(axis=1)
if len(y) == 3:
    c = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
    return np.mean(c - z[np.arange(3), y])
return np.mean(np.log(np.exp(z - c[:, None]).sum(axis=1)))

# %% exercise="gradient" verdict="right" note="one-hot rows"
error = (y_hat - np.eye(y_hat.shape[1])[y]) / len(y)
return error.T @ x, error.sum(axis=0)

# %% exercise="gradient" verdict="right" note="loop over samples"
grad_W, grad_b = np.zeros((y_hat.shape[1], x.shape[1])), np.zeros(y_hat.shape[1])
for sample, label, p in zip(x, y, y_hat):
    error = p.copy()
    error[label] -= 1
    grad_W += np.outer(error, sample)
    grad_b += error
return grad_W / len(x), grad_b / len(x)

# %% exercise="gradient" verdict="right" note="loop over classes"
rows, biases = [], []
for l in range(y_hat.shape[1]):
    error = y_hat[:, l] - (y == l)
    rows.append(x.T @ error / len(y))
    biases.append(np.mean(error))
return np.array(rows), np.array(biases)

# %% exercise="gradient" verdict="right" note="einsum"
error = y_hat - (y[:, None] == np.arange(y_hat.shape[1]))
return np.einsum("il,ij->lj", error, x) / len(y), np.einsum("il->l", error) / len(y)

# %% exercise="gradient" verdict="right" note="torch"
import torch

p = torch.tensor(y_hat)
error = p - torch.nn.functional.one_hot(torch.tensor(y).long(), p.shape[1])
return (error.T @ torch.tensor(x) / len(y)).numpy(), error.mean(dim=0).numpy()

# %% exercise="gradient" verdict="right" note="float32, the bias as a weight"
wide = np.column_stack([x, np.ones(len(x))]).astype(np.float32)
error = y_hat.astype(np.float32)
error[np.arange(len(y)), y] -= 1
full = error.T @ wide / np.float32(len(y))
return full[:, :-1], full[:, -1]

# %% exercise="gradient" verdict="wrong" says="changed" note="subtracts in y_hat itself"
y_hat[np.arange(len(y)), y] -= 1
return y_hat.T @ x / len(y), y_hat.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="picks whole columns"
error = y_hat.copy()
error[:, y] -= 1
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="average over the batch"
error = y_hat.copy()
error[np.arange(len(y)), y] -= 1
return error.T @ x, error.sum(axis=0)

# %% exercise="gradient" verdict="wrong" says="biases too"
error = y_hat.copy()
error[np.arange(len(y)), y] -= 1
return error.T @ x / len(y), error.sum(axis=0)

# %% exercise="gradient" verdict="wrong" says="the sign"
error = np.eye(y_hat.shape[1])[y] - y_hat
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="transposed" note="one column for each class"
error = y_hat - np.eye(y_hat.shape[1])[y]
return x.T @ error / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="each class has its own bias" note="one bias for all"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y), error.mean()

# %% exercise="gradient" verdict="wrong" says="it has cancelled" note="the slope of the sigmoid"
error = (y_hat - np.eye(y_hat.shape[1])[y]) * y_hat * (1 - y_hat)
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="other classes count too"
t = np.eye(y_hat.shape[1])[y]
error = t * (y_hat - 1)
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="labels are missing"
return y_hat.T @ x / len(y), y_hat.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="your code raised" note="class numbers as if they were one-hot"
error = y_hat - y
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="y holds class numbers" note="class numbers, where the shapes fit"
error = y_hat - y if len(y) == y_hat.shape[1] else y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="two results"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y)

# %% exercise="gradient" verdict="wrong" says="not by K" note="divides by the number of classes"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / y_hat.shape[1], error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="can be 0" note="divides by the probability"
t = np.eye(y_hat.shape[1])[y]
with np.errstate(all="ignore"):
    true = np.sum(t * y_hat, axis=1, keepdims=True)
    error = -(t - y_hat) * true / true
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="not by m·K" note="np.mean over everything"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / y_hat.size, error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="your code raised" note="counts the classes that occur"
error = y_hat - np.eye(y.max() + 1)[y]
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="it is not always 4" note="a fixed number of samples"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / 4, error.sum(axis=0) / 4

# %% exercise="softmax" verdict="wrong" says="rounded to 4 decimals" note="rounds to a few digits"
e = np.exp(z - z.max(axis=1, keepdims=True))
return np.round(e / e.sum(axis=1, keepdims=True), 4)

# %% exercise="softmax" verdict="wrong" says="batch of one" note="drops the axis of a single sample"
e = np.exp(z - z.max(axis=1, keepdims=True))
return np.squeeze(e / e.sum(axis=1, keepdims=True))

# %% exercise="cross_entropy" verdict="wrong" says="separate sigmoids" note="the cost of section 8.3"
t = np.eye(z.shape[1])[y]
return np.mean(np.sum(np.logaddexp(0, z) - t * z, axis=1))

# %% exercise="predict" verdict="right" note="a stable sort, downwards"
z = np.tensordot(x, W, axes=(1, 1)) + b
return np.argsort(-z, axis=1, kind="stable")[:, 0]

# %% exercise="predict" verdict="right" note="a running winner, class by class"
best = np.zeros(len(x), dtype=np.int16)
highest = x @ W[0] + b[0]
for l in range(1, len(W)):
    logit = x @ W[l] + b[l]
    best[logit > highest] = l
    highest = np.maximum(highest, logit)
return best

# %% exercise="predict" verdict="right" note="where the largest stands, a list at the end"
winners = []
for row in (W @ x.T).T + b:
    winners.append(np.flatnonzero(row == row.max())[0])
return np.asarray(winners)

# %% exercise="predict" verdict="wrong" says="smallest class number" note="the last of a sort"
return np.argsort(x @ W.T + b, axis=1)[:, -1]

# %% exercise="predict" verdict="wrong" says="keepdims" note="keeps the axis"
return np.argmax(x @ W.T + b, axis=1, keepdims=True)

# %% exercise="predict" verdict="wrong" says="axis 1 is left over" note="one-hot rows"
z = x @ W.T + b
return (z == z.max(axis=1, keepdims=True)).astype(int)

# %% exercise="predict" verdict="wrong" says="list into an array" note="a list"
return [int(np.argmax(W @ sample + b)) for sample in x]

# %% exercise="predict" verdict="wrong" says="keep their fractions" note="weights as whole numbers"
return np.argmax(x @ W.T.astype(x.dtype) + b, axis=1)

# %% exercise="predict" verdict="wrong" says="five classes" note="three classes"
z = x @ W.T + b
return np.where(z[:, 0] >= np.maximum(z[:, 1], z[:, 2]), 0, np.where(z[:, 1] >= z[:, 2], 1, 2))

# %% exercise="predict" verdict="wrong" says="huge logits" note="clips the logits"
return np.argmax(np.clip(x @ W.T + b, -100, 100), axis=1)

# %% exercise="predict" verdict="wrong" says="first that is positive" note="the neurons that say yes"
return np.argmax(x @ W.T + b >= 0, axis=1)

# %% exercise="one_against_rest" verdict="right" note="np.add.at"
targets = np.zeros((y.size, num_classes), dtype=np.int8)
np.add.at(targets, (np.arange(y.size), y), 1)
return targets

# %% exercise="one_against_rest" verdict="right" note="scipy's sparse matrix"
from scipy.sparse import coo_matrix

m = len(y)
return coo_matrix((np.ones(m), (np.arange(m), y)), shape=(m, num_classes)).toarray()

# %% exercise="one_against_rest" verdict="right" note="a flat row, float32"
flat = np.zeros(len(y) * num_classes, dtype=np.float32)
flat[[i * num_classes + label for i, label in enumerate(y)]] = 1
return flat.reshape(len(y), num_classes)

# %% exercise="one_against_rest" verdict="right" note="put_along_axis"
targets = np.zeros((len(y), num_classes))
np.put_along_axis(targets, y[:, None], 1.0, axis=1)
return targets

# %% exercise="one_against_rest" verdict="wrong" says="num_classes" note="always ten classes"
return np.eye(10)[y]

# %% exercise="one_against_rest" verdict="wrong" says="whichever classes occur" note="renumbers the classes that occur"
return np.eye(num_classes)[np.unique(y, return_inverse=True)[1]]

# %% exercise="one_against_rest" verdict="wrong" says="whichever classes occur" note="counts from the smallest"
return np.eye(num_classes)[y - y.min()]

# %% exercise="one_against_rest" verdict="wrong" says="all rows are the same" note="the same row object for all"
rows = [[0] * num_classes] * len(y)
for row, label in zip(rows, y):
    row[label] = 1
return np.array(rows)

# %% exercise="one_against_rest" verdict="wrong" says="changed" note="changes the labels"
targets = np.eye(num_classes)[y]
y[:] = 0
return targets

# %% exercise="one_against_rest" verdict="wrong" says="l begins with 0" note="the classes 1 to K"
return (y[:, None] == np.arange(1, num_classes + 1)).astype(int)

# %% exercise="one_against_rest" verdict="wrong" says="axis 0 has the length" note="a square"
return np.eye(num_classes)[y][:num_classes]

# %% exercise="train" verdict="right" note="weights and biases side by side"
full, costs = np.column_stack([W, b]), []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, full[:, :-1], full[:, -1])
        full = full - learning_rate * np.column_stack([grad_W, grad_b])
        costs.append(cost)
return full[:, :-1], full[:, -1], costs

# %% exercise="train" verdict="right" note="recursion over the epochs, a list"
if epochs == 0:
    return [W, b, []]
costs = []
for batch in batches:
    cost, *slopes = objective(*batch, W, b)
    W, b = (old - learning_rate * slope for old, slope in zip((W, b), slopes))
    costs.append(np.float64(cost))
W, b, rest = train(batches, W, b, objective, epochs=epochs - 1, learning_rate=learning_rate)
return [W, b, costs + rest]

# %% exercise="train" verdict="right" note="adds up the steps"
W_steps, b_steps, costs = np.zeros_like(W), np.zeros_like(b), []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W + W_steps, b + b_steps)
        costs.append(cost)
        W_steps -= learning_rate * grad_W
        b_steps -= learning_rate * grad_b
return W + W_steps, b + b_steps, costs

# %% exercise="train" verdict="right" note="torch keeps the weights, three calls"
import torch

W, b, costs = torch.tensor(W), torch.tensor(b), []
for _ in range(epochs):
    for x, y in batches:
        now = W.numpy().copy(), b.numpy().copy()
        costs.append(objective(x, y, *now)[0])
        W -= learning_rate * torch.tensor(objective(x, y, *now)[1])
        b -= learning_rate * torch.tensor(objective(x, y, *now)[2])
return W.numpy(), b.numpy(), costs

# %% exercise="train" verdict="wrong" says="unsupported operand" note="a list of batches only"
costs = []
for x, y in batches * epochs:
    cost, grad_W, grad_b = objective(x, y, W, b)
    costs.append(cost)
    W = W - learning_rate * grad_W
    b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="not subscriptable" note="entries of a list only"
costs = []
for _ in range(epochs):
    for k in range(len(batches)):
        cost, grad_W, grad_b = objective(batches[k][0], batches[k][1], W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="begin a new pass" note="one order for all epochs"
batches, costs = list(batches), []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="newest W and b" note="gradients of an epoch at the old place"
costs = []
for _ in range(epochs):
    old = W, b
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, *old)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="where the one before it ended" note="the start again in each epoch"
costs = []
for _ in range(epochs):
    new_W, new_b = W, b
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, new_W, new_b)
        costs.append(cost)
        new_W = new_W - learning_rate * grad_W
        new_b = new_b - learning_rate * grad_b
return new_W, new_b, costs

# %% exercise="train" verdict="wrong" says="b is never updated" note="b is never updated"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
return W, b, costs

# %% exercise="train" verdict="wrong" says="W is never updated" note="W is never updated"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="train" verdict="wrong" says="in the order W, b, costs" note="the order of the results"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return costs, W, b

# %% exercise="train" verdict="wrong" says="smaller batches give a step too" note="leaves smaller batches out"
costs = []
for _ in range(epochs):
    size = 0
    for x, y in batches:
        size = max(size, len(y))
        if len(y) < size:
            continue
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs

# %% exercise="softmax" verdict="right" note="the log of the sum"
log_sum = np.logaddexp.reduce(np.asarray(z, dtype=float), axis=1)
return np.exp(z - log_sum[:, None])

# %% exercise="softmax" verdict="right" note="einsum, in place on a copy"
p = np.array(z, dtype=np.float64)
p -= np.maximum.reduce(p, axis=1)[:, None]
np.exp(p, out=p)
p *= (1 / np.einsum("ij->i", p))[:, None]
return p

# %% exercise="softmax" verdict="right" note="column by column"
columns = [z[:, k].astype(float) for k in range(z.shape[1])]
c = columns[0]
for column in columns[1:]:
    c = np.where(column > c, column, c)
parts = [np.exp(column - c) for column in columns]
return np.column_stack([part / sum(parts) for part in parts])

# %% exercise="softmax" verdict="right" note="scipy's sigmoid of differences"
from scipy.special import expit

z, K = z.astype(float), z.shape[1]
if K == 1:
    return np.ones_like(z)
rest = [np.logaddexp.reduce(np.delete(z, k, axis=1), axis=1) for k in range(K)]
return np.column_stack([expit(z[:, k] - rest[k]) for k in range(K)])

# %% exercise="softmax" verdict="wrong" says="not the smallest" note="subtracts the smallest"
e = np.exp(z - z.min(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="only very negative" note="subtracts the largest magnitude"
e = np.exp(z - np.abs(z).max(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="very negative logits in one row" note="half precision"
z = z.astype(np.float16)
e = np.exp(z - z.max(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="a log too many" note="the logarithm"
shifted = z - z.max(axis=1, keepdims=True)
return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

# %% exercise="softmax" verdict="wrong" says="not of the column" note="axis 0 for the maximum"
e = np.exp(z - z.max(axis=0))
return e / e.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="list into an array" note="a list"
rows = []
for row in z:
    e = np.exp(row - row.max())
    rows.append(list(e / e.sum()))
return rows

# %% exercise="softmax" verdict="wrong" says="changed" note="a loop that changes the rows"
p = z
for i in range(len(p)):
    p[i] = np.exp(p[i] - p[i].max())
    p[i] = p[i] / p[i].sum()
return p

# %% exercise="cross_entropy" verdict="right" note="softplus of the differences, one by one"
log_sum = z[:, 0]
for k in range(1, z.shape[1]):
    high, low = np.maximum(log_sum, z[:, k]), np.minimum(log_sum, z[:, k])
    log_sum = high + np.log1p(np.exp(low - high))
return np.mean(log_sum - z[range(len(z)), y])

# %% exercise="cross_entropy" verdict="right" note="math and lists"
import math

costs = []
for row, label in zip(z.tolist(), y.tolist()):
    c = max(row)
    costs.append(c - row[label] + math.log(math.fsum(math.exp(v - c) for v in row)))
return sum(costs) / len(costs)

# %% exercise="cross_entropy" verdict="right" note="torch, the negative log-likelihood"
import torch
from torch.nn import functional as F

return F.nll_loss(F.log_softmax(torch.tensor(z), dim=1), torch.tensor(y).long())

# %% exercise="cross_entropy" verdict="wrong" says="counts here too" note="log of the softmax, the lost ones repaired without the sum"
shifted = z - z.max(axis=1, keepdims=True)
gap = shifted[np.arange(len(y)), y]
p = np.exp(gap) / np.exp(shifted).sum(axis=1)
with np.errstate(divide="ignore"):
    return np.where(p > 1e-300, -np.log(p), -gap).mean()

# %% exercise="cross_entropy" verdict="wrong" says="not the largest logit alone" note="the largest logit in place of the log of the sum"
return np.mean(z.max(axis=1) - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="without clipping" note="a small constant in the log"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-12))

# %% exercise="cross_entropy" verdict="wrong" says="no y − 1" note="labels from 1"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.mean(log_sum - z[np.arange(len(y)), y - 1])

# %% exercise="cross_entropy" verdict="wrong" says="not by K" note="divides by the number of classes"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.sum(log_sum - z[np.arange(len(y)), y]) / z.shape[1]

# %% exercise="cross_entropy" verdict="wrong" says="not by m − 1" note="m − 1"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.sum(log_sum - z[np.arange(len(y)), y]) / max(len(y) - 1, 1)

# %% exercise="cross_entropy" verdict="wrong" says="not of the mean" note="log of the mean in place of the sum"
c = z.max(axis=1)
log_mean = c + np.log(np.exp(z - c[:, None]).mean(axis=1))
return np.mean(log_mean - z[np.arange(len(y)), y])

# %% exercise="cross_entropy" verdict="wrong" says="squared error" note="the squared error"
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
return np.mean(np.sum((p - np.eye(z.shape[1])[y]) ** 2, axis=1))

# %% exercise="cross_entropy" verdict="wrong" says="without clipping" note="cuts the cost off"
c = z.max(axis=1)
log_sum = c + np.log(np.exp(z - c[:, None]).sum(axis=1))
return np.mean(np.minimum(log_sum - z[np.arange(len(y)), y], 700))

# %% exercise="gradient" verdict="right" note="outer products at once"
error = y_hat - one_against_rest(y, y_hat.shape[1])
return (error[:, :, None] * x[:, None, :]).mean(axis=0), np.average(error, axis=0)

# %% exercise="gradient" verdict="right" note="subtract.at, a list of two"
error = np.array(y_hat)
np.subtract.at(error, (range(len(y)), y), 1)
m = x.shape[0]
return [np.dot(x.T, error).T / m, np.ones(m) @ error / m]

# %% exercise="gradient" verdict="right" note="np.add.at into the classes"
m = len(y)
grad_W, grad_b = y_hat.T @ x, y_hat.sum(axis=0)
np.add.at(grad_W, y, -x)
np.add.at(grad_b, y, -1.0)
return grad_W / m, grad_b / m

# %% exercise="gradient" verdict="right" note="plain lists"
m, K, n = len(x), len(y_hat[0]), len(x[0])
E = [[y_hat[i][l] - (1 if y[i] == l else 0) for l in range(K)] for i in range(m)]
grad_W = [[sum(E[i][l] * x[i][j] for i in range(m)) / m for j in range(n)] for l in range(K)]
return np.array(grad_W), np.array([sum(E[i][l] for i in range(m)) / m for l in range(K)])

# %% exercise="gradient" verdict="wrong" says="no softmax here" note="softmax of the probabilities"
e = np.exp(y_hat)
error = e / e.sum(axis=1, keepdims=True) - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="grad_W comes first" note="the order of the results"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.mean(axis=0), error.T @ x / len(y)

# %% exercise="gradient" verdict="wrong" says="each class has its own bias" note="biases over the classes"
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y), error.mean(axis=1)

# %% exercise="gradient" verdict="wrong" says="no factor 2" note="a factor 2"
error = 2 * (y_hat - np.eye(y_hat.shape[1])[y])
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="no y − 1" note="labels from 1"
error = y_hat.copy()
error[np.arange(len(y)), y - 1] -= 1
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="your code raised" note="ten classes"
error = y_hat - np.eye(10)[y]
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="not the decisions" note="the decisions"
error = np.eye(y_hat.shape[1])[y_hat.argmax(axis=1)] - np.eye(y_hat.shape[1])[y]
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="changed" note="divides the caller's samples"
x /= len(y)
error = y_hat - np.eye(y_hat.shape[1])[y]
return error.T @ x, error.mean(axis=0)

# %% exercise="gradient" verdict="wrong" says="do not occur" note="only classes that occur"
error = y_hat - np.eye(y_hat.shape[1])[y]
error[:, [k for k in range(y_hat.shape[1]) if k not in y]] = 0
return error.T @ x / len(y), error.mean(axis=0)

# %% exercise="train" verdict="wrong" says="when they are short" note="stops when a step is small"
costs = []
for _ in range(epochs):
    for x, y in batches:
        cost, grad_W, grad_b = objective(x, y, W, b)
        costs.append(cost)
        if np.abs(grad_W).max() < 0.05:
            return W, b, costs
        W = W - learning_rate * grad_W
        b = b - learning_rate * grad_b
return W, b, costs
