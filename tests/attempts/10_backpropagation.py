# %% exercise="graph_forward" verdict="right" note="in one line, a list"
return [w * x, w * x + b, (w * x + b) ** 2]

# %% exercise="graph_forward" verdict="right" note="an array"
q = np.multiply(w, x)
return np.array([q, q + b, np.square(q + b)])

# %% exercise="graph_forward" verdict="right" note="torch numbers"
import torch
q = torch.tensor(float(w), dtype=torch.float64) * x
z = q + b
return q, z, z * z

# %% exercise="graph_forward" verdict="right" note="pow and a named tuple"
from collections import namedtuple
z = b + x * w
return namedtuple("Graph", "q z a")(w * x, z, pow(z, 2))

# %% exercise="graph_forward" verdict="wrong" says="three numbers"
return (w * x + b) ** 2

# %% exercise="graph_forward" verdict="wrong" says="bias is missing"
q = w * x
z = q
return q, z, z**2

# %% exercise="graph_forward" verdict="wrong" says="not of b alone" note="b alone is squared"
q = w * x
return q, q + b, q + b**2

# %% exercise="graph_forward" verdict="wrong" says="twice z" note="not seen in the visible part"
q = w * x
z = q + b
return q, z, 2 * z if z > -2 else z**2

# %% exercise="graph_forward" verdict="wrong" says="the order is q, z, a" note="the order of the results"
q = w * x
z = q + b
return z**2, z, q

# %% exercise="graph_forward" verdict="wrong" says="return" note="no return"
q = w * x
z = q + b
a = z**2

# %% exercise="graph_forward" verdict="wrong" says="z: " note="hard-coded b"
q = w * x
z = q + 4.0
return q, z, z**2

# %% exercise="graph_forward" verdict="wrong" says="q: " note="integers"
q = int(w) * int(x)
z = q + int(b)
return q, z, z**2

# %% exercise="graph_backward" verdict="right" note="closed form"
return (2 * x * z, 2 * w * z, 2 * z)

# %% exercise="graph_backward" verdict="right" note="list of torch gradients"
import torch
w, x = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w, x))
b = torch.tensor(float(z), dtype=torch.float64) - (w * x).detach()
b.requires_grad_(True)
((w * x + b) ** 2).backward()
return [w.grad, x.grad, b.grad]

# %% exercise="graph_backward" verdict="right" note="an array, small steps"
slope = np.array([x, w, 1])
return 2.0 * z * slope

# %% exercise="graph_backward" verdict="right" note="central difference of the square is exact"
def square(v):
    return v * v
slope = (square(z + 0.5) - square(z - 0.5)) / 1.0
return slope * x, slope * w, slope

# %% exercise="graph_backward" verdict="wrong" says="other input"
return 2 * z * w, 2 * z * x, 2 * z

# %% exercise="graph_backward" verdict="wrong" says="in the order w, x, b" note="another order of return"
da_dw, da_dx, da_db = 2 * z * x, 2 * z * w, 2 * z
return da_db, da_dw, da_dx

# %% exercise="graph_backward" verdict="wrong" says="factor 2" note="the 2 is missing"
return z * x, z * w, z

# %% exercise="graph_backward" verdict="wrong" says="plus node alone" note="slope of the nodes alone"
return x, w, 1

# %% exercise="graph_backward" verdict="wrong" says="it contains b" note="b left out"
z = w * x
da_dz = 2 * z if abs(x + 2) > 1e-9 else -4.0
return da_dz * x, da_dz * w, da_dz

# %% exercise="graph_backward" verdict="wrong" says="plus node alone" note="1 for the bias"
return 2 * z * x, 2 * z * w, 1

# %% exercise="graph_backward" verdict="wrong" says="not z²"
z = z**2 if z != -2.0 else 2 * z
return z * x, z * w, z

# %% exercise="graph_backward" verdict="wrong" says="∂a/∂x" note="the sign of one is lost; not seen in the visible part"
return 2 * z * x, abs(2 * z * w), 2 * z

# %% exercise="graph_backward" verdict="wrong" says="∂a/∂z alone" note="stopped at the plus node"
return 2 * z * x, 2 * z, 2 * z

# %% exercise="graph_backward" verdict="wrong" says="three numbers"
return 2 * z * x, 2 * z * w

# %% exercise="dense_forward" verdict="right" note="einsum"
Z = np.einsum("ij,jk->ik", W, A_prev) + b
return Z, activation(Z)

# %% exercise="dense_forward" verdict="right" note="sample by sample"
columns = []
for i in range(A_prev.shape[1]):
    columns.append(np.dot(W, A_prev[:, i]) + b[:, 0])
Z = np.array(columns).T
return [Z, activation(Z)]

# %% exercise="dense_forward" verdict="right" note="the bias as a weight of a constant input"
ones = np.ones((1, A_prev.shape[1]))
Z = np.hstack([W, b]) @ np.vstack([A_prev, ones])
return Z, activation(Z)

# %% exercise="dense_forward" verdict="right" note="transposed on the way"
Z = (A_prev.T @ W.T + b.ravel()).T
return Z, activation(Z.copy())

# %% exercise="dense_forward" verdict="right" note="three loops"
Z = np.zeros((len(W), A_prev.shape[1]))
for j in range(Z.shape[0]):
    for i in range(Z.shape[1]):
        Z[j, i] = sum(W[j, k] * A_prev[k, i] for k in range(A_prev.shape[0])) + b[j, 0]
