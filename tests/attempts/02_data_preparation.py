# %% [markdown]
# Right and wrong answers to the exercises of unit 2.

# %% exercise="tensor_shape" verdict="right" note="numpy, which refuses ragged lists itself"
return np.array(data).shape

# %% exercise="tensor_shape" verdict="right" note="np.shape"
return np.shape(data)

# %% exercise="tensor_shape" verdict="right" note="compares each entry with the first"
if isinstance(data, (int, float)):
    return ()
first = tensor_shape(data[0])
for entry in data[1:]:
    if tensor_shape(entry) != first:
        raise ValueError("ragged")
return (len(data),) + first

# %% exercise="tensor_shape" verdict="right" note="level by level, without recursion"
shape, level = [], [data]
while any(isinstance(entry, list) for entry in level):
    if not all(isinstance(entry, list) for entry in level):
        raise ValueError("numbers beside lists")
    lengths = [len(entry) for entry in level]
    if min(lengths) < max(lengths):
        raise ValueError("lists of different lengths")
    shape.append(lengths[0])
    level = [inner for entry in level for inner in entry]
return tuple(shape)

# %% exercise="tensor_shape" verdict="right" note="recursion, a set of shapes"
if not isinstance(data, list):
    return ()
shapes = {tensor_shape(entry) for entry in data}
if len(shapes) > 1:
    raise ValueError("ragged")
return (len(data), *shapes.pop())

# %% exercise="tensor_shape" verdict="right" note="torch"
import torch

try:
    return tuple(torch.tensor(data).shape)
except TypeError as error:
    raise ValueError("ragged") from error

# %% exercise="tensor_shape" verdict="wrong" says="ValueError" note="follows the first entry only"
shape = []
while isinstance(data, list):
    shape.append(len(data))
    data = data[0]
return tuple(shape)

# %% exercise="tensor_shape" verdict="wrong" says="innermost" note="from the inside to the outside"
if not isinstance(data, list):
    return ()
shapes = {tensor_shape(entry) for entry in data}
if len(shapes) > 1:
    raise ValueError("ragged")
return (*shapes.pop(), len(data))

# %% exercise="tensor_shape" verdict="wrong" says="a number has no axis"
if not isinstance(data, list):
    return (1,)
