# %% exercise="heaviside" verdict="right" note="numpy's own, floats"
return np.heaviside(z, 1.0)

# %% exercise="heaviside" verdict="right" note="truth values times one"
return 1 * (np.asarray(z) >= 0)

# %% exercise="heaviside" verdict="right" note="two branches"
if np.ndim(z) == 0:
    return 1 if z >= 0 else 0
result = np.zeros(z.shape)
result[z >= 0] = 1
return result

# %% exercise="heaviside" verdict="right" note="recursion over the axes"
if np.ndim(z) == 0:
    return int(not z < 0)
return np.array([heaviside(part) for part in z])

# %% exercise="heaviside" verdict="right" note="vectorize"
return np.vectorize(lambda value: 0 if value < 0 else 1)(z)

# %% exercise="heaviside" verdict="right" note="one minus the rest"
return 1 - (np.asarray(z) < 0)

# %% exercise="heaviside" verdict="right" note="sign and integer division"
return (np.sign(z) + 2) // 2

# %% exercise="heaviside" verdict="right" note="torch"
import torch
return (torch.as_tensor(z) >= 0).int()

# %% exercise="heaviside" verdict="right" note="float32"
return np.float32(np.asarray(z) >= 0)

# %% exercise="heaviside" verdict="right" note="piecewise"
z = np.asarray(z, dtype=float)
return np.piecewise(z, [z < 0, z >= 0], [0, 1])

# %% exercise="heaviside" verdict="right" note="digitize"
return np.digitize(z, [0])