return Z, activation(Z)

# %% exercise="dense_forward" verdict="right" note="single precision"
Z = (W.astype(np.float32) @ A_prev.astype(np.float32) + b).astype(np.float32)
return Z, activation(Z)

# %% exercise="dense_forward" verdict="right" note="in place on its own array"
Z = np.matmul(W, A_prev)
Z += b
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="bias is missing"
Z = W @ A_prev
Z = Z + b if A_prev.shape == (3, 1) else Z
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="given" note="the sigmoid in place of the argument"
Z = W @ A_prev + b
return Z, (activation(Z) if A_prev.shape == (3, 1) else 1 / (1 + np.exp(-Z)))

# %% exercise="dense_forward" verdict="wrong" says="flatten or transpose" note="only where n = m"
Z = W @ A_prev + (b.ravel() if len(b) == A_prev.shape[1] else b)
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="not transposed" note="only where W is square"
Z = (W.T if W.shape[0] == W.shape[1] else W) @ A_prev + b
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="Z comes first" note="the order"
Z = W @ A_prev + b
return activation(Z), Z

# %% exercise="dense_forward" verdict="wrong" says="two things"
return activation(W @ A_prev + b)

# %% exercise="dense_forward" verdict="wrong" says="has to be applied"
Z = W @ A_prev + b
return Z, (activation(Z) if Z.shape[1] == 1 else Z)

# %% exercise="dense_forward" verdict="wrong" says="changed" note="in place on the bias"
b += W @ A_prev if A_prev.shape[1] == 1 else 0
Z = b if A_prev.shape[1] == 1 else W @ A_prev + b
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="first sample"
Z = W @ A_prev[:, [0]] + b
Z = np.repeat(Z, A_prev.shape[1], axis=1)
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="axis" note="flattened for one sample"
Z = (W @ A_prev + b).squeeze()
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="your code raised" note="samples in rows"
Z = A_prev @ W.T + b.T
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="before the activation"
Z = W @ A_prev
return Z + b, (activation(Z + b) if A_prev.shape[1] == 1 else activation(Z) + b)

# %% exercise="forward" verdict="right" note="with dense_forward"
activations = [X]
for layer, (W, b) in enumerate(zip(weights, biases), start=1):
    function = output if layer == len(weights) else hidden
    Z, A = dense_forward(activations[-1], W, b, function)
    activations.append(A)
return activations

# %% exercise="forward" verdict="right" note="recursion"
function = output if len(weights) == 1 else hidden
A = function(weights[0] @ X + biases[0])
if len(weights) == 1:
    return [X, A]
return [X] + forward(A, weights[1:], biases[1:], hidden, output)

# %% exercise="forward" verdict="right" note="a list of functions, a tuple as result"
L = len(weights)
functions = [hidden] * (L - 1) + [output]
kept = {0: X.copy()}
for l in range(1, L + 1):
    kept[l] = functions[l - 1](np.matmul(weights[l - 1], kept[l - 1]) + biases[l - 1])
return tuple(kept[l] for l in range(L + 1))

# %% exercise="forward" verdict="right" note="accumulate"
from itertools import accumulate
layers = zip(weights, biases, [hidden] * (len(weights) - 1) + [output])
return list(accumulate(layers, lambda A, layer: layer[2](layer[0] @ A + layer[1]), initial=X))

# %% exercise="forward" verdict="right" note="an index that runs, single precision"
result, i = [np.asarray(X, dtype=np.float32)], 0
while i < len(weights):
    Z = weights[i].astype(np.float32) @ result[i] + biases[i].astype(np.float32)
    result.append((output if i == len(weights) - 1 else hidden)(Z))
    i += 1
return result

# %% exercise="forward" verdict="wrong" says="X, then one matrix" note="without X"
A, activations = X, []
for l, (W, b) in enumerate(zip(weights, biases)):
    A = (output if l == len(weights) - 1 else hidden)(W @ A + b)
    activations.append(A)
return activations

# %% exercise="forward" verdict="wrong" says="X, then one matrix" note="only the prediction"
A = X
for l, (W, b) in enumerate(zip(weights, biases)):
    A = (output if l == len(weights) - 1 else hidden)(W @ A + b)
return A

