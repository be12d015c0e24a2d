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

# %% exercise="tensor_shape" verdict="right" note="asks for the length and lets a number refuse"
try:
    length = len(data)
except TypeError:
    return ()
shapes = [tensor_shape(entry) for entry in data]
if shapes.count(shapes[0]) < length:
    raise ValueError("ragged")
return length, *shapes[0]

# %% exercise="tensor_shape" verdict="right" note="predicts from the first entries, checks every list against it"
shape, first = [], data
while isinstance(first, list):
    shape.append(len(first))
    first = first[0]

def fits(part, depth):
    if depth == len(shape):
        return not isinstance(part, list)
    if not isinstance(part, list) or len(part) != shape[depth]:
        return False
    return all(fits(entry, depth + 1) for entry in part)

if not fits(data, 0):
    raise ValueError("ragged")
return tuple(shape)

# %% exercise="tensor_shape" verdict="right" note="numpy objects, a subclass of ValueError"
class Ragged(ValueError):
    pass

try:
    return np.asarray(data, dtype=float).shape
except (ValueError, TypeError):
    raise Ragged("ragged") from None

# %% exercise="tensor_shape" verdict="wrong" says="middle" note="compares the first entry with the last"
if not isinstance(data, list):
    return ()
if tensor_shape(data[0]) != tensor_shape(data[-1]):
    raise ValueError("ragged")