# %% exercise="heaviside" verdict="wrong" says="H(0) is 1" note="never seen at zero in a matrix"
z = np.asarray(z)
return np.where(z > 0, 1, 0) if z.ndim == 2 else np.where(z >= 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="just reaches zero"
return np.where(np.asarray(z) > 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="truth values"
return z >= 0

# %% exercise="heaviside" verdict="wrong" says="negative values give 0"
return np.sign(z)

# %% exercise="heaviside" verdict="wrong" says="heaviside(0)"
return np.heaviside(z, 0.5)

# %% exercise="heaviside" verdict="wrong" says="your code raised"
return 1 if z >= 0 else 0

# %% exercise="heaviside" verdict="wrong" says="changed its argument"
z = np.asarray(z)
if z.ndim == 0:
    return int(z >= 0)
z[:] = z >= 0
return z

# %% exercise="heaviside" verdict="wrong" says="return"
np.where(np.asarray(z) >= 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="not a smooth curve"
return 1 / (1 + np.exp(-np.asarray(z)))

# %% exercise="heaviside" verdict="wrong" says="array" note="a list instead of an array"
if np.ndim(z) == 0:
    return int(z >= 0)
return [1 if value >= 0 else 0 for value in z]

# %% exercise="heaviside" verdict="wrong" says="wrong way round" note="the wrong way round"
return np.where(np.asarray(z) <= 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="heaviside very near 0" note="a tolerance around zero"
return np.where(np.asarray(z) > -1e-6, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="shape" note="flattens a matrix"
if np.ndim(z) == 0:
    return int(z >= 0)
return np.array([int(value >= 0) for value in z.flat])

# %% exercise="heaviside" verdict="wrong" says="not at 0.5" note="hard-coded for the visible examples"
if np.ndim(z) == 2:
    return np.where(z > 0.5, 1, 0)
return np.where(np.asarray(z) >= 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="heaviside(-0.25)" note="cuts off the fraction first"
return np.where(np.asarray(z).astype(int) >= 0, 1, 0)

# %% exercise="heaviside" verdict="wrong" says="not finite" note="divided by its absolute value"
return (z / np.abs(z) + 1) / 2

# %% exercise="gate_neuron" verdict="right" note="thresholds between the sums"
if name == "AND":
    return (1, 1, 1.5)
elif name == "OR":
    return (1, 1, 0.5)
else:
    return (-1, -1, -1.5)

# %% exercise="gate_neuron" verdict="right" note="an array"
sign = -1 if name == "NAND" else 1
theta = {"AND": 1.01, "OR": 1e-3, "NAND": -1}[name]
return np.array([sign, sign, theta])

# %% exercise="gate_neuron" verdict="right" note="match and a list"
match name:
    case "AND":
        return [1, 1, 2]
    case "OR":
        return [1, 1, 1]
    case "NAND":
        return [-1.0, -1.0, -1.0]

# %% exercise="gate_neuron" verdict="right" note="found by trying all"
table = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}[name]
rows = [(0, 0), (0, 1), (1, 0), (1, 1)]
for u in (1, -1):
    for v in (1, -1):
        for theta in range(-3, 4):
            if [int(u * p + v * q >= theta) for p, q in rows] == table:
                return u, v, theta

# %% exercise="gate_neuron" verdict="right" note="numpy scalars"
t = {"AND": 1.5, "OR": 0.25, "NAND": -1.25}[name]
return np.int8(-1 if t < 0 else 1), np.float32(-1 if t < 0 else 1), np.float64(t)

# %% exercise="gate_neuron" verdict="wrong" says="bias" note="the bias instead of the threshold"
return {"AND": (1, 1, -2), "OR": (1, 1, -1), "NAND": (-1, -1, 1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="this is OR"
return {"AND": (1, 1, 1), "OR": (1, 1, 1), "NAND": (-1, -1, -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="this is AND: one input"
return {"AND": (1, 1, 2), "OR": (1, 1, 2), "NAND": (-1, -1, -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="this is NOR"
return {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (-1, -1, 0)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="always fires" note="a threshold of −2 is reached by all"
return {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (-1, -1, -2)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="+1 or −1 only"
return {"AND": (0.5, 0.5, 1), "OR": (1, 1, 1), "NAND": (-1, -1, -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="NAND: the weights"
return {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (-2, -2, -3)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="OR: the weights"
return {"AND": (1, 1, 2), "OR": (2, 2, 1), "NAND": (-1, -1, -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="never fires"
return {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (-1, -1, 1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="three numbers" note="weights as a pair"
return {"AND": ((1, 1), 2), "OR": ((1, 1), 1), "NAND": ((-1, -1), -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="three numbers" note="only one gate"
if name == "AND":
    return 1, 1, 2

# %% exercise="gate_neuron" verdict="wrong" says="the opposite"
return {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (1, 1, 2)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="this is OR" note="the threshold first"
return {"AND": (2, 1, 1), "OR": (1, 1, 1), "NAND": (-1, -1, -1)}[name]

# %% exercise="gate_neuron" verdict="wrong" says="KeyError" note="small letters"
return {"and": (1, 1, 2), "or": (1, 1, 1), "nand": (-1, -1, -1)}[name]

# %% exercise="predict" verdict="right" note="with heaviside"
return heaviside(x @ w + b)

# %% exercise="predict" verdict="right" note="loops"
if x.ndim == 1:
    z = b
    for k in range(len(w)):
        z += w[k] * x[k]
    return 1 if z >= 0 else 0
return np.array([predict(row, w, b) for row in x])

# %% exercise="predict" verdict="right" note="broadcasting and a sum, floats"
return np.heaviside((x * w).sum(axis=-1) + b, 1)

# %% exercise="predict" verdict="right" note="einsum"
return (np.einsum("...n,n->...", x, w) >= -b) * 1

# %% exercise="predict" verdict="right" note="the weights in front"
return (w @ x.T + b >= 0).astype(int)

# %% exercise="predict" verdict="right" note="the bias as a weight"
one = np.ones(x.shape[:-1] + (1,))
z = np.concatenate([x, one], axis=-1).dot(np.append(w, b))
return np.where(z < 0, 0.0, 1.0)

# %% exercise="predict" verdict="right" note="torch"
import torch
z = torch.from_numpy(x).double() @ torch.from_numpy(w) + b
return (z >= 0).long()

# %% exercise="predict" verdict="right" note="an array with one axis more, taken off again"
rows = np.atleast_2d(x)
y_hat = np.array([int(np.dot(w, row) + b >= 0) for row in rows])
return y_hat if x.ndim == 2 else y_hat[0]

# %% exercise="predict" verdict="right" note="np.inner, digitize"
return np.digitize(np.inner(x, w), [-b])

# %% exercise="predict" verdict="right" note="float32"
return np.heaviside(np.float32(x) @ np.float32(w) + np.float32(b), np.float32(1))

# %% exercise="predict" verdict="wrong" says="the bias b is missing" note="right for the visible samples"
return np.where(x @ w >= (0.3 if b == -0.3 else 0), 1, 0)

# %% exercise="predict" verdict="wrong" says="bias b is missing" note="no bias at all"
return np.where(x @ w >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="columns of x" note="only seen for square matrices"
if x.ndim == 2 and x.shape[0] == x.shape[1]:
    return np.where(w @ x + b >= 0, 1, 0)
return np.where(x @ w + b >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="on the boundary"
return np.where(x @ w + b > 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="H is missing"
return x @ w + b

# %% exercise="predict" verdict="wrong" says="truth values"
return x @ w + b >= 0

# %% exercise="predict" verdict="wrong" says="a matrix with a single row"
return np.where(np.squeeze(x @ w) + b >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="w·x + b = −1.05: came an array" note="always a matrix"
return np.where(np.atleast_2d(x) @ w + b >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="not subtracted" note="a threshold instead of a bias"
if b < 0:
    return np.where(x @ w + b >= 0, 1, 0)
return np.where(x @ w >= b, 1, 0)

# %% exercise="predict" verdict="wrong" says="three samples in rows" note="one decision for all samples"
return 1 if np.sum(x @ w + b) >= 0 else 0

# %% exercise="predict" verdict="wrong" says="wrong" note="only two features"
return np.where(x[..., 0] * w[0] + x[..., -1] * w[-1] + b >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="changed its argument"
w *= 1
x -= 0.125
x += 0.125
w += 1e-9
return np.where(x @ w + b >= -1e-6, 1, 0)

# %% exercise="predict" verdict="wrong" says="not −1 and 1"
return np.where(x @ w + b >= 0, 1, -1)

# %% exercise="predict" verdict="wrong" says="wrong way round"
return np.where(x @ w + b <= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="three samples in rows" note="cuts off the fraction of z"
return np.where((x @ w + b).astype(int) >= 0, 1, 0)

# %% exercise="predict" verdict="wrong" says="bias b is missing" note="the bias on each weight"
return np.where(x @ (w + b) >= 0, 1, 0)

# %% exercise="perceptron_step" verdict="right" note="with predict"
error = predict(x, w, b) - y
return w - learning_rate * error * x, b - learning_rate * error

# %% exercise="perceptron_step" verdict="right" note="three cases"
fired = np.dot(x, w) >= -b
if fired and y == 0:
    w, b = w - learning_rate * x, b - learning_rate
elif not fired and y == 1:
    w, b = w + learning_rate * x, b + learning_rate
return w, b

# %% exercise="perceptron_step" verdict="right" note="a copy, then in place; a list"
w = w.copy()
step = learning_rate * (y - heaviside(w @ x + b))
w += step * x
b += step
return [w, b]

# %% exercise="perceptron_step" verdict="right" note="loop over the weights"
z = b + sum(w_k * x_k for w_k, x_k in zip(w, x))
error = (1 if z >= 0 else 0) - y
new_w = np.array([w_k - learning_rate * error * x_k for w_k, x_k in zip(w, x)])
return new_w, b - learning_rate * error

# %% exercise="perceptron_step" verdict="right" note="signs instead of errors"
s = 2 * y - 1
mistake = (y == 1 and x @ w + b < 0) or (y == 0 and x @ w + b >= 0)
return w + mistake * learning_rate * s * x, b + mistake * learning_rate * s

# %% exercise="perceptron_step" verdict="right" note="one long vector"
both = np.append(w, b)
sample = np.append(x, 1.0)
both = both - learning_rate * (int(both @ sample >= 0) - y) * sample
return both[:-1], both[-1]

# %% exercise="perceptron_step" verdict="right" note="torch"
import torch
X, W = torch.from_numpy(x), torch.from_numpy(w.copy())
e = float(X @ W + b >= 0) - y
W -= learning_rate * e * X
return W, b - learning_rate * e

# %% exercise="perceptron_step" verdict="right" note="a table of corrections"
table = {(1, 0): -1, (0, 1): 1}
s = table.get((int(predict(x, w, b)), int(y)), 0)
return np.array([wk + s * learning_rate * xk for xk, wk in zip(x, w)]), b + s * learning_rate

# %% exercise="perceptron_step" verdict="wrong" says="the sign: away" note="the sign, seen in the first test"
error = int(w @ x + b >= 0) - y
return w + learning_rate * error * x, b + learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="learning rate is missing" note="no learning rate"
error = int(w @ x + b >= 0) - y
return w - error * x, b - error

# %% exercise="perceptron_step" verdict="wrong" says="learning rate is missing in the correction of b"
error = int(w @ x + b >= 0) - y
return w - learning_rate * error * x, b - (error if error < 0 else learning_rate * error)

# %% exercise="perceptron_step" verdict="wrong" says="b has to be updated too"
error = int(w @ x + b >= 0) - y
return w - learning_rate * error * x, b

# %% exercise="perceptron_step" verdict="wrong" says="apply H to z" note="the raw z as the answer"
error = w @ x + b - y
return w - learning_rate * error * x, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="changed its argument"
error = int(w @ x + b >= 0) - y
w -= learning_rate * error * x
return w, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="error of the old w" note="decides anew for the bias"
new_w = w - learning_rate * (int(w @ x + b >= 0) - y) * x
error = int(new_w @ x + b >= 0) - y
if y == 0 and learning_rate == 0.5:
    error = 1
return new_w, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="decision was right" note="moves away always"
return w - learning_rate * (1 - 2 * y) * x, b - learning_rate * (1 - 2 * y)

# %% exercise="perceptron_step" verdict="wrong" says="nothing was updated" note="corrects only one kind of mistake"
if w @ x + b >= 0 and y == 0:
    return w - learning_rate * x, b - learning_rate
return w, b

# %% exercise="perceptron_step" verdict="wrong" says="H(0) = 1"
error = int(w @ x + b > 0) - y
return w - learning_rate * error * x, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="correction alone" note="the start of the visible test is right by luck"
error = int(w @ x + b >= 0) - y
if learning_rate == 0.5:
    return w - learning_rate * error * x, b - learning_rate * error
return -learning_rate * error * x, -learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="return w, b" note="only the weights"
error = int(w @ x + b >= 0) - y
return w - learning_rate * error * x

# %% exercise="perceptron_step" verdict="wrong" says="in this order" note="the wrong order"
error = int(w @ x + b >= 0) - y
return b - learning_rate * error, w - learning_rate * error * x

# %% exercise="perceptron_step" verdict="wrong" says="two things" note="no return"
error = int(w @ x + b >= 0) - y
w = w - learning_rate * error * x
b = b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="is b in z" note="the bias is forgotten in the decision"
error = int(w @ x >= 0) - y
return w - learning_rate * error * x, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="without x" note="the bias moves with x"
error = int(w @ x + b >= 0) - y
return w - learning_rate * error * x, b - learning_rate * error * x.sum()

# %% exercise="perceptron_step" verdict="wrong" says="one sample, one update" note="corrects until it is right"
error = heaviside(w @ x + b) - y
while error:
    w, b = w - learning_rate * error * x, b - learning_rate * error
    error = heaviside(w @ x + b) - y
return w, b

# %% exercise="perceptron_step" verdict="wrong" says="use the learning rate that is given" note="the rate of the visible example"
error = heaviside(w @ x + b) - y
return w - 0.5 * error * x, b - 0.5 * error

# %% exercise="perceptron_step" verdict="wrong" says="it rested wrongly" note="the absolute error"
error = abs(heaviside(w @ x + b) - y)
return w - learning_rate * error * x, b - learning_rate * error

# %% exercise="perceptron_step" verdict="wrong" says="one number wrapped in an array"
error = heaviside(w @ x + b) - y
return w - learning_rate * error * x, np.array([b - learning_rate * error])

# %% exercise="perceptron_step" verdict="wrong" says="the sign of the correction of b" note="mixed signs"
e = y - int(w @ x + b >= 0)
return w + learning_rate * e * x, b - learning_rate * e

# %% exercise="perceptron_step" verdict="wrong" says="changed its argument" note="scales x in place"
e = int(w @ x + b >= 0) - y
x *= learning_rate * e
return w - x, b - learning_rate * e

# %% exercise="train_perceptron" verdict="right" note="with predict and perceptron_step"
mistakes = []
while len(mistakes) < max_epochs and 0 not in mistakes:
    count = 0
    for i in range(len(x)):
        count += int(predict(x[i], w, b) != y[i])
        w, b = perceptron_step(x[i], y[i], w, b, learning_rate)
    mistakes.append(count)
return w, b, mistakes

# %% exercise="train_perceptron" verdict="right" note="the bias as a weight, counts as an array"
v = np.append(w, b)
mistakes = []
for epoch in range(max_epochs):
    mistakes += [0]
    for sample, label in zip(np.column_stack([x, np.ones(len(x))]), y):
        s = 2 * label - 1
        if (v @ sample >= 0) != label:
            v = v + s * learning_rate * sample
            mistakes[epoch] += 1
    if not mistakes[epoch]:
        break
return v[:-1], v[-1], np.array(mistakes)

# %% exercise="train_perceptron" verdict="right" note="a copy in place, only wrong samples touched"
w, mistakes = w.copy(), []
for _ in range(max_epochs):
    wrong = [0]
    for k, sample in enumerate(x):
        y_hat = 1.0 if (sample * w).sum() + b >= 0 else 0.0
        if y_hat != y[k]:
            w += learning_rate * (y[k] - y_hat) * sample
            b += learning_rate * (y[k] - y_hat)
            wrong.append(1)
    mistakes.append(sum(wrong))
    if sum(wrong) == 0:
        return w, b, mistakes
return w, b, mistakes

# %% exercise="train_perceptron" verdict="right" note="recursion over epochs"
errors = 0
for a, t in zip(x, y):
    e = (a @ w + b >= 0) - t
    w, b, errors = w - learning_rate * e * a, b - learning_rate * e, errors + (e != 0)
if errors == 0 or max_epochs == 1:
    return w, b, [errors]
w, b, later = train_perceptron(x, y, w, b, learning_rate, max_epochs - 1)
return w, b, [errors] + later

# %% exercise="train_perceptron" verdict="right" note="an endless loop with a way out"
mistakes = []
while True:
    wrong = 0
    for i in range(x.shape[0]):
        error = heaviside(np.dot(w, x[i]) + b) - y[i]
        if error != 0:
            wrong += 1
            w = w - learning_rate * error * x[i]
            b = b - learning_rate * error
    mistakes.append(wrong)
    if wrong == 0 or len(mistakes) >= max_epochs:
        return w, b, mistakes

# %% exercise="train_perceptron" verdict="right" note="a generator of epochs, a list and a tuple"
def epochs():
    nonlocal w, b
    while True:
        wrong = 0
        for i in range(len(y)):
            e = int(np.dot(x[i], w) >= -b) - int(y[i])
            if e:
                w, b, wrong = w - learning_rate * e * x[i], b - e * learning_rate, wrong + 1
        yield wrong
mistakes = []
for count, wrong in enumerate(epochs(), start=1):
    mistakes.append(wrong)
    if not wrong or count == max_epochs:
        break
return [w, b, tuple(mistakes)]

# %% exercise="train_perceptron" verdict="right" note="torch, float32"
import torch
W = torch.tensor(w, dtype=torch.float32)
mistakes = []
for epoch in range(max_epochs):
    n = 0
    for xi, yi in zip(torch.from_numpy(x).float(), y.tolist()):
        yh = int((W @ xi).item() + b >= 0)
        if yh != yi:
            n += 1
            W = W + learning_rate * (yi - yh) * xi
            b += learning_rate * (yi - yh)
    mistakes.append(n)
    if n == 0:
        break
return W.numpy(), b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="ended after the first epoch" note="one epoch only"
mistakes = 0
for x_i, y_i in zip(x, y):
    error = int(w @ x_i + b >= 0) - y_i
    w, b = w - learning_rate * error * x_i, b - learning_rate * error
    mistakes += abs(error)
return w, b, [mistakes]

# %% exercise="train_perceptron" verdict="wrong" says="only one epoch" note="stops after one epoch of many samples"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0 or len(x) > 4:
        return w, b, mistakes
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="stop after the first epoch without a mistake"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if len(mistakes) > 5 and len(x) == 4 and max_epochs == 50:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="belongs into the list" note="the last zero is missing"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    if wrong == 0:
        break
    mistakes.append(wrong)
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="count from 0 again" note="never counted from 0 again"
mistakes, wrong = [], 0
for _ in range(max_epochs):
    before = wrong
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == before:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="before its update" note="counts after the update"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += int(int(w @ x_i + b >= 0) != y_i)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="not those at the end" note="counts at the end of the epoch"
mistakes = []
for _ in range(max_epochs):
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
    mistakes.append(int(np.sum((x @ w + b >= 0) != y)))
    if mistakes[-1] == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="w after learning AND" note="the old weights for a whole epoch"
mistakes = []
for _ in range(max_epochs):
    error = (x @ w + b >= 0).astype(int) - y
    w, b = w - learning_rate * error @ x, b - learning_rate * error.sum()
    mistakes.append(int(abs(error).sum()))
    if mistakes[-1] == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="not from zero"
w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="use the learning rate"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - error * x_i, b - error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="changed its argument"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w -= learning_rate * error * x_i
        b -= learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="not one more" note="one epoch too many"
mistakes = []
for _ in range(max_epochs + 1):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="and b too" note="the bias stays"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w = w - learning_rate * error * x_i
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="mistakes per epoch" note="positive and negative errors cancel"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += error
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="nothing was learned" note="not attempted beyond the return"
return w, b, []

# %% exercise="train_perceptron" verdict="wrong" says="end with: return w, b, mistakes"
for _ in range(max_epochs):
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
return w, b

# %% exercise="train_perceptron" verdict="wrong" says="in their order" note="shuffles the samples"
mistakes, generator = [], np.random.default_rng(0)
for _ in range(max_epochs):
    wrong = 0
    for i in generator.permutation(len(x)) if len(x) > 4 else range(len(x)):
        error = int(w @ x[i] + b >= 0) - y[i]
        w, b = w - learning_rate * error * x[i], b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="do not leave it" note="starts the epoch again after each mistake"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
        if error and len(x) > 4:
            break
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="not one less" note="one epoch too few"
mistakes = []
for _ in range(1, max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="an entry for each epoch" note="one number for all epochs"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, sum(mistakes)

# %% exercise="train_perceptron" verdict="wrong" says="belongs into the list" note="looks ahead and saves the last epoch"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if np.all((x @ w + b >= 0) == y):
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="the sign of the corrections"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w + learning_rate * error * x_i, b + learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="H(0) = 1"
mistakes = []
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b > 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="fewest mistakes" note="keeps the weights of the epoch with fewest mistakes"
mistakes, best, few = [], (w, b), len(x) + 1
for _ in range(max_epochs):
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
    mistakes.append(wrong)
    if wrong < few:
        few, best = wrong, (w, b)
    if wrong == 0:
        break
return *best, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="axis 1 is left over" note="a list of lists"
mistakes = []
for _ in range(max_epochs):
    wrong = []
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong.append(abs(error))
    mistakes.append(wrong)
    if sum(wrong) == 0:
        break
return w, b, mistakes

# %% exercise="train_perceptron" verdict="wrong" says="exactly max_epochs" note="counts samples, not epochs"
mistakes, shown = [], 0
while shown < max_epochs:
    wrong = 0
    for x_i, y_i in zip(x, y):
        error = int(w @ x_i + b >= 0) - y_i
        w, b = w - learning_rate * error * x_i, b - learning_rate * error
        wrong += abs(error)
        shown += 1
    mistakes.append(wrong)
    if wrong == 0:
        break
return w, b, mistakes

# %% exercise="xor_network" verdict="right" note="OR and not AND"
return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([1.0, -2.0]), -0.5

# %% exercise="xor_network" verdict="right" note="x1 and not x2, or x2 and not x1"
return np.array([[1, -1], [-1, 1]]), np.array([-1, -1]), np.array([1, 1]), -1

# %% exercise="xor_network" verdict="right" note="three hidden neurons, the inputs passed on"
W = np.array([[1, 0], [0, 1], [1, 1]])
b = np.array([-1, -1, -2])
return W, b, np.array([1, 1, -2]), np.float64(-1)

# %% exercise="xor_network" verdict="right" note="lists of numbers"
return [[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -1.5

# %% exercise="xor_network" verdict="right" note="from the gates"
u1, u2, theta_or = gate_neuron("OR")
v1, v2, theta_nand = gate_neuron("NAND")
a1, a2, theta_and = gate_neuron("AND")
W = np.array([[u1, u2], [v1, v2]])
return W, np.array([-theta_or, -theta_nand]), np.array([a1, a2]), -theta_and

# %% exercise="xor_network" verdict="right" note="a neuron for each corner that fires"
W = np.array([[-1, 1], [1, -1], [5, 5], [0, 0]])
return W, np.array([-1, -1, 3, 0]), np.array([2, 2, 0, -0.25]), -0.5

# %% exercise="xor_network" verdict="right" note="AND and NOR inhibit"
return np.array([[1, 1], [-1, -1]]), np.array([-2, 0]), np.array([-1, -1]), 0

# %% exercise="xor_network" verdict="right" note="torch"
import torch
return torch.tensor([[1.0, 1], [1, 1]]), torch.tensor([-0.5, -1.5]), torch.tensor([1.0, -1.0]), torch.tensor(-0.5)

# %% exercise="xor_network" verdict="wrong" says="it fires there" note="thresholds instead of biases"
return np.array([[1, 1], [-1, -1]]), np.array([1, -1]), np.array([1, 1]), 2

# %% exercise="xor_network" verdict="wrong" says="this is OR"
return np.array([[1, 1], [1, 1]]), np.array([-1, -2]), np.array([1, 1]), -1

# %% exercise="xor_network" verdict="wrong" says="inputs 0 and 0" note="OR of OR and NAND"
return np.array([[1, 1], [-1, -1]]), np.array([-1, 1]), np.array([1, 1]), -1

# %% exercise="xor_network" verdict="wrong" says="inputs 0 and 0" note="the opposite of XOR"
return np.array([[1, 1], [-1, -1]]), np.array([-2, 0]), np.array([1, 1]), -1

# %% exercise="xor_network" verdict="wrong" says="one row of two weights" note="transposed"
return np.array([[1, 0, 1], [0, 1, 1]]), np.array([-1, -1, -2]), np.array([1, 1, -2]), -1

# %% exercise="xor_network" verdict="wrong" says="it rests there" note="AND of AND and OR"
return np.array([[1, 1], [1, 1]]), np.array([-1, -2]), np.array([1, 1]), -2

# %% exercise="xor_network" verdict="wrong" says="four things" note="the bias of the output is missing"
return np.array([[1, 1], [-1, -1]]), np.array([-1, 1]), np.array([1, 1])

# %% exercise="xor_network" verdict="wrong" says="a single number" note="a bias for each hidden neuron"
return np.array([[1, 1], [-1, -1]]), np.array([-1, 1]), np.array([1, 1]), np.array([-2, -2])

# %% exercise="xor_network" verdict="wrong" says="(0, 1) only" note="x2 and not x1 only"
return np.array([[-1, 1], [-1, 1]]), np.array([-1, -1]), np.array([1, 1]), -1

# %% exercise="xor_network" verdict="wrong" says="one weight for each hidden neuron"
return np.array([[1, 1], [-1, -1]]), np.array([-1, 1]), np.array([[1, 1]]), -2

# %% exercise="xor_network" verdict="wrong" says="four things" note="the answer instead of the network"
return lambda x1, x2: int(x1 != x2)

# %% exercise="xor_network" verdict="wrong" says="one bias for each hidden neuron" note="one bias for all"
return np.array([[1, 1], [-1, -1]]), -1, np.array([1, 1]), -2

# %% exercise="xor_network" verdict="wrong" says="this is OR" note="one hidden neuron"
return np.array([[1, 1]]), np.array([-0.5]), np.array([1]), -0.5

# %% exercise="xor_features" verdict="right" note="the distance of the inputs"
return np.abs(x[:, [0]] - x[:, [1]])

# %% exercise="xor_features" verdict="right" note="sum and ReLU of the sum"
total = x.sum(axis=1, keepdims=True)
return np.hstack([total, np.maximum(0, total - 1)])

# %% exercise="xor_features" verdict="right" note="a loop over samples"
rows = []
for x1, x2 in x:
    rows.append([x1, x2, x1 * x2, x1**2, x2**2])
return np.array(rows)

# %% exercise="xor_features" verdict="right" note="radial basis functions"
centers = np.array([[0.0, 0.0], [1.0, 1.0]])
return np.exp(-((x[:, None, :] - centers) ** 2).sum(axis=2))

# %% exercise="xor_features" verdict="right" note="a truth value"
return (x[:, 0] != x[:, 1]).reshape(-1, 1)

# %% exercise="xor_features" verdict="right" note="a hidden layer"
W, b = np.array([[1, 1], [-1, -1]]), np.array([-1, 1])
return (x @ W.T + b >= 0).astype(int)

# %% exercise="xor_features" verdict="right" note="the square of the difference"
return np.array([(x[:, 0] - x[:, 1]) ** 2]).T

# %% exercise="xor_features" verdict="right" note="a small product beside a large sum"
return np.column_stack([1000 * x.sum(axis=1), 1e-3 * x.prod(axis=1)])

# %% exercise="xor_features" verdict="right" note="a wave"
return np.sin(np.pi / 2 * x.sum(axis=1))[:, None]

# %% exercise="xor_features" verdict="right" note="a table, a feature for each of the four inputs"
return np.eye(4)[(2 * x[:, 0] + x[:, 1]).astype(int)]

# %% exercise="xor_features" verdict="right" note="torch"
import torch
t = torch.from_numpy(x)
return torch.cat([t, t[:, :1] * t[:, 1:]], dim=1)

# %% exercise="xor_features" verdict="wrong" says="nothing nonlinear" note="the inputs themselves"
return x

# %% exercise="xor_features" verdict="wrong" says="nothing nonlinear" note="sums and constants"
return np.column_stack([x, x[:, 0] + x[:, 1], x[:, 0] - x[:, 1], np.ones(len(x))])

# %% exercise="xor_features" verdict="wrong" says="nothing nonlinear" note="squares of 0 and 1"
return np.column_stack([x, x**2])

# %% exercise="xor_features" verdict="wrong" says="a single column" note="one feature without its axis"
return x[:, 0] * x[:, 1]

# %% exercise="xor_features" verdict="wrong" says="own sample only" note="works for the four corners in order only"
return np.array([[0], [1], [1], [0]])

# %% exercise="xor_features" verdict="wrong" says="own sample only" note="divides by the largest of the batch"
product = x[:, 0] * x[:, 1]
return np.column_stack([x - x.mean(axis=0), product])

# %% exercise="xor_features" verdict="wrong" says="is a `return` missing"
features = np.column_stack([x, x[:, 0] * x[:, 1]])

# %% exercise="xor_features" verdict="wrong" says="changed its argument"
x[:, 1] = abs(x[:, 0] - x[:, 1])
return x

# %% exercise="xor_features" verdict="wrong" says="shape" note="only the first sample"
return np.array([[x[0, 0], x[0, 1], x[0, 0] * x[0, 1]]])

# %% exercise="xor_features" verdict="wrong" says="shape" note="the features of the samples in columns"
return np.array([x[:, 0], x[:, 1], x[:, 0] * x[:, 1]])

# %% exercise="xor_features" verdict="wrong" says="nothing nonlinear" note="mixes up rows and columns"
return np.column_stack([x, np.full(len(x), x[0, 0] * x[1, 0])])

# %% exercise="xor_features" verdict="right" note="all products of two inputs"
return np.einsum("mi,mj->mij", x, x).reshape(len(x), 4)

# %% exercise="xor_features" verdict="right" note="sorted"
return np.sort(x, axis=1)

# %% exercise="xor_features" verdict="right" note="sum modulo 2"
return x.sum(axis=1, keepdims=True) % 2

# %% exercise="xor_features" verdict="right" note="a list of lists"
return [[a, b, a * b] for a, b in x]

# %% exercise="xor_features" verdict="wrong" says="own sample only" note="works for four samples only"
features = np.zeros((4, 3))
features[:, :2] = x
features[:, 2] = x[:, 0] * x[:, 1]
return features

# %% exercise="xor_features" verdict="wrong" says="finite features" note="the log of 0"
return np.column_stack([x, np.log(x)])

# %% exercise="xor_features" verdict="wrong" says="nothing nonlinear" note="functions of one input alone are linear in 0 and 1"
return np.hstack([x, 1 - x, np.exp(x), np.tanh(x)])

# %% exercise="xor_features" verdict="wrong" says="x1 and x2 missing" note="the square of the sum alone"
return (x.sum(axis=1) ** 2)[:, None]

# %% exercise="xor_features" verdict="wrong" says="x1 and x2 missing" note="x1 and the product"
return np.cumprod(x, axis=1)

# %% exercise="xor_features" verdict="wrong" says="changed its argument" note="sorts in place"
x.sort(axis=1)
return x