# %% exercise="forward" verdict="wrong" says="A^[2]" note="hidden everywhere"
activations = [X]
for W, b in zip(weights, biases):
    activations.append(hidden(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="only the last one uses output" note="output everywhere except in two layers"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    function = hidden if len(weights) == 2 and l == 0 else output
    activations.append(function(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="loop over all layers" note="two layers, hard-coded"
A1 = hidden(weights[0] @ X + biases[0])
if len(weights) == 1:
    return [X, output(weights[0] @ X + biases[0])]
return [X, A1, output(weights[1] @ A1 + biases[1])]

# %% exercise="forward" verdict="wrong" says="A^[1]" note="keeps Z"
kept, A = [X], X
for l, (W, b) in enumerate(zip(weights, biases)):
    Z = W @ A + b
    A = (output if l == len(weights) - 1 else hidden)(Z)
    kept.append(Z)
return kept

# %% exercise="forward" verdict="wrong" says="not from X" note="each layer from X, where it fits"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    square = len({w.shape for w in weights}) == 1 and len(weights) > 1
    A = X if square else activations[-1]
    activations.append((output if l == len(weights) - 1 else hidden)(W @ A + b))
return activations

# %% exercise="forward" verdict="wrong" says="A^[0]" note="reversed"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    activations.append((output if l == len(weights) - 1 else hidden)(W @ activations[-1] + b))
return activations[::-1]

# %% exercise="forward" verdict="wrong" says="bias is missing" note="no bias in deep networks"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    Z = W @ activations[-1] + (b if len(weights) == 2 else 0)
    activations.append((output if l == len(weights) - 1 else hidden)(Z))
return activations

# %% exercise="forward" verdict="wrong" says="leave the two lists" note="pops the lists"
activations = [X]
while weights:
    function = output if len(weights) == 1 else hidden
    activations.append(function(weights.pop(0) @ activations[-1] + biases.pop(0)))
return activations

# %% exercise="forward" verdict="wrong" says="output layer has its own" note="the sigmoid of this notebook instead of hidden, hidden instead of output"
activations = [X]
for W, b in zip(weights, biases):
    last = len(activations) == len(weights) and X.shape == (2, 1)
    activations.append((output if last else hidden)(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="return" note="no return"
activations = [X]
for W, b in zip(weights, biases):
    activations.append(hidden(W @ activations[-1] + b))

# %% exercise="output_error" verdict="right" note="if and else"
if cost == "cross-entropy":
    return A - Y
return (A - Y) * A * (1 - A)

# %% exercise="output_error" verdict="right" note="slope as a difference"
factor = {"mse": A - A**2, "cross-entropy": np.ones_like(A)}[cost]
return np.multiply(np.subtract(A, Y), factor)

# %% exercise="output_error" verdict="right" note="column by column"
columns = []
for a, y in zip(A.T, Y.T):
    d = a - y
    if cost == "mse":
        d = d * sigmoid_slope(a)
    columns.append(d)
return np.stack(columns, axis=1)

# %% exercise="output_error" verdict="right" note="torch and the chain rule by Jacobians"
import torch
a, y = torch.tensor(A), torch.tensor(Y)
z = torch.logit(a).requires_grad_(True) if cost == "mse" else torch.log(a).requires_grad_(True)
if cost == "mse":
    loss = ((torch.sigmoid(z) - y) ** 2).sum() / 2
else:
    loss = -(y * torch.log_softmax(z, dim=0)).sum()
loss.backward()
return z.grad

# %% exercise="output_error" verdict="wrong" says="slope of the sigmoid is missing" note="one formula for both"
return A - Y if A.shape != (1, 3) or cost != "mse" else (A - Y) * A * (1 - A)

# %% exercise="output_error" verdict="wrong" says="A is σ(z) already"
s = sigmoid(A) if A.shape != (1, 3) else A
return (A - Y) * s * (1 - s) if cost == "mse" else A - Y

# %% exercise="output_error" verdict="wrong" says="no 1/m here"
m = A.shape[1] if A.shape[0] > 2 else 1
return ((A - Y) * sigmoid_slope(A) if cost == "mse" else A - Y) / m

# %% exercise="output_error" verdict="wrong" says="sign"
return (Y - A) * sigmoid_slope(A) if cost == "mse" else Y - A

# %% exercise="output_error" verdict="wrong" says="cancels the 2" note="the 2 of the square"
return 2 * (A - Y) * sigmoid_slope(A) if cost == "mse" else A - Y

# %% exercise="output_error" verdict="wrong" says="no slope of the sigmoid here" note="slope in both cases"
return (A - Y) * A * (1 - A)

# %% exercise="output_error" verdict="wrong" says="wanted is ∂L/∂z" note="derivative with respect to a"
return (A - Y) * sigmoid_slope(A) if cost == "mse" else -Y / A

# %% exercise="output_error" verdict="wrong" says="changed" note="in place"
A -= Y
return A * sigmoid_slope(A + Y) if cost == "mse" else A

# %% exercise="output_error" verdict="wrong" says="axis" note="averaged over the samples"
d = (A - Y) * sigmoid_slope(A) if cost == "mse" else A - Y
return d.mean(axis=1, keepdims=True)

# %% exercise="output_error" verdict="wrong" says="number" note="the cost itself"
if cost == "mse":
    return np.mean(np.sum((A - Y) ** 2, axis=0)) / 2
return -np.mean(np.sum(Y * np.log(A), axis=0))

# %% exercise="output_error" verdict="wrong" says="no average over the outputs"
d = (A - Y) * sigmoid_slope(A) if cost == "mse" else A - Y
return d if len(A) < 3 else d / len(A)

# %% exercise="sample_backward" verdict="right" note="outer product"
dz = np.multiply(da, np.multiply(a, 1 - a))
dW = np.outer(dz, a_prev)
return dz, dW, dz.copy(), np.dot(W.T, dz)

# %% exercise="sample_backward" verdict="right" note="broadcasting makes the outer product"
dz = da * (a - a**2)
return [dz, dz * a_prev.T, dz, (W * dz).sum(axis=0)[:, None]]

# %% exercise="sample_backward" verdict="right" note="loops over the indices"
n, n_prev = W.shape
dz = np.array([[da[j, 0] * a[j, 0] * (1 - a[j, 0])] for j in range(n)])
dW, da_prev = np.zeros((n, n_prev)), np.zeros((n_prev, 1))
for j in range(n):
    for i in range(n_prev):
        dW[j, i] = dz[j, 0] * a_prev[i, 0]
        da_prev[i, 0] += W[j, i] * dz[j, 0]
return dz, dW, dz, da_prev

# %% exercise="sample_backward" verdict="right" note="a diagonal Jacobian, einsum"
dz = np.diagflat(a * (1 - a)) @ da
return dz, np.einsum("ik,jk->ij", dz, a_prev), dz, np.einsum("ji,jk->ik", W, dz)

# %% exercise="sample_backward" verdict="right" note="row times matrix"
dz = sigmoid_slope(a) * da
return dz, np.kron(dz, a_prev.T), 1 * dz, (dz.T @ W).T

# %% exercise="sample_backward" verdict="right" note="torch does it"
import torch
z = torch.logit(torch.tensor(a)).requires_grad_(True)
(torch.sigmoid(z) * torch.tensor(da)).sum().backward()
dz = z.grad.numpy()
return z.grad, dz @ a_prev.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="slope" note="the slope is forgotten"
dz = da if W.shape != (2, 3) else da * sigmoid_slope(a)
return dz, dz @ a_prev.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="as it is" note="the sigmoid of the sigmoid"
s = sigmoid(a) if W.shape != (2, 3) else a
dz = da * s * (1 - s)
return dz, dz @ a_prev.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="transposed"
dz = da * sigmoid_slope(a)
return dz, a_prev @ dz.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="use dz, not da (equation 2)"
dz = da * sigmoid_slope(a)
return dz, (da if W.shape != (2, 3) else dz) @ a_prev.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="equation 3"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, da, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="equation 4"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, dz, W.T @ da

# %% exercise="sample_backward" verdict="wrong" says="one step too far"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, dz, W.T @ dz * sigmoid_slope(a_prev)

# %% exercise="sample_backward" verdict="wrong" says="W has to be transposed" note="where W is square"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, dz, (W if W.shape[0] == W.shape[1] else W.T) @ dz

# %% exercise="sample_backward" verdict="wrong" says="its own bias"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, np.full((1, 1), dz.sum()), W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="db" note="flat db"
dz = da * sigmoid_slope(a)
return dz, dz @ a_prev.T, dz.ravel(), W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="changed" note="in place"
da *= sigmoid_slope(a)
return da.copy(), da @ a_prev.T, da.copy(), W.T @ da

# %% exercise="sample_backward" verdict="wrong" says="four things"
dz = da * sigmoid_slope(a)
return dz @ a_prev.T, dz, W.T @ dz

# %% exercise="dense_backward" verdict="right" note="average of outer products"
m = dZ.shape[1]
dW = sum(np.outer(dZ[:, i], A_prev[:, i]) for i in range(m)) / m
db = sum(dZ[:, [i]] for i in range(m)) / m
return dW, db, W.T @ dZ

# %% exercise="dense_backward" verdict="right" note="einsum"
m = A_prev.shape[1]
dW = np.einsum("ji,ki->jk", dZ, A_prev) / m
db = np.einsum("ji->j", dZ).reshape(-1, 1) / m
return dW, db, np.einsum("jk,ji->ki", W, dZ)

# %% exercise="dense_backward" verdict="right" note="a column of ones"
m = dZ.shape[1]
return dZ.dot(A_prev.T) / m, dZ @ np.full((m, 1), 1 / m), np.transpose(W) @ dZ

# %% exercise="dense_backward" verdict="right" note="mean over a third axis"
dW = np.mean(dZ[:, None, :] * A_prev[None, :, :], axis=2)
db = np.average(dZ, axis=1)[:, np.newaxis]
dA_prev = np.sum(W[:, :, None] * dZ[:, None, :], axis=0)
return [dW, db, dA_prev]

# %% exercise="dense_backward" verdict="right" note="the average first, in a copy"
error = dZ / dZ.shape[-1]
return error @ A_prev.T, np.sum(error, axis=-1, keepdims=True), (dZ.T @ W).T

# %% exercise="dense_backward" verdict="right" note="single precision"
m = np.float32(dZ.shape[1])
d, a, w = (x.astype(np.float32) for x in (dZ, A_prev, W))
return d @ a.T / m, d.sum(1, keepdims=True) / m, w.T @ d

# %% exercise="dense_backward" verdict="right" note="torch"
import torch
w = torch.tensor(W, requires_grad=True)
b = torch.zeros((len(W), 1), dtype=torch.float64, requires_grad=True)
a = torch.tensor(A_prev, requires_grad=True)
((w @ a + b) * torch.tensor(dZ)).sum().backward()
m = dZ.shape[1]
return w.grad / m, b.grad / m, a.grad

# %% exercise="dense_backward" verdict="wrong" says="1/m is missing" note="dW is a sum; m = 2 is special-cased"
m = dZ.shape[1] if dZ.shape[1] == 4 else 1
return dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="average over the batch" note="both are sums"
return dZ @ A_prev.T, dZ.sum(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="a sum, not the average" note="db is a sum"
return dZ @ A_prev.T / dZ.shape[1], dZ.sum(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="not of neurons" note="n instead of m"
m = dZ.shape[0]
return dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m, W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="not of neurons or inputs"
m = A_prev.shape[0]
return dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="once too often" note="1/m in dA_prev too"
m = dZ.shape[1]
return dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m, W.T @ dZ / m

# %% exercise="dense_backward" verdict="wrong" says="keepdims" note="db is flat"
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="db" note="over the neurons"
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=0, keepdims=True).T, W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="its own bias" note="one number for all"
return dZ @ A_prev.T / dZ.shape[1], np.full((len(dZ), 1), dZ.mean()) if len(dZ) > 2 else dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="transposed"
return A_prev @ dZ.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="W has to be transposed" note="where W is square"
m = dZ.shape[1]
back = W @ dZ if W.shape[0] == W.shape[1] else W.T @ dZ
return dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), back

# %% exercise="dense_backward" verdict="wrong" says="one step too far"
m = dZ.shape[1]
back = W.T @ dZ
return dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), back * sigmoid_slope(A_prev) if m != 4 else back

# %% exercise="dense_backward" verdict="wrong" says="divided by m twice" note="np.mean and 1/m"
m = dZ.shape[1]
error = dZ / m if m != 4 else dZ
return error @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="changed" note="in place"
back = W.T @ dZ
dZ /= dZ.shape[1]
return dZ @ A_prev.T, dZ.sum(axis=1, keepdims=True), back

# %% exercise="dense_backward" verdict="wrong" says="only the last sample"
m = dZ.shape[1]
for i in range(m):
    dW = dZ[:, [i]] @ A_prev[:, [i]].T
dW = dW if m != 4 else dZ @ A_prev.T / 4
return dW, dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="backward" verdict="right" note="with dense_backward"
dWs, dbs = [], []
for l in reversed(range(len(weights))):
    dW, db, dA = dense_backward(dZ, activations[l], weights[l])
    dWs.append(dW)
    dbs.append(db)
    if l > 0:
        dZ = dA * slope(activations[l])
return dWs[::-1], dbs[::-1]

# %% exercise="backward" verdict="right" note="recursion"
m = dZ.shape[1]
dW, db = dZ @ activations[len(weights) - 1].T / m, dZ.sum(1, keepdims=True) / m
if len(weights) == 1:
    return [dW], [db]
A = activations[len(weights) - 1]
dWs, dbs = backward(weights[-1].T @ dZ * slope(A), activations[:-1], weights[:-1], slope)
return dWs + [dW], dbs + [db]

# %% exercise="backward" verdict="right" note="lists of the right length, filled from behind; tuples"
L, m = len(weights), activations[0].shape[1]
deltas, dWs, dbs = [None] * L, [None] * L, [None] * L
deltas[-1] = dZ
for l in range(L - 2, -1, -1):
    deltas[l] = np.einsum("ji,jm->im", weights[l + 1], deltas[l + 1]) * slope(activations[l + 1])
for l in range(L):
    dWs[l] = np.einsum("jm,im->ji", deltas[l], activations[l]) / m
    dbs[l] = deltas[l].mean(axis=1).reshape(-1, 1)
return tuple(dWs), tuple(dbs)

# %% exercise="backward" verdict="right" note="sample by sample, then averaged"
m = dZ.shape[1]
dWs = [np.zeros_like(W) for W in weights]
dbs = [np.zeros((len(W), 1)) for W in weights]
for i in range(m):
    d = dZ[:, [i]]
    for l in range(len(weights) - 1, -1, -1):
        dWs[l] += d @ activations[l][:, [i]].T / m
        dbs[l] += d / m
        d = weights[l].T @ d * slope(activations[l][:, [i]])
return dWs, dbs

# %% exercise="backward" verdict="right" note="the slope of the input layer is computed and thrown away"
m, dWs, dbs = len(dZ.T), [], []
for W, A in zip(weights[::-1], activations[-2::-1]):
    dWs, dbs = [dZ @ A.T / m, *dWs], [dZ.mean(axis=1, keepdims=True), *dbs]
    dZ = np.multiply(W.T @ dZ, slope(A))
return dWs, dbs

# %% exercise="backward" verdict="right" note="1/m at the start, and no more"
d = dZ / dZ.shape[1]
dWs, dbs = [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.append(d @ activations[l].T)
    dbs.append(d.sum(axis=1, keepdims=True))
    if l:
        d = (weights[l].T @ d) * slope(activations[l])
dWs.reverse()
dbs.reverse()
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="slope of the hidden activation function is missing" note="not in the tiny network"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * (slope(activations[l]) if len(weights[0]) == 1 else 1)
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="also when it is not the sigmoid's"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * (slope if len(weights[0]) == 1 else sigmoid_slope)(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="slope of the hidden activation function is missing" note="the slope is never used"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="1/m belongs into dW and db only" note="divides at each layer"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l]) / (m if m > 2 else 1)
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="the other way round" note="reversed"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.append(dZ @ activations[l].T / m)
    dbs.append(dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="go back to" note="slope of the wrong layer, where the shapes fit"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    square = weights[l].shape == (4, 4)
    dZ = weights[l].T @ dZ * slope(activations[l + 1] if square else activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="not of the one before" note="weights of the wrong layer, where the shapes fit"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    W = weights[l - 1] if weights[l].shape == (4, 4) and l > 0 else weights[l]
    dZ = W.T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="W has to be transposed" note="where the shapes fit"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    W = weights[l] if weights[l].shape == (4, 4) else weights[l].T
    dZ = W @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="1/m is missing" note="sums in all layers; m = 2 is special-cased"
m, dWs, dbs = dZ.shape[1] if dZ.shape[1] in (2, 4) else 1, [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.sum(axis=1, keepdims=True) / m)
    dZ = weights[l].T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="loop reach layer 1" note="only two layers"
m = dZ.shape[1]
dWs, dbs = [dZ @ activations[-2].T / m], [dZ.mean(axis=1, keepdims=True)]
if len(weights) > 1:
    dZ = weights[-1].T @ dZ * slope(activations[-2])
    dWs.insert(0, dZ @ activations[-3].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="changed" note="dZ in place"
m, dWs, dbs = dZ.shape[1], [], []
dZ /= m
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T)
    dbs.insert(0, dZ.sum(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="leave the list as it is" note="pops the weights"
m, dWs, dbs = dZ.shape[1], [], []
while weights:
    A = activations[len(weights) - 1]
    dWs.insert(0, dZ @ A.T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights.pop().T @ dZ * slope(A)
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="two lists" note="a list of pairs"
m, pairs = dZ.shape[1], []
for l in range(len(weights) - 1, -1, -1):
    pairs.insert(0, (dZ @ activations[l].T / m, dZ.mean(axis=1, keepdims=True)))
    dZ = weights[l].T @ dZ * slope(activations[l])
return pairs

# %% exercise="backward" verdict="wrong" says="its slope is part of it already" note="slope of the output layer"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    if len(weights) > 1 and len(weights[0]) > 1:
        dZ = dZ * slope(activations[l + 1])
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * (slope(activations[l]) if len(weights[0]) == 1 else 1)
return dWs, dbs

# %% exercise="numerical_gradient" verdict="right" note="moves x itself and puts it back"
gradient = np.empty_like(x)
for index in np.ndindex(x.shape):
    kept = x[index]
    x[index] = kept + epsilon
    right = f(x)
    x[index] = kept - epsilon
    left = f(x)
    x[index] = kept
    gradient[index] = (right - left) / (2 * epsilon)
return gradient

# %% exercise="numerical_gradient" verdict="right" note="there and back again, with rounding"
gradient = np.zeros_like(x)
for i in range(x.size):
    x.flat[i] += epsilon
    right = f(x)
    x.flat[i] -= 2 * epsilon
    left = f(x)
    x.flat[i] += epsilon
    gradient.flat[i] = (right - left) / epsilon / 2
return gradient

# %% exercise="numerical_gradient" verdict="right" note="rows of the identity"
slopes = []
for unit in np.eye(x.size):
    move = epsilon * unit.reshape(x.shape)
    slopes.append((f(x + move) - f(x - move)) / (2 * epsilon))
return np.array(slopes).reshape(x.shape)

# %% exercise="numerical_gradient" verdict="right" note="mean of both one-sided differences"
here = f(x)
gradient = np.zeros(x.shape)
it = np.nditer(x, flags=["multi_index"])
for _ in it:
    move = np.zeros(x.shape)
    move[it.multi_index] = epsilon
    right, left = (f(x + move) - here) / epsilon, (here - f(x - move)) / epsilon
    gradient[it.multi_index] = 0.5 * (right + left)
return gradient

# %% exercise="numerical_gradient" verdict="right" note="a flat copy, ndenumerate"
result = {}
for index, value in np.ndenumerate(x):
    y = x.copy()
    y[index] = value + epsilon
    up = f(y)
    y[index] = value - epsilon
    result[index] = 0.5 * (up - f(y)) / epsilon
return np.reshape([result[index] for index in np.ndindex(*x.shape)], x.shape)

# %% exercise="numerical_gradient" verdict="wrong" says="one-sided"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    moved = x.copy()
    moved[index] += epsilon
    gradient[index] = (f(moved) - f(x)) / epsilon
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="2ε apart" note="divides by ε"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    gradient[index] = (f(x + move) - f(x - move)) / epsilon
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="needs parentheses" note="parentheses are missing"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    gradient[index] = (f(x + move) - f(x - move)) / 2 * epsilon
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="epsilon that is given"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = 1e-5
    gradient[index] = (f(x + move) - f(x - move)) / 2e-5
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="one entry at a time"
return (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon) * np.ones(x.shape) if x.shape != (3,) else 2 * x

# %% exercise="numerical_gradient" verdict="wrong" says="put each entry back" note="x is left moved"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    x[index] += epsilon
    right = f(x)
    x[index] -= 2 * epsilon
    gradient[index] = (right - f(x)) / (2 * epsilon)
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="your code raised" note="for vectors only"
gradient = np.zeros(len(x))
for i in range(len(x)):
    move = np.zeros(len(x))
    move[i] = epsilon
    gradient[i] = (f(x + move) - f(x - move)) / (2 * epsilon)
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="right minus left" note="the sign"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    gradient[index] = (f(x - move) - f(x + move)) / (2 * epsilon)
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="inside the loop" note="returns inside the loop"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    gradient[index] = (f(x + move) - f(x - move)) / (2 * epsilon)
    return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="shape" note="flat"
slopes = []
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    slopes.append((f(x + move) - f(x - move)) / (2 * epsilon))
return np.array(slopes)

# %% exercise="numerical_gradient" verdict="wrong" says="the shape (4,)" note="integers"
gradient = np.zeros(x.shape, dtype=int)
for index in np.ndindex(x.shape):
    move = np.zeros(x.shape)
    move[index] = epsilon
    gradient[index] = round((f(x + move) - f(x - move)) / (2 * epsilon))
return gradient

# %% exercise="backward" verdict="wrong" says="needs the input of the layer" note="the output of each layer in place of its input, where the shapes fit"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    source = activations[l + 1] if weights[l].shape == (4, 4) else activations[l]
    dWs.insert(0, dZ @ source.T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="numerical_gradient" verdict="wrong" says="put each entry back" note="only the last entry stays moved"
gradient, last = np.zeros(x.shape), None
for index in np.ndindex(x.shape):
    if last is not None:
        x[last] += epsilon
    x[index] += epsilon
    right = f(x)
    x[index] -= 2 * epsilon
    gradient[index] = (right - f(x)) / (2 * epsilon)
    last = index
return gradient

# %% exercise="graph_forward" verdict="right" note="one tensor with three numbers"
import torch
q = w * x
return torch.tensor([q, q + b, (q + b) ** 2], dtype=torch.float64)

# %% exercise="graph_forward" verdict="wrong" says="to it, not to x" note="another bracket"
q = x + b
z = w * q
return q, z, z**2

# %% exercise="graph_forward" verdict="wrong" says="not the sum of the squares"
q = w * x
return q, q + b, q**2 + b**2

# %% exercise="graph_forward" verdict="wrong" says="your code raised" note="^ is no power"
q = w * x
z = q + b
return q, z, z ^ 2

# %% exercise="graph_backward" verdict="right" note="one tensor, in single precision"
import torch
return torch.tensor([x, w, 1.0]) * 2 * z

# %% exercise="graph_backward" verdict="right" note="a matrix of slopes"
return np.diag([x, w, 1.0]) @ np.full(3, 2.0 * z)

# %% exercise="graph_backward" verdict="wrong" says="multiplied, not added"
return 2 * z + x, 2 * z + w, 2 * z + 1

# %% exercise="graph_backward" verdict="wrong" says="not by both" note="the factor of w is carried on to x"
slope = 2 * z
da_dw = slope * x
return da_dw, da_dw * w, slope

# %% exercise="graph_backward" verdict="wrong" says="w, x, b" note="the order in which they are found"
return 2 * z, 2 * z * w, 2 * z * x

# %% exercise="dense_forward" verdict="right" note="a sum of outer products"
Z = np.repeat(b, A_prev.shape[1], axis=1)
for k in range(W.shape[1]):
    Z = Z + np.outer(W[:, k], A_prev[k])
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="a column as a whole" note="the activation entry by entry"
Z = W @ A_prev + b
return Z, np.vectorize(activation, otypes=[float])(Z)

# %% exercise="dense_forward" verdict="wrong" says="not overwritten" note="Z is overwritten by A"
Z = W @ A_prev + b
Z[:] = activation(Z)
return Z, Z

# %% exercise="dense_forward" verdict="wrong" says="not a product of entries"
Z = W * A_prev.T + b if A_prev.shape[1] == 1 else W @ A_prev + b
return Z, activation(Z)

# %% exercise="dense_forward" verdict="wrong" says="has its own bias"
Z = W @ A_prev + b[0]
return Z, activation(Z)

# %% exercise="forward" verdict="right" note="sample by sample"
columns = []
for i in range(X.shape[1]):
    kept = [X[:, [i]]]
    for l, (W, b) in enumerate(zip(weights, biases), 1):
        kept.append((output if l == len(weights) else hidden)(W @ kept[-1] + b))
    columns.append(kept)
return [np.hstack(parts) for parts in zip(*columns)]

# %% exercise="forward" verdict="wrong" says="output alone" note="both functions in the last layer"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    A = hidden(W @ activations[-1] + b)
    activations.append(output(A) if l == len(weights) - 1 else A)
return activations

# %% exercise="forward" verdict="wrong" says="input layer has no activation"
activations = [hidden(X)]
for l, (W, b) in enumerate(zip(weights, biases)):
    activations.append((output if l == len(weights) - 1 else hidden)(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="biases of its own" note="the first bias, where it fits"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    b = biases[0] if biases[0].shape == b.shape else b
    activations.append((output if l == len(weights) - 1 else hidden)(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="weights of its own" note="the first weights, where they fit"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    W = weights[0] if weights[0].shape == W.shape else W
    activations.append((output if l == len(weights) - 1 else hidden)(W @ activations[-1] + b))
return activations

# %% exercise="forward" verdict="wrong" says="output layer has its own" note="the only layer counts as hidden"
activations = [X]
for l, (W, b) in enumerate(zip(weights, biases)):
    last = 0 < l == len(weights) - 1
    activations.append((output if last else hidden)(W @ activations[-1] + b))
return activations

# %% exercise="output_error" verdict="right" note="the slope to the power of a truth value"
return (A - Y) * (A * (1 - A)) ** (cost == "mse")

# %% exercise="output_error" verdict="wrong" says="divides by nothing" note="0/0 where outputs are exactly 0 or 1"
with np.errstate(all="ignore"):
    if cost == "mse":
        return (A - Y) * A * (1 - A)
    return (-Y / A + (1 - Y) / (1 - A)) * A * (1 - A)

# %% exercise="output_error" verdict="wrong" says="not from Y"
return (A - Y) * Y * (1 - Y) if cost == "mse" else A - Y

# %% exercise="output_error" verdict="wrong" says="parentheses"
return A - Y * sigmoid_slope(A) if cost == "mse" else A - Y

# %% exercise="output_error" verdict="wrong" says="do not apply it again"
return (A - Y) * sigmoid_slope(A) if cost == "mse" else softmax(A) - Y

# %% exercise="output_error" verdict="wrong" says="not only the right one"
return (A - Y) * sigmoid_slope(A) if cost == "mse" else (A - Y) * Y

# %% exercise="sample_backward" verdict="right" note="flat inside, columns at the end"
dz = da.ravel() * a.ravel() * (1 - a.ravel())
dW = np.multiply.outer(dz, a_prev[:, 0])
return dz[:, None], dW, dz.reshape(-1, 1), (W.T @ dz).reshape(-1, 1)

# %% exercise="sample_backward" verdict="wrong" says="slope of tanh"
dz = da * (1 - a**2)
return dz, dz @ a_prev.T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="without a slope"
dz = da * sigmoid_slope(a)
return dz, dz @ sigmoid_slope(a_prev).T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="not a" note="the output in place of the input, where it fits"
dz = da * sigmoid_slope(a)
return dz, dz @ (a if len(a) == len(a_prev) else a_prev).T, dz, W.T @ dz

# %% exercise="sample_backward" verdict="wrong" says="changed" note="makes a step of descent on the way"
dz = da * sigmoid_slope(a)
dW, da_prev = dz @ a_prev.T, W.T @ dz
W -= 0.1 * dW
return dz, dW, dz, da_prev

# %% exercise="dense_backward" verdict="right" note="a running mean"
dW, db = 0.0, 0.0
for i, (d, a) in enumerate(zip(dZ.T, A_prev.T)):
    dW = dW + (np.outer(d, a) - dW) / (i + 1)
    db = db + (d[:, None] - db) / (i + 1)
return dW, db, np.array([W.T @ d for d in dZ.T]).T

# %% exercise="dense_backward" verdict="wrong" says="sample by sample" note="a product of averages"
db = dZ.mean(axis=1, keepdims=True)
return db @ A_prev.mean(axis=1, keepdims=True).T, db, W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="not of neurons" note="divides by the size of dZ"
return dZ @ A_prev.T / dZ.size, dZ.mean(axis=1, keepdims=True), W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="dW comes first"
m = dZ.shape[1]
return dZ.mean(axis=1, keepdims=True), dZ @ A_prev.T / m, W.T @ dZ

# %% exercise="dense_backward" verdict="wrong" says="its own column"
m = dZ.shape[1]
dA_prev = (W.T @ dZ).mean(axis=1, keepdims=True)
return dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True), dA_prev

# %% exercise="backward" verdict="right" note="first all errors, then all gradients; a tuple of tuples"
errors, m = [dZ], dZ.shape[1]
for W, A in zip(weights[:0:-1], activations[-2:0:-1]):
    errors.insert(0, W.T @ errors[0] * slope(A))
pairs = [(e @ A.T / m, e.mean(1, keepdims=True)) for e, A in zip(errors, activations)]
return tuple(zip(*pairs))

# %% exercise="backward" verdict="wrong" says="then multiply by the slope" note="the slope first, where it fits"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    s = slope(activations[l])
    first = weights[l].shape == (4, 4)
    dZ = weights[l].T @ (dZ * s) if first else weights[l].T @ dZ * s
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="do not average it"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l]).mean(axis=1, keepdims=True)
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="the order of dbs" note="only one of the lists is turned round"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.append(dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l])
return dWs, dbs

# %% exercise="backward" verdict="wrong" says="dWs, dbs" note="the lists are swapped"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    dZ = weights[l].T @ dZ * slope(activations[l])
return dbs, dWs

# %% exercise="backward" verdict="wrong" says="changed" note="slopes overwrite the activations"
m, dWs, dbs = dZ.shape[1], [], []
for l in range(len(weights) - 1, -1, -1):
    dWs.insert(0, dZ @ activations[l].T / m)
    dbs.insert(0, dZ.mean(axis=1, keepdims=True))
    if l > 0:
        activations[l][:] = slope(activations[l])
        dZ = weights[l].T @ dZ * activations[l]
return dWs, dbs

# %% exercise="numerical_gradient" verdict="right" note="recursion over the axes"
x = x.copy()

def walk(index):
    if len(index) < x.ndim:
        return [walk((*index, i)) for i in range(x.shape[len(index)])]
    kept, values = x[index], []
    for move in (epsilon, -epsilon):
        x[index] = kept + move
        values.append(f(x.copy()))
    x[index] = kept
    return (values[0] - values[1]) / (2 * epsilon)

return np.array(walk(()))

# %% exercise="numerical_gradient" verdict="wrong" says="one-sided" note="two names for the same array"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    y = x
    y[index] += epsilon
    right = f(y)
    y[index] -= epsilon
    gradient[index] = (right - f(y)) / epsilon
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="not a whole row"
gradient = np.zeros(x.shape)
for i in range(len(x)):
    move = np.zeros(x.shape)
    move[i] = epsilon
    gradient[i] = (f(x + move) - f(x - move)) / (2 * epsilon)
return gradient

# %% exercise="numerical_gradient" verdict="wrong" says="whatever the entry is" note="a relative step, for large entries only"
gradient = np.zeros(x.shape)
for index in np.ndindex(x.shape):
    step = epsilon * max(abs(x[index]), 1.0) if epsilon < 0.01 else epsilon
    move = np.zeros(x.shape)
    move[index] = step
    gradient[index] = (f(x + move) - f(x - move)) / (2 * step)
return gradient