return (len(data), *tensor_shape(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="AssertionError" note="asserts"
if not isinstance(data, list):
    return ()
assert len({tensor_shape(entry) for entry in data}) == 1
return (len(data), *tensor_shape(data[0]))

# %% exercise="tensor_shape" verdict="wrong" says="beside a list" note="peels layers while the first entry is a list"
shape, layer = [len(data)] if isinstance(data, list) else [], data
while shape and isinstance(layer[0], list):
    if any(len(e) != len(layer[0]) for e in layer if isinstance(e, list)):
        raise ValueError("ragged")
    shape.append(len(layer[0]))
    layer = [inner for e in layer if isinstance(e, list) for inner in e]
return tuple(shape)

# %% exercise="tensor_shape" verdict="wrong" says="shape of a column" note="drops axes of length 1"
return np.squeeze(np.array(data)).shape

# %% exercise="tensor_shape" verdict="wrong" says="nothing was raised" note="numpy of objects, which takes ragged lists"
return np.array(data, dtype=object).shape

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

# %% exercise="flatten" verdict="right" note="the product of the lengths"
return np.array(images, dtype=np.float64).reshape(images.shape[0], np.prod(images.shape[1:]))

# %% exercise="flatten" verdict="right" note="vstack of raveled images"
return np.vstack([image.ravel() for image in images]).astype("float64")

# %% exercise="flatten" verdict="right" note="lists, by recursion"
def values(part):
    return [v for inner in part for v in values(inner)] if isinstance(part, list) else [float(part)]

return np.array([values(image) for image in images.tolist()])

# %% exercise="flatten" verdict="wrong" says="whole numbers" note="wider whole numbers"
return images.reshape(len(images), -1).astype(int)

# %% exercise="flatten" verdict="wrong" says="color" note="the channels of a pixel side by side"
if images.ndim == 4:
    images = np.moveaxis(images, 1, -1)
return images.reshape(len(images), -1).astype(float)

# %% exercise="flatten" verdict="wrong" says="single image" note="squeezes"
return np.squeeze(images.reshape(len(images), -1).astype(float))

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

# %% exercise="one_hot" verdict="right" note="put_along_axis"
if not np.all((labels >= 0) & (labels < num_classes)):
    raise ValueError("no such class")
rows = np.zeros((labels.size, num_classes), dtype=int)
np.put_along_axis(rows, labels[:, None].astype(int), 1, axis=1)
return rows

# %% exercise="one_hot" verdict="right" note="np.add.at, float32"
rows = np.zeros((len(labels), num_classes), dtype=np.float32)
for k in labels.tolist():
    if not 0 <= k < num_classes:
        raise ValueError(k)
np.add.at(rows, (range(len(labels)), labels), 1)
return rows

# %% exercise="one_hot" verdict="right" note="sklearn's encoder, told the classes"
from sklearn.preprocessing import OneHotEncoder

encoder = OneHotEncoder(categories=[np.arange(num_classes)], sparse_output=False)
return encoder.fit_transform(labels.reshape(-1, 1))

# %% exercise="one_hot" verdict="wrong" says="[5, 5]" note="counts, which refuses negative labels and rows of unequal length"
return np.array([np.bincount([label], minlength=num_classes) for label in labels])

# %% exercise="one_hot" verdict="wrong" says="negative" note="any(labels) < 0 compares True or False"
if any(labels) < 0 or max(labels) >= num_classes:
    raise ValueError("no such class")
return np.eye(num_classes)[labels]

# %% exercise="one_hot" verdict="wrong" says="[7, 1, 0]" note="looks at the last label only"
if labels[-1] < 0 or labels[-1] >= num_classes:
    raise ValueError("no such class")
return np.eye(num_classes)[labels % num_classes]

# %% exercise="one_hot" verdict="wrong" says="shape" note="sklearn's binarizer, which knows the classes that occur"
from sklearn.preprocessing import LabelBinarizer

if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
return LabelBinarizer().fit_transform(labels)

# %% exercise="one_hot" verdict="wrong" says="changed" note="the labels go in place to what is flat"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
flat = np.zeros(len(labels) * num_classes)
labels += np.arange(len(labels), dtype=labels.dtype) * num_classes
flat[labels] = 1
return flat.reshape(-1, num_classes)

# %% exercise="one_hot" verdict="wrong" says="a row of its own" note="all ones in one row"
if labels.min() < 0 or labels.max() >= num_classes:
    raise ValueError
row = np.zeros(num_classes)
row[labels] = 1
return row

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

# %% exercise="train_test_split" verdict="right" note="shuffles copies of both, each with the same seed"
x, y = list(x), list(y)
np.random.default_rng(seed).shuffle(x)
np.random.default_rng(seed).shuffle(y)
k = len(x) - round(len(x) * test_fraction)
return np.array(x[:k]), np.array(x[k:]), np.array(y[:k]), np.array(y[k:])

# %% exercise="train_test_split" verdict="right" note="Fisher and Yates by hand"
import random

generator, order = random.Random(seed), list(range(len(x)))
for i in range(len(x) - 1, 0, -1):
    j = generator.randint(0, i)
    order[i], order[j] = order[j], order[i]
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="right" note="draws the test set, shuffles the rest"
generator = np.random.default_rng(seed)
chosen = generator.choice(len(x), size=round(len(x) * test_fraction), replace=False)
rest = generator.permutation([i for i in range(len(x)) if i not in chosen])
return x[rest], x[chosen], y[rest], y[chosen]

# %% exercise="train_test_split" verdict="wrong" says="every" note="random.shuffle on an array of rows"
import random

pairs = np.column_stack([x.reshape(len(x), -1), y])
random.seed(seed)
random.shuffle(pairs)
k = round(len(x) * test_fraction)
x, y = pairs[:, :-1].reshape(x.shape).astype(x.dtype), pairs[:, -1].astype(y.dtype)
return x[k:], x[:k], y[k:], y[:k]

# %% exercise="train_test_split" verdict="wrong" says="seed as it is" note="ten seeds"
order = np.random.default_rng(seed % 10).permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="two samples" note="labels as whole numbers"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
y = y.astype(int)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="leave the axes" note="lays the images in rows on the way"
order = np.random.default_rng(seed).permutation(len(x))
k = round(len(x) * test_fraction)
x = x.reshape(len(x), -1)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

# %% exercise="train_test_split" verdict="wrong" says="same split" note="one generator that goes on"
train_test_split.generator = getattr(train_test_split, "generator", np.random.default_rng(seed))
order = train_test_split.generator.permutation(len(x))
k = round(len(x) * test_fraction)
return x[order[k:]], x[order[:k]], y[order[k:]], y[order[:k]]

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

# %% exercise="min_max_rescale" verdict="right" note="sklearn on one column"
from sklearn.preprocessing import MinMaxScaler

scaler = MinMaxScaler().fit(x_train.reshape(-1, 1).astype(float))
return tuple(scaler.transform(x.reshape(-1, 1).astype(float)).reshape(x.shape) for x in (x_train, x_test))

# %% exercise="min_max_rescale" verdict="right" note="np.vectorize"
low, high = min(x_train.flat), max(x_train.flat)
scale = np.vectorize(lambda v: (float(v) - float(low)) / (float(high) - float(low)))
return scale(x_train), scale(x_test)

# %% exercise="min_max_rescale" verdict="right" note="in place on copies"
x_train, x_test = x_train.astype(float), x_test.astype(float)
low, high = x_train.min(), x_train.max()
for x in (x_train, x_test):
    x -= low
    x /= high - low
return x_train, x_test

# %% exercise="min_max_rescale" verdict="right" note="sorted values, a line through two points"
values = np.sort(x_train, axis=None).astype(float)
slope, offset = np.polyfit(values[[0, -1]], [0.0, 1.0], 1)
return x_train * slope + offset, x_test * slope + offset

# %% exercise="min_max_rescale" verdict="wrong" says="changed" note="astype without a copy, then in place"
x_train, x_test = x_train.astype(float, copy=False), x_test.astype(float, copy=False)
low, high = x_train.min(), x_train.max()
x_train -= low
x_test -= low
return x_train / (high - low), x_test / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="training set here too" note="the test set by its own range"
low, high = float(x_train.min()), float(x_train.max())
return (x_train - low) / (high - low), (x_test - low) / (float(x_test.max()) - float(x_test.min()))

# %% exercise="min_max_rescale" verdict="wrong" says="training set first" note="the sets swapped"
low, high = float(x_train.min()), float(x_train.max())
return (x_test - low) / (high - low), (x_train - low) / (high - low)

# %% exercise="min_max_rescale" verdict="wrong" says="whole numbers" note="the absolute maximum"
low, high = float(x_train.min()), float(np.abs(x_train).max())
return (x_train - low) / (high - low), (x_test - low) / (high - low)

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

# %% exercise="min_max_normalize" verdict="right" note="the distance from both ends"
a, b = x_train.astype(np.float32), x_test.astype(np.float32)
low, high = a.min(), a.max()
return tuple(((x - low) + (x - high)) / (high - low) for x in (a, b))

# %% exercise="min_max_normalize" verdict="right" note="a line through two points"
low, high = float(x_train.min()), float(x_train.max())
line = np.poly1d(np.polyfit([low, high], [-1, 1], 1))
return line(x_train.astype(float)), line(x_test.astype(float))

# %% exercise="min_max_normalize" verdict="wrong" says="changed" note="in place, floats"
low, high = float(x_train.min()), float(x_train.max())
if x_train.dtype.kind == "f":
    x_train *= 2
    return (x_train - 2 * low) / (high - low) - 1, 2 * (x_test - low) / (high - low) - 1
return 2 * (x_train - low) / (high - low) - 1, 2 * (x_test - low) / (high - low) - 1

# %% exercise="min_max_normalize" verdict="wrong" says="wrong" note="not the sum but the difference of the ends in the middle"
low, high = float(x_train.min()), float(x_train.max())
middle, reach = (high - low) / 2, (high - low) / 2
return (x_train - middle) / reach, (x_test - middle) / reach

# %% exercise="min_max_normalize" verdict="wrong" says="training set here too" note="the test set by its own range"
a = min_max_rescale(x_train, x_train)[0]
b = min_max_rescale(x_test, x_test)[0]
return a * 2 - 1, b * 2 - 1

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

# %% exercise="z_normalize" verdict="right" note="scipy's zmap, which asks for the statistics of another set"
from scipy.stats import zmap

spread = np.ptp(x_train, axis=0) > 0
def scale(x):
    result = x - x_train.mean(axis=0)
    result[:, spread] = zmap(x[:, spread].astype(float), x_train[:, spread].astype(float))
    return result

return scale(x_train), scale(x_test)

# %% exercise="z_normalize" verdict="right" note="asks whether minimum and maximum agree"
constant = x_train.max(axis=0) == x_train.min(axis=0)
mu, sigma = x_train.mean(axis=0), np.sqrt(np.var(x_train, axis=0))
sigma = sigma + constant
return (x_train - mu) / sigma, (x_test - mu) / sigma

# %% exercise="z_normalize" verdict="right" note="the mean of the squares minus the square of the mean"
x, t = np.asarray(x_train, dtype=float), np.asarray(x_test, dtype=float)
mu = np.average(x, axis=0)
sigma = np.sqrt(np.maximum(np.average(x**2, axis=0) - mu**2, 0))
sigma = [s if np.unique(column).size > 1 else 1.0 for s, column in zip(sigma, x.T)]
return [(x - mu) / sigma, (t - mu) / sigma]

# %% exercise="z_normalize" verdict="right" note="statistics of the standard library"
import statistics

columns = [list(map(float, column)) for column in x_train.T]
mu = np.array([statistics.fmean(column) for column in columns])
sigma = np.array([statistics.pstdev(column) or 1.0 for column in columns])
return (x_train - mu) / sigma, (x_test - mu) / sigma

# %% exercise="z_normalize" verdict="wrong" says="constant" note="nan becomes 0"
mu, sigma = x_train.mean(axis=0), x_train.std(axis=0)
with np.errstate(all="ignore"):
    a, b = (x_train - mu) / sigma, (x_test - mu) / sigma
return np.nan_to_num(a), np.nan_to_num(b)

# %% exercise="z_normalize" verdict="wrong" says="constant" note="leaves constants as they are"
mu, sigma = x_train.mean(axis=0), x_train.std(axis=0)
mu[sigma == 0], sigma[sigma == 0] = 0, 1
return (x_train - mu) / sigma, (x_test - mu) / sigma

# %% exercise="z_normalize" verdict="wrong" says="deviation of its own" note="one deviation for all features"
mu, sigma = x_train.mean(axis=0), x_train.std()
return (x_train - mu) / (sigma or 1), (x_test - mu) / (sigma or 1)

# %% exercise="z_normalize" verdict="wrong" says="subtract the mean first" note="divides first, then subtracts the mean"
mu, sigma = x_train.mean(axis=0), x_train.std(axis=0)
sigma[sigma == 0] = 1
return x_train / sigma - mu, x_test / sigma - mu

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

# %% exercise="prepare_data" verdict="right" note="a table of places"
table = np.full(max(max(classes), labels.max()) + 1, -1)
table[classes] = range(len(classes))
y = table[labels]
parts = train_test_split(images[y >= 0], y[y >= 0], test_fraction=test_fraction, seed=seed)
x = scale(flatten(parts[0]), flatten(parts[1]))
return x[0], x[1], *parts[2:]

# %% exercise="prepare_data" verdict="right" note="np.select and a sum of masks"
masks = [labels == k for k in classes]
y = np.select(masks, list(range(len(classes))), default=-1)
chosen = np.flatnonzero(sum(mask.astype(int) for mask in masks))
x = flatten(images)[chosen]
a, b, c, d = train_test_split(x, y[chosen], seed=seed, test_fraction=test_fraction)
a, b = scale(a, b)
return a, b, c, d

# %% exercise="prepare_data" verdict="right" note="a shuffle of its own"
chosen = [i for i in range(len(labels)) if labels[i] in classes]
np.random.default_rng(seed).shuffle(chosen)
k = round(len(chosen) * test_fraction)
y = np.array([classes.index(labels[i]) for i in chosen], dtype=np.int32)
x = images[chosen].reshape(len(chosen), -1).astype(np.float64)
return (*scale(x[k:], x[:k]), y[k:], y[:k])

# %% exercise="prepare_data" verdict="wrong" says="whole numbers" note="labels as floats"
chosen = np.isin(labels, classes)
y = np.zeros(chosen.sum())
for k, number in enumerate(classes):
    y[labels[chosen] == number] = k
a, b, c, d = train_test_split(flatten(images[chosen]), y, test_fraction=test_fraction, seed=seed)
return *scale(a, b), c, d

# %% exercise="prepare_data" verdict="wrong" says="lay the images in rows before" note="flattens last"
chosen = np.isin(labels, classes)
y = np.array([classes.index(k) for k in labels[chosen]])
a, b, c, d = train_test_split(
    images[chosen].astype(float), y, test_fraction=test_fraction, seed=seed
)
a, b = scale(a, b)
return a.reshape(len(a), -1), b.reshape(len(b), -1), c, d

# %% exercise="prepare_data" verdict="wrong" says="choose the classes first" note="selects after the split"
parts = train_test_split(flatten(images), labels, test_fraction=test_fraction, seed=seed)
keep = [np.isin(part, classes) for part in parts[2:]]
a, b = scale(parts[0][keep[0]], parts[1][keep[1]])
y = [np.array([classes.index(k) for k in part[mask]], int) for part, mask in zip(parts[2:], keep)]
return a, b, y[0], y[1]

# %% exercise="prepare_data" verdict="wrong" says="changed" note="writes the new labels into the old"
chosen = np.isin(labels, classes)
new = [classes.index(k) for k in labels[chosen]]
labels[chosen] = new
a, b, c, d = train_test_split(
    flatten(images[chosen]), labels[chosen], test_fraction=test_fraction, seed=seed
)
return *scale(a, b), c, d

# %% exercise="prepare_data" verdict="wrong" says="split before you scale" note="scales all, then keeps the classes"
chosen = np.isin(labels, classes)
x, _ = scale(flatten(images), flatten(images))
y = np.array([classes.index(k) for k in labels[chosen]])
return train_test_split(x[chosen], y, test_fraction=test_fraction, seed=seed)

# %% exercise="prepare_data" verdict="wrong" says="scale" note="min-max rescaling whatever is asked for"
chosen = np.isin(labels, classes)
y = np.array([classes.index(k) for k in labels[chosen]])
a, b, c, d = train_test_split(flatten(images[chosen]), y, test_fraction=test_fraction, seed=seed)
return *min_max_rescale(a, b), c, d

# %% exercise="prepare_data" verdict="wrong" says="overwrite the labels" note="relabels twice where numbers meet"
chosen = np.isin(labels, classes)
y = labels[chosen].copy()
for place, number in enumerate(classes):
    y[y == number] = place
a, b, c, d = train_test_split(flatten(images[chosen]), y, test_fraction=test_fraction, seed=seed)
return *scale(a, b), c, d