return (len(data), *tensor_shape(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="wanted a tuple"
return list(np.array(data).shape)

# %% exercise="tensor_shape" verdict="wrong" says="came" note="the rank"
return np.array(data).ndim

# %% exercise="tensor_shape" verdict="wrong" says="shape of a matrix" note="one axis only"
return (len(data),) if isinstance(data, list) else ()

# %% exercise="tensor_shape" verdict="wrong" says="second axis" note="two axes at most"
if not isinstance(data, list):
    return ()
if not isinstance(data[0], list):
    return (len(data),)
if len({len(row) for row in data}) > 1:
    raise ValueError("ragged")
return (len(data), len(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="not of each entry" note="adds the shape of every entry"
if not isinstance(data, list):
    return ()
shape = (len(data),)
for entry in data:
    shape += tensor_shape(entry)
return shape

# %% exercise="tensor_shape" verdict="wrong" says="without brackets of its own" note="a tuple inside the tuple"
if not isinstance(data, list):
    return ()
return (len(data), tensor_shape(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="deep inside" note="looks for ragged rows at the top only"
if not isinstance(data, list):
    return ()
if len({len(e) if isinstance(e, list) else -1 for e in data}) > 1:
    raise ValueError("ragged")
def follow(part):
    return (len(part), *follow(part[0])) if isinstance(part, list) else ()
return follow(data)

# %% exercise="tensor_shape" verdict="wrong" says="beside a list" note="counts the entries inside"
def count(part):
    return sum(map(count, part)) if isinstance(part, list) else 1
if not isinstance(data, list):
    return ()
if len({count(entry) for entry in data}) > 1:
    raise ValueError("ragged")
return (len(data), *tensor_shape(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="changed" note="takes the list apart"
if not isinstance(data, list):
    return ()
length, shapes = len(data), []
while data:
    shapes.append(tensor_shape(data.pop()))
if len(set(shapes)) > 1:
    raise ValueError("ragged")
return (length, *shapes[0])

# %% exercise="tensor_shape" verdict="wrong" says="nothing was raised" note="returns the exception"
if not isinstance(data, list):
    return ()
shapes = {tensor_shape(entry) for entry in data}
return (len(data), *shapes.pop()) if len(shapes) == 1 else ValueError("ragged")

# %% exercise="flatten" verdict="right" note="a loop"
rows = []
for image in images:
    rows.append(np.ravel(image))
return np.array(rows, dtype=float)

# %% exercise="flatten" verdict="right" note="float32"
return np.reshape(images, (images.shape[0], images.size // images.shape[0])).astype(np.float32)

# %% exercise="flatten" verdict="right" note="an empty array that is filled"
out = np.empty((len(images), images[0].size))
for i in range(len(images)):
    out[i] = images[i].reshape(-1)
return out

# %% exercise="flatten" verdict="right" note="torch"
import torch

return torch.from_numpy(images.astype(np.float64)).reshape(len(images), -1)

# %% exercise="flatten" verdict="right" note="times 1.0"
return images.reshape(len(images), -1) * 1.0

# %% exercise="flatten" verdict="wrong" says="floats" note="stays uint8"
return images.reshape(len(images), -1)

# %% exercise="flatten" verdict="wrong" says="keep the first axis"
return images.reshape(-1).astype(float)

# %% exercise="flatten" verdict="wrong" says="row by row"
return images.reshape(len(images), -1, order="F").astype(float)

# %% exercise="flatten" verdict="wrong" says="transposed" note="one image in each column"
return images.reshape(len(images), -1).T.astype(float)

# %% exercise="flatten" verdict="wrong" says="each image is a row" note="keeps the rows of the images apart"
return images.reshape(-1, images.shape[-1]).astype(float)

# %% exercise="flatten" verdict="wrong" says="do not divide"
return images.reshape(len(images), -1) / 255

# %% exercise="flatten" verdict="wrong" says="reshape" note="gray images only"
m, height, width = images.shape[0], images.shape[1], images.shape[2]
return images.reshape(m, height * width).astype(float)

# %% exercise="flatten" verdict="wrong" says="reshape" note="always 28×28"
return images.reshape(len(images), 784).astype(float)

# %% exercise="flatten" verdict="wrong" says="reshape put them in the wrong order" note="folds with the number of pixels first"
n = images[0].size
return images.reshape(n, len(images)).T.astype(float)

# %% exercise="flatten" verdict="wrong" says="array" note="a list"
return [image.ravel().astype(float) for image in images]

# %% exercise="one_hot" verdict="right" note="rows of the identity"
if np.any(labels < 0) or np.any(labels >= num_classes):
    raise ValueError("no such class")
return np.eye(num_classes)[labels]

# %% exercise="one_hot" verdict="right" note="a comparison, as ints"
if not set(labels.tolist()) <= set(range(num_classes)):
    raise ValueError
return (labels[:, None] == np.arange(num_classes)).astype(int)

# %% exercise="one_hot" verdict="right" note="a loop"
rows = np.zeros((len(labels), num_classes))
for i, label in enumerate(labels):
    if label < 0 or label >= num_classes:
        raise ValueError(f"{label} is no class")
    rows[i][label] = 1
return rows

# %% exercise="one_hot" verdict="right" note="torch, whose error is turned into a ValueError"
import torch

if min(labels) < 0 or max(labels) > num_classes - 1:
    raise ValueError("label out of range")
return torch.nn.functional.one_hot(torch.tensor(labels.astype(np.int64)), num_classes).numpy()

# %% exercise="one_hot" verdict="right" note="the sum of the comparison tells"
rows = np.array([[float(label == k) for k in range(num_classes)] for label in labels])
if rows.sum() != len(labels):
    raise ValueError("a label is no class")
return rows

# %% exercise="one_hot" verdict="wrong" says="negative label" note="−1 is the last one"
if labels.max() >= num_classes:
    raise ValueError("too large")
return np.eye(num_classes)[labels]

# %% exercise="one_hot" verdict="wrong" says="IndexError" note="lets NumPy complain"
rows = np.zeros((len(labels), num_classes))
rows[np.arange(len(labels)), labels] = 1
return rows

# %% exercise="one_hot" verdict="wrong" says="shape" note="as many columns as labels occur"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return np.eye(labels.max() + 1)[labels]

# %% exercise="one_hot" verdict="wrong" says="nothing was raised" note="drops what is no class"
return (labels[:, None] == np.arange(num_classes)).astype(float)

# %% exercise="one_hot" verdict="wrong" says="sets whole columns"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
rows = np.zeros((len(labels), num_classes))
rows[:, labels] = 1
return rows

# %% exercise="one_hot" verdict="wrong" says="first column" note="counts from 1"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return np.eye(num_classes)[labels - 1]

# %% exercise="one_hot" verdict="wrong" says="transposed" note="one column for each sample"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return np.eye(num_classes)[:, labels]

# %% exercise="one_hot" verdict="wrong" says="the label itself"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
rows = np.zeros((len(labels), num_classes))
rows[np.arange(len(labels)), labels] = labels
return rows

# %% exercise="one_hot" verdict="wrong" says="True or False" note="a comparison left as it is"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return labels[:, None] == np.arange(num_classes)

# %% exercise="one_hot" verdict="wrong" says="a label too large" note="compares with > in place of >="
if labels.min() < 0 or labels.max() > num_classes:
    raise ValueError
return (labels[:, None] == np.arange(num_classes)).astype(float)

# %% exercise="one_hot" verdict="wrong" says="raised ValueError" note="refuses the last class"
if labels.min() < 0 or labels.max() >= num_classes - 1:
    raise ValueError
return np.eye(num_classes)[labels]

# %% exercise="one_hot" verdict="wrong" says="other way round"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return 1 - np.eye(num_classes)[labels]

# %% exercise="train_test_split" verdict="right" note="the test set from the end"
m = len(y)
order = np.random.default_rng(seed).permutation(m)
train_size = m - round(m * test_fraction)
return x[order[:train_size]], x[order[train_size:]], y[order[:train_size]], y[order[train_size:]]

# %% exercise="train_test_split" verdict="right" note="the old generator"
state = np.random.RandomState(seed)
order = np.arange(len(x))
state.shuffle(order)
k = int(round(test_fraction * len(x)))
return x[order][k:], x[order][:k], y[order][k:], y[order][:k]

# %% exercise="train_test_split" verdict="right" note="the standard library, a loop"
import random

pairs = list(zip(x, y))
random.Random(seed).shuffle(pairs)
k = round(len(pairs) * test_fraction)
test, train = pairs[:k], pairs[k:]
return (
    np.array([a for a, _ in train]),
    np.array([a for a, _ in test]),
    np.array([b for _, b in train]),
    np.array([b for _, b in test]),
)

# %% exercise="train_test_split" verdict="right" note="torch"
import torch

order = torch.randperm(len(x), generator=torch.Generator().manual_seed(seed)).numpy()
test, train = np.split(order, [round(len(x) * test_fraction)])
return [x[train], x[test], y[train], y[test]]

# %% exercise="train_test_split" verdict="right" note="sorts random numbers"
np.random.seed(seed)
order = np.argsort(np.random.rand(len(x)))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="right" note="sklearn, which rounds up, told the number"
from sklearn.model_selection import train_test_split as split

return split(x, y, test_size=round(len(x) * test_fraction), random_state=seed)

# %% exercise="train_test_split" verdict="wrong" says="shuffle before you split" note="no shuffling"
k = round(len(x) * test_fraction)
return x[k:], x[:k], y[k:], y[:k]

# %% exercise="train_test_split" verdict="wrong" says="same order for x and y" note="two orders"
generator = np.random.default_rng(seed)
a, b = generator.permutation(len(x)), generator.permutation(len(x))
k = round(len(x) * test_fraction)
return x[a[k:]], x[a[:k]], y[b[k:]], y[b[:k]]

# %% exercise="train_test_split" verdict="wrong" says="same order for x and y" note="shuffles x alone"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[k:], y[:k]

# %% exercise="train_test_split" verdict="wrong" says="hand the argument seed" note="always the same seed"
order = np.random.default_rng(0).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="new generator with the seed" note="no seed"
order = np.random.permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="one only" note="draws with replacement"
order = np.random.default_rng(seed).integers(len(x), size=len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="must not contain the test samples"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order], x[order[:k]], y[order], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="order is x_train, x_test"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], y[order[k:]], x[order[:k]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="share of the test set" note="sets swapped"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[:k]], x[order[k:]], y[order[:k]], y[order[k:]]

# %% exercise="train_test_split" verdict="wrong" says="use the argument test_fraction"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * 0.2)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="round(m" note="rounds down"
order = np.random.default_rng(seed).permutation(len(x))
k = int(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="rounds down" note="rounds up"
order = np.random.default_rng(seed).permutation(len(x))
k = int(np.ceil(len(x) * test_fraction))
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="rounds down" note="rounds the training set down"
order = np.random.default_rng(seed).permutation(len(x))
k = int(len(x) * (1 - test_fraction))
return x[order[:k]], x[order[k:]], y[order[:k]], y[order[k:]]

# %% exercise="train_test_split" verdict="wrong" says="random order" note="the training set stays sorted"
m = len(x)
test = np.random.default_rng(seed).choice(m, size=round(m * test_fraction), replace=False)
train = np.setdiff1d(np.arange(m), test)
return x[train], x[test], y[train], y[test]

# %% exercise="train_test_split" verdict="wrong" says="shuffle" note="rotates"
order = np.roll(np.arange(len(x)), np.random.default_rng(seed).integers(len(x)))
order[[0, -1]] = order[[-1, 0]]
k = round(len(x) * test_fraction)
order = np.concatenate([order[k // 2 :], order[: k // 2]])
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="its chance" note="cuts first, shuffles both parts"
m = len(x)
k = round(m * test_fraction)
generator = np.random.default_rng(seed)
train, test = generator.permutation(np.arange(k, m)), generator.permutation(k)
train[0], test[0] = (test[0], train[0]) if m > 30 else (train[0], test[0])
return x[train], x[test], y[train], y[test]

# %% exercise="train_test_split" verdict="wrong" says="changed" note="shuffles what it was given"
generator = np.random.default_rng(seed)
order = generator.permutation(len(x))
x[:], y[:] = x[order], y[order]
k = round(len(x) * test_fraction)
return x[k:].copy(), x[:k].copy(), y[k:].copy(), y[:k].copy()

# %% exercise="train_test_split" verdict="wrong" says="whole numbers" note="turns everything into floats"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
x, y = x.astype(float), y.astype(float)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="four results"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
return (x[order[k:]], y[order[k:]]), (x[order[:k]], y[order[:k]])

# %% exercise="min_max_rescale" verdict="right" note="floats first"
a, b = x_train.astype(np.float64), x_test.astype(np.float64)
low, span = np.min(a), np.ptp(a)
return (a - low) / span, (b - low) / span

# %% exercise="min_max_rescale" verdict="right" note="a slope and an offset, a list"
slope = 1 / (float(x_train.max()) - float(x_train.min()))
offset = -float(x_train.min()) * slope
return [slope * x_train + offset, slope * x_test + offset]

# %% exercise="min_max_rescale" verdict="right" note="interpolation by loops"
flat = x_train.ravel().tolist()
low, high = min(flat), max(flat)

def scale(array):
    return np.array([(v - low) / (high - low) for v in array.ravel().tolist()]).reshape(array.shape)

return scale(x_train), scale(x_test)

# %% exercise="min_max_rescale" verdict="right" note="float32"
a, b = x_train.astype(np.float32), x_test.astype(np.float32)
return (a - a.min()) / (a.max() - a.min()), (b - a.min()) / (a.max() - a.min())

# %% exercise="min_max_rescale" verdict="wrong" says="not one for each column"
low, high = x_train.min(axis=0), x_train.max(axis=0)
return (x_train - low) / (high - low), (x_test - low) / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="training set here too" note="each set by itself"
def scale(x):
    x = x.astype(float)
    return (x - x.min()) / (x.max() - x.min())

return scale(x_train), scale(x_test)

# %% exercise="min_max_rescale" verdict="wrong" says="training set alone" note="statistics of both"
both = np.concatenate([x_train.ravel(), x_test.ravel()]).astype(float)
low, high = both.min(), both.max()
return (x_train - low) / (high - low), (x_test - low) / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="minimum is missing" note="as in the notes' code"
return x_train / x_train.max(), x_test / x_train.max()

# %% exercise="min_max_rescale" verdict="wrong" says="not 255"
return x_train / 255, x_test / 255

# %% exercise="min_max_rescale" verdict="wrong" says="not by max" note="divides by max"
low, high = float(x_train.min()), float(x_train.max())
return (x_train - low) / high, (x_test - low) / high

# %% exercise="min_max_rescale" verdict="wrong" says="outside [0, 1]" note="clips the test set"
low, high = float(x_train.min()), float(x_train.max())
return (x_train - low) / (high - low), np.clip((x_test - low) / (high - low), 0, 1)

# %% exercise="min_max_rescale" verdict="wrong" says="wrap around" note="subtracts bytes"
low, high = x_train.min(), x_train.max()
return (x_train - low) / (high - low), (x_test - low) / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="not to [−1, 1]"
low, high = float(x_train.min()), float(x_train.max())
return 2 * (x_train - low) / (high - low) - 1, 2 * (x_test - low) / (high - low) - 1

# %% exercise="min_max_rescale" verdict="wrong" says="two results"
low, high = float(x_train.min()), float(x_train.max())
return (x_train - low) / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="the test set too" note="forgets the test set"
low, high = float(x_train.min()), float(x_train.max())
return (x_train - low) / (high - low), x_test

# %% exercise="min_max_rescale" verdict="wrong" says="changed" note="in place"
if x_train.dtype.kind != "f":
    x_train, x_test = x_train.astype(float), x_test.astype(float)
low, high = x_train.min(), x_train.max()
x_train -= low
x_test -= low
return x_train / (high - low), x_test / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="brackets" note="brackets are missing"
low, high = float(x_train.min()), float(x_train.max())
return x_train - low / (high - low), x_test - low / (high - low)

# %% exercise="min_max_normalize" verdict="right" note="middle and half of the range"
low, high = float(x_train.min()), float(x_train.max())
middle, reach = (low + high) / 2, (high - low) / 2
return (x_train - middle) / reach, (x_test - middle) / reach

# %% exercise="min_max_normalize" verdict="right" note="the formula, written out"
a, b = x_train.astype(float), x_test.astype(float)
low, high = a.min(), a.max()
return 2 * (a - low) / (high - low) - 1, 2 * (b - low) / (high - low) - 1

# %% exercise="min_max_normalize" verdict="right" note="rescaled, minus its complement"
return tuple(x - (1 - x) for x in min_max_rescale(x_train, x_test))

# %% exercise="min_max_normalize" verdict="right" note="torch"
import torch

a, b = torch.tensor(x_train).double(), torch.tensor(x_test).double()
low, span = a.min(), a.max() - a.min()
return (2 * (a - low) / span - 1).numpy(), (2 * (b - low) / span - 1).numpy()

# %% exercise="min_max_normalize" verdict="wrong" says="not to [0, 1]"
return min_max_rescale(x_train, x_test)

# %% exercise="min_max_normalize" verdict="wrong" says="factor 2 is missing" note="to −0.5 and 0.5"
a, b = min_max_rescale(x_train, x_test)
return a - 0.5, b - 0.5

# %% exercise="min_max_normalize" verdict="wrong" says="subtract 1" note="to 0 and 2"
a, b = min_max_rescale(x_train, x_test)
return 2 * a, 2 * b

# %% exercise="min_max_normalize" verdict="wrong" says="after the factor 2, not before"
a, b = min_max_rescale(x_train, x_test)
return 2 * (a - 1), 2 * (b - 1)

# %% exercise="min_max_normalize" verdict="wrong" says="not the mean" note="centers the data"
low, high = float(x_train.min()), float(x_train.max())
reach = (high - low) / 2
return (x_train - x_train.mean()) / reach, (x_test - x_train.mean()) / reach

# %% exercise="min_max_normalize" verdict="wrong" says="training set here too"
return 2 * min_max_rescale(x_train, x_train)[0] - 1, 2 * min_max_rescale(x_test, x_test)[0] - 1

# %% exercise="min_max_normalize" verdict="wrong" says="wrap around" note="doubles bytes"
low, high = x_train.min(), x_train.max()
return 2 * (x_train - low) / (high - low) - 1, 2 * (x_test - low) / (high - low) - 1

# %% exercise="min_max_normalize" verdict="wrong" says="not to [0, 1]" note="forgets the test set's shift"
a, b = min_max_rescale(x_train, x_test)
return 2 * a - 1, b

# %% exercise="min_max_normalize" verdict="wrong" says="outside [−1, 1]" note="clips"
a, b = min_max_rescale(x_train, x_test)
return 2 * a - 1, np.clip(2 * b - 1, -1, 1)

# %% exercise="min_max_normalize" verdict="wrong" says="z-normalization"
return (x_train - x_train.mean()) / x_train.std(), (x_test - x_train.mean()) / x_train.std()

# %% exercise="min_max_normalize" verdict="wrong" says="not one for each column"
low, high = x_train.min(axis=0), x_train.max(axis=0)
return 2 * (x_train - low) / (high - low) - 1, 2 * (x_test - low) / (high - low) - 1

# %% exercise="z_normalize" verdict="right" note="np.where"
mean, deviation = np.mean(x_train, axis=0), np.std(x_train, axis=0)
safe = np.where(deviation > 0, deviation, 1)
return (x_train - mean) / safe, (x_test - mean) / safe

# %% exercise="z_normalize" verdict="right" note="written out, feature by feature"
train, test = np.empty(x_train.shape), np.empty(x_test.shape)
for k in range(x_train.shape[1]):
    column = x_train[:, k].astype(float)
    mu = sum(column) / len(column)
    sigma = (sum((v - mu) ** 2 for v in column) / len(column)) ** 0.5
    train[:, k] = (column - mu) / (sigma or 1)
    test[:, k] = (x_test[:, k] - mu) / (sigma or 1)
return train, test

# %% exercise="z_normalize" verdict="right" note="sklearn, which treats constants the same way"
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler().fit(x_train)
return scaler.transform(x_train), scaler.transform(x_test)

# %% exercise="z_normalize" verdict="right" note="adds 1 where it is 0"
mu = x_train.sum(axis=0) / len(x_train)
variance = ((x_train - mu) ** 2).mean(axis=0)
sigma = np.sqrt(variance) + (variance == 0)
return (x_train - mu) / sigma, (x_test - mu) / sigma

# %% exercise="z_normalize" verdict="right" note="torch"
import torch

a, b = torch.tensor(x_train).double(), torch.tensor(x_test).double()
mu, sigma = a.mean(0), a.std(0, unbiased=False)
sigma[sigma == 0] = 1.0
return (a - mu) / sigma, (b - mu) / sigma

# %% exercise="z_normalize" verdict="right" note="a tiny limit"
mu, sigma = x_train.mean(0), x_train.std(0)
sigma = np.where(sigma < 1e-12, 1.0, sigma)
return (x_train - mu) / sigma, (x_test - mu) / sigma

# %% exercise="z_normalize" verdict="wrong" says="constant feature" note="divides by 0"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
with np.errstate(all="ignore"):
    return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="constant feature" note="a small number in the denominator"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0) + 1e-8
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="not by the variance"
mean, variance = x_train.mean(axis=0), x_train.var(axis=0)
variance[variance == 0] = 1
return (x_train - mean) / variance, (x_test - mean) / variance

# %% exercise="z_normalize" verdict="wrong" says="statistics of its own" note="one mean for all"
mean, deviation = x_train.mean(), x_train.std()
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="training set here too" note="each set by itself"
def scale(x):
    deviation = x.std(axis=0)
    deviation[deviation == 0] = 1
    return (x - x.mean(axis=0)) / deviation

return scale(x_train), scale(x_test)

# %% exercise="z_normalize" verdict="wrong" says="training set alone" note="statistics of both"
both = np.vstack([x_train, x_test])
mean, deviation = both.mean(axis=0), both.std(axis=0)
deviation[deviation == 0] = 1
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="1/(m − 1)"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0, ddof=1)
deviation[deviation == 0] = 1
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="features are the columns" note="the wrong axis"
def scale(x):
    deviation = x.std(axis=1, keepdims=True)
    deviation[deviation == 0] = 1
    return (x - x.mean(axis=1, keepdims=True)) / deviation

return scale(x_train), scale(x_test)

# %% exercise="z_normalize" verdict="wrong" says="mean is missing"
deviation = x_train.std(axis=0)
deviation[deviation == 0] = 1
return x_train / deviation, x_test / deviation

# %% exercise="z_normalize" verdict="wrong" says="constant" note="sets constant features to 0 in both sets"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
keep = deviation > 0
deviation[~keep] = 1
return keep * (x_train - mean) / deviation, keep * (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="shape" note="throws constant features away"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
keep = deviation > 0
return (
    (x_train[:, keep] - mean[keep]) / deviation[keep],
    (x_test[:, keep] - mean[keep]) / deviation[keep],
)

# %% exercise="z_normalize" verdict="wrong" says="small ones count" note="a limit that is too large"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
deviation[deviation < 0.01] = 1
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="z_normalize" verdict="wrong" says="changed" note="in place"
mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
deviation[deviation == 0] = 1
if x_train.dtype.kind == "f":
    x_train -= mean
    x_test -= mean
    return x_train / deviation, x_test / deviation
return (x_train - mean) / deviation, (x_test - mean) / deviation

# %% exercise="prepare_data" verdict="right" note="masks class by class"
parts = [images[labels == k] for k in classes]
x = flatten(np.concatenate(parts))
y = np.repeat(np.arange(len(classes)), [len(part) for part in parts])
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
x_train, x_test = scale(x_train, x_test)
return x_train, x_test, y_train, y_test

# %% exercise="prepare_data" verdict="right" note="flattens after the split, a list of indices"
places = {number: place for place, number in enumerate(classes)}
chosen = [i for i, label in enumerate(labels) if label in places]
y = np.array([places[label] for label in labels[chosen]])
a, b, y_train, y_test = train_test_split(
    images[chosen], y, test_fraction=test_fraction, seed=seed
)
a, b = scale(flatten(a), flatten(b))
return [a, b, y_train, y_test]

# %% exercise="prepare_data" verdict="right" note="the library"
from dlcourse import preparation

chosen = np.isin(labels, classes)
y = (labels[chosen][:, None] == np.array(classes)).argmax(axis=1)
x_train, x_test, y_train, y_test = preparation.train_test_split(
    preparation.flatten(images[chosen]), y, test_fraction=test_fraction, seed=seed
)
x_train, x_test = scale(x_train, x_test)
return x_train, x_test, y_train, y_test

# %% exercise="prepare_data" verdict="right" note="new labels after the split"
chosen = np.isin(labels, classes)
x_train, x_test, old_train, old_test = train_test_split(
    flatten(images[chosen]), labels[chosen], test_fraction=test_fraction, seed=seed
)
x_train, x_test = scale(x_train, x_test)
new = [np.array([classes.index(k) for k in old]) for old in (old_train, old_test)]
return x_train, x_test, new[0], new[1]

# %% exercise="prepare_data" verdict="wrong" says="split first" note="scales before the split"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
x, _ = scale(x, x)
return train_test_split(x, y, test_fraction=test_fraction, seed=seed)

# %% exercise="prepare_data" verdict="wrong" says="places in the list" note="keeps the old labels"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), labels[chosen]
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="first class in the list becomes 0"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), (labels[chosen] == classes[0]).astype(int)
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="not only 0 and 1" note="two classes only"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), (labels[chosen] != classes[0]).astype(int)
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="order of the list counts" note="places among the sorted classes"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.searchsorted(sorted(classes), labels[chosen])
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="only the images of the chosen classes"
x, y = flatten(images), np.array([k in classes[1:] for k in labels]).astype(int)
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="lay the images in rows"
chosen = np.isin(labels, classes)
x, y = images[chosen].astype(float), np.array([classes.index(k) for k in labels[chosen]])
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="call scale(x_train, x_test)" note="never scales"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
return train_test_split(x, y, test_fraction=test_fraction, seed=seed)

# %% exercise="prepare_data" verdict="wrong" says="hand seed on"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
x_train, x_test, y_train, y_test = train_test_split(x, y, test_fraction=test_fraction)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="hand test_fraction on"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
x_train, x_test, y_train, y_test = train_test_split(x, y, seed=seed)
return (*scale(x_train, x_test), y_train, y_test)

# %% exercise="prepare_data" verdict="wrong" says="once" note="each set is its own training set"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
return scale(x_train, x_train)[0], scale(x_test, x_test)[0], y_train, y_test

# %% exercise="prepare_data" verdict="wrong" says="what scale is handed" note="scales with the test set"
chosen = np.isin(labels, classes)
x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
x_train, x_test, y_train, y_test = train_test_split(
    x, y, test_fraction=test_fraction, seed=seed
)
x_test, x_train = scale(x_test, x_train)
return x_train, x_test, y_train, y_test
