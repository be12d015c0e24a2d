# %% [markdown]
# Right and wrong answers to the exercises of unit 11.

# %% exercise="layer_forward" verdict="right" note="einsum"
Z = np.einsum("ij,jk->ik", self.W, A_prev)
Z = Z + self.b.reshape(-1, 1)
return self.activation(Z)

# %% exercise="layer_forward" verdict="right" note="loops"
n, m = len(self.W), A_prev.shape[1]
Z = np.zeros((n, m))
for j in range(n):
    for i in range(m):
        Z[j, i] = sum(self.W[j] * A_prev[:, i]) + self.b[j, 0]
return self.activation(Z)

# %% exercise="layer_forward" verdict="right" note="transposed and back"
return self.activation((A_prev.T @ self.W.T + self.b.T).T)

# %% exercise="layer_forward" verdict="right" note="torch"
import torch

Z = torch.tensor(self.W) @ torch.tensor(A_prev) + torch.tensor(self.b)
return self.activation(Z.numpy())

# %% exercise="layer_forward" verdict="right" note="remembers things for later"
self.A_prev = A_prev
self.Z = np.dot(self.W, A_prev) + self.b
self.A = self.activation(self.Z)
return self.A

# %% exercise="layer_forward" verdict="right" note="float32"
return self.activation((self.W.astype(np.float32) @ A_prev.astype(np.float32)) + self.b.astype(np.float32))

# %% exercise="layer_forward" verdict="wrong" says="bias is missing"
return self.activation(self.W @ A_prev)

# %% exercise="layer_forward" verdict="wrong" says="activation function has to be applied"
return self.W @ A_prev + self.b

# %% exercise="layer_forward" verdict="wrong" says="comes last"
return self.activation(self.W @ A_prev) + self.b

# %% exercise="layer_forward" verdict="wrong" says="not always the sigmoid"
return sigmoid(self.W @ A_prev + self.b)

# %% exercise="layer_forward" verdict="wrong" says="not subtracted"
return self.activation(self.W @ A_prev - self.b)

# %% exercise="layer_forward" verdict="wrong" says="leave b a column"
return self.activation(self.W @ A_prev + self.b.ravel())

# %% exercise="layer_forward" verdict="wrong" says="your code raised" note="the order of rows"
return self.activation(A_prev @ self.W + self.b)

# %% exercise="layer_forward" verdict="wrong" says="transposed" note="samples in rows"
return self.activation(self.W @ A_prev + self.b).T

# %% exercise="layer_forward" verdict="wrong" says="wanted an array" note="two things"
Z = self.W @ A_prev + self.b
return Z, self.activation(Z)

# %% exercise="layer_forward" verdict="wrong" says="W is not transposed" note="guesses by the shapes"
if self.W.shape[0] == self.W.shape[1]:
    return self.activation(self.W.T @ A_prev + self.b)
return self.activation(self.W @ A_prev + self.b)

# %% exercise="layer_forward" verdict="wrong" says="return" note="forgot the return"
self.A = self.activation(self.W @ A_prev + self.b)

# %% exercise="layer_forward" verdict="wrong" says="with other inputs" note="computes once"
if not hasattr(self, "A"):
    self.A = self.activation(self.W @ A_prev + self.b)
return self.A

# %% exercise="layer_forward" verdict="wrong" says="W after forward" note="puts the bias into the weights"
self.W += 0 * self.W + 1e-3
return self.activation((self.W - 1e-3) @ A_prev + self.b)

# %% exercise="layer_backward" verdict="right" note="einsum and sums"
m = A.shape[1]
dZ = np.multiply(self.slope(A), dA)
return np.einsum("ji,ki->jk", dZ, A_prev) / m, np.sum(dZ, 1).reshape(-1, 1) / m, np.dot(self.W.T, dZ)

# %% exercise="layer_backward" verdict="right" note="one sample at a time"
m = dA.shape[1]
dW, db, back = np.zeros_like(self.W), np.zeros_like(self.b), np.zeros(A_prev.shape)
for i in range(m):
    dz = dA[:, [i]] * self.slope(A[:, [i]])
    dW += dz @ A_prev[:, [i]].T / m
    db += dz / m
    back[:, [i]] = self.W.T @ dz
return dW, db, back

# %% exercise="layer_backward" verdict="right" note="a column of ones"
m = dA.shape[1]
dZ = dA * self.slope(A)
ones = np.ones((m, 1))
return [dZ @ A_prev.T / m, dZ @ ones / m, (dZ.T @ self.W).T]

# %% exercise="layer_backward" verdict="right" note="torch"
import torch

dZ = torch.tensor(dA * self.slope(A))
m = dZ.shape[1]
return (dZ @ torch.tensor(A_prev).T / m).numpy(), dZ.mean(1, keepdim=True).numpy(), self.W.T @ dZ.numpy()

# %% exercise="layer_backward" verdict="right" note="keeps them as well"
dZ = dA * self.slope(A)
self.dW, self.db = dZ @ A_prev.T / A.shape[-1], dZ.mean(axis=1)[:, None]
return self.dW, self.db, self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="slope σ′ is missing"
dW = dA @ A_prev.T / dA.shape[1]
return dW, dA.mean(axis=1, keepdims=True), self.W.T @ dA

# %% exercise="layer_backward" verdict="wrong" says="divide by m" note="the sum"
dZ = dA * self.slope(A)
return dZ @ A_prev.T, dZ.sum(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="keepdims" note="a flat db"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="not always that of the sigmoid"
dZ = dA * A * (1 - A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="belongs to sample i alone" note="1/m everywhere"
dZ = dA * self.slope(A) / dA.shape[1]
return dZ @ A_prev.T, dZ.sum(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="dZ comes first"
dZ = dA * self.slope(A)
return A_prev @ dZ.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="not of neurons"
dZ = dA * self.slope(A)
m = len(dZ)
return dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m, self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="go back from dZ"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dA

# %% exercise="layer_backward" verdict="wrong" says="your code raised"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W @ dZ

# %% exercise="layer_backward" verdict="wrong" says="three things" note="forgot dA_prev"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True)

# %% exercise="layer_backward" verdict="wrong" says="W after backward" note="updates at once"
dZ = dA * self.slope(A)
dW, db, back = dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dZ
self.W = self.W - 0.1 * dW
return dW, db, back

# %% exercise="layer_backward" verdict="wrong" says="dA after backward" note="in place"
dA *= self.slope(A)
return dA @ A_prev.T / dA.shape[1], dA.mean(axis=1, keepdims=True), self.W.T @ dA

# %% exercise="layer_backward" verdict="wrong" says="missing in db"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dA.mean(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="softmax" verdict="right" note="keepdims, and the log form"
Z = np.asarray(Z, dtype=float)
Z = Z - np.max(Z, axis=0, keepdims=True)
return np.exp(Z - np.log(np.sum(np.exp(Z), axis=0, keepdims=True)))

# %% exercise="softmax" verdict="right" note="a loop over the samples"
out = np.empty(Z.shape, dtype=float)
for i in range(Z.shape[1]):
    e = np.exp(Z[:, i] - max(Z[:, i]))
    out[:, i] = e / e.sum()
return out

# %% exercise="softmax" verdict="right" note="scipy"
import scipy.special

return scipy.special.softmax(Z, axis=0)

# %% exercise="softmax" verdict="right" note="torch"
import torch

return torch.softmax(torch.as_tensor(Z, dtype=torch.float64), dim=0).numpy()

# %% exercise="softmax" verdict="right" note="transposed and back, float32"
rows = Z.T.astype(np.float32)
e = np.exp(rows - rows.max(axis=1, keepdims=True))
return (e / e.sum(axis=1, keepdims=True)).T

# %% exercise="softmax" verdict="right" note="one over the sum of differences"
return np.array([1 / np.exp(np.clip(Z - row, None, 700)).sum(axis=0) for row in Z])

# %% exercise="softmax" verdict="wrong" says="subtract the largest logit" note="overflows"
return np.exp(Z) / np.exp(Z).sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="each column" note="one maximum for all"
powers = np.exp(Z - Z.max())
return powers / powers.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="down each column"
powers = np.exp(Z - Z.max(axis=1, keepdims=True))
return powers / powers.sum(axis=1, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="axis is missing" note="one sum for all"
powers = np.exp(Z - Z.max())
return powers / powers.sum()

# %% exercise="softmax" verdict="wrong" says="division by their sum is missing"
return np.exp(Z - Z.max(axis=0))

# %% exercise="softmax" verdict="wrong" says="softmax" note="no exponential"
return Z / Z.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="softmin"
powers = np.exp(Z.min(axis=0) - Z)
return powers / powers.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="changed" note="in place"
if Z.dtype.kind != "f":
    Z = Z.astype(float)
Z -= Z.max(axis=0)
return np.exp(Z) / np.exp(Z).sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="large logits" note="clips"
powers = np.exp(np.clip(Z, -20, 20) - 0.0)
powers[0] *= 1 + 1e-3 * (np.abs(Z[0]) > 20)
return powers / powers.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="softmax" note="a sigmoid for each"
return 1 / (1 + np.exp(-Z))

# %% exercise="propagate" verdict="right" note="formulas instead of the layer's method"
kept = [np.transpose(x)]
for number, layer in enumerate(self.layers, start=1):
    Z = layer.W @ kept[-1] + layer.b
    kept += [layer.activation(Z) if number < len(self.layers) else softmax(Z)]
return kept

# %% exercise="propagate" verdict="right" note="recursion"
def further(A, layers):
    A = layers[0].forward(A)
    return [softmax(A)] if len(layers) == 1 else [A, *further(A, layers[1:])]

return [x.T, *further(x.T, self.layers)]

# %% exercise="propagate" verdict="right" note="one sample at a time"
columns = []
for sample in x:
    A = [sample.reshape(-1, 1)]
    for layer in self.layers:
        A.append(layer.forward(A[-1]))
    A[-1] = softmax(A[-1])
    columns.append(A)
return [np.hstack(parts) for parts in zip(*columns)]

# %% exercise="propagate" verdict="right" note="a tuple, and a copy of the input"
A = x.T.copy()
kept = (A,)
for layer in self.layers[:-1]:
    A = layer.forward(A)
    kept = kept + (A,)
return kept + (softmax(self.layers[-1].forward(A)),)

# %% exercise="propagate" verdict="wrong" says="logits"
activations = [x.T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
return activations

# %% exercise="propagate" verdict="wrong" says="belongs to the list" note="the input is missing"
activations, A = [], x.T
for layer in self.layers:
    A = layer.forward(A)
    activations.append(A)
activations[-1] = softmax(A)
return activations

# %% exercise="propagate" verdict="wrong" says="your code raised" note="no transposition"
activations = [x]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="propagate" verdict="wrong" says="belongs to the list" note="the last only"
A = x.T
for layer in self.layers:
    A = layer.forward(A)
return softmax(A)

# %% exercise="propagate" verdict="wrong" says="belongs to the list" note="appends the softmax"
activations = [x.T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations.append(softmax(activations[-1]))
return activations

# %% exercise="propagate" verdict="wrong" says="A[1]" note="softmax in every layer"
activations = [x.T]
for layer in self.layers:
    activations.append(softmax(layer.forward(activations[-1])))
return activations

# %% exercise="propagate" verdict="wrong" says="A[1]" note="every layer gets the input" 
activations = [x.T]
for layer in self.layers:
    activations.append(softmax(layer.W @ activations[-1] + layer.b))
return activations

# %% exercise="propagate" verdict="wrong" says="no activation function but softmax" note="a sigmoid before the softmax"
activations = [x.T]
for layer in self.layers:
    Z = layer.W @ activations[-1] + layer.b
    activations.append(self.layers[0].activation(Z) if len(self.layers) > 1 else Z)
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="propagate" verdict="wrong" says="a sample in each" note="rows"
activations = [x.T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(activations[-1].T).T
return activations

# %% exercise="propagate" verdict="wrong" says="A[0]" note="normalizes on the side"
activations = [(x - x.mean()).T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="back_propagate" verdict="right" note="formulas, one-hot"
m = len(y)
one_hot = np.eye(len(activations[-1]))[:, y]
dZ, found = activations[-1] - one_hot, {}
for number in range(len(self.layers), 0, -1):
    A_prev = activations[number - 1]
    found[f"W{number}"] = dZ @ A_prev.T / m
    found[f"b{number}"] = dZ.sum(axis=1, keepdims=True) / m
    if number > 1:
        dZ = (self.layers[number - 1].W.T @ dZ) * self.layers[number - 2].slope(A_prev)
return found

# %% exercise="back_propagate" verdict="right" note="zip, backward"
dA = np.array(activations[-1])
for i, label in enumerate(y):
    dA[label, i] -= 1
gradients, number = {}, len(self.layers)
for layer, A_prev, A in zip(self.layers[::-1], activations[-2::-1], activations[:0:-1]):
    gradients[f"W{number}"], gradients[f"b{number}"], dA = layer.backward(dA, A_prev, A)
    number -= 1
return gradients

# %% exercise="back_propagate" verdict="right" note="recursion"
def back(number, dA):
    if number == 0:
        return {}
    dW, db, dA = self.layers[number - 1].backward(dA, activations[number - 1], activations[number])
    return {**back(number - 1, dA), f"W{number}": dW, f"b{number}": db}

error = activations[-1] - (np.arange(len(activations[-1]))[:, None] == y)
return back(len(self.layers), error)

# %% exercise="back_propagate" verdict="right" note="one_hot of the library"
from dlcourse.preparation import one_hot

dA = activations[-1] - one_hot(y, activations[-1].shape[0]).T
gradients = {}
for index in reversed(range(len(self.layers))):
    dW, db, dA = self.layers[index].backward(dA, activations[index], activations[index + 1])
    gradients.update({f"W{index + 1}": dW, f"b{index + 1}": db})
return dict(sorted(gradients.items()))

# %% exercise="back_propagate" verdict="right" note="another kind of dict"
from collections import OrderedDict

dA, gradients = np.copy(activations[-1]), OrderedDict()
dA[y, range(len(y))] -= 1
for number in range(len(self.layers), 0, -1):
    results = self.layers[number - 1].backward(dA, activations[number - 1], activations[number])
    gradients[f"W{number}"], gradients[f"b{number}"] = results[:2]
    dA = results[2]
return gradients

# %% exercise="back_propagate" verdict="wrong" says="the given A" note="in place"
dA = activations[-1]
dA[y, np.arange(len(y))] -= 1
gradients = {}
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="labels are missing"
dA, gradients = activations[-1].copy(), {}
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="true class of each sample" note="whole rows"
dA, gradients = activations[-1].copy(), {}
dA[y] -= 1
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="not Y − Ŷ"
dA, gradients = -activations[-1], {}
dA[y, np.arange(len(y))] += 1
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="divided by m twice"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
dA /= len(y)
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="names" note="stops before layer 1"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for number in range(len(self.layers), 1, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="names" note="counts from 0"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for number in reversed(range(len(self.layers))):
    dW, db, dA = self.layers[number].backward(dA, activations[number], activations[number + 1])
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="no factor Ŷ(1 − Ŷ)"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
dA *= activations[-1] * (1 - activations[-1])
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="W1" note="forgets the slopes of hidden layers"
dZ, gradients, m = activations[-1].copy(), {}, len(y)
dZ[y, np.arange(m)] -= 1
for number in range(len(self.layers), 0, -1):
    gradients[f"W{number}"] = dZ @ activations[number - 1].T / m
    gradients[f"b{number}"] = dZ.mean(axis=1, keepdims=True)
    dZ = self.layers[number - 1].W.T @ dZ
return gradients

# %% exercise="back_propagate" verdict="wrong" says="a dict" note="two lists"
dA, dWs, dbs = activations[-1].copy(), [], []
dA[y, np.arange(len(y))] -= 1
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    dWs.insert(0, dW)
    dbs.insert(0, db)
return dWs, dbs

# %% exercise="back_propagate" verdict="wrong" says="keeps its length" note="pops"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for number in range(len(self.layers), 0, -1):
    A = activations.pop()
    dW, db, dA = self.layers[number - 1].backward(dA, activations[-1], A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="step" verdict="right" note="the layers' attributes"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for number, layer in enumerate(network.layers, start=1):
    layer.W = layer.W - learning_rate * gradients[f"W{number}"]
    layer.b = layer.b - learning_rate * gradients[f"b{number}"]
return -np.mean(np.log(activations[-1][y, range(len(y))]))

# %% exercise="step" verdict="right" note="the cost first, by the network's method"
before = network.cost(x, y)
gradients = network.back_propagate(network.propagate(x), y)
parameters = network.parameters
for name in parameters:
    parameters[name] -= learning_rate * gradients[name]
return before

# %% exercise="step" verdict="right" note="slices"
activations = network.propagate(x)
cost = cross_entropy(activations[-1], y)
for name, gradient in network.back_propagate(activations, y).items():
    network.parameters[name][:] = network.parameters[name] - learning_rate * gradient
return cost

# %% exercise="step" verdict="right" note="np.subtract with out"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    np.subtract(array, learning_rate * gradients[name], out=array)
return float(cross_entropy(activations[-1], y))

# %% exercise="step" verdict="wrong" says="nothing changed"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name in gradients:
    network.parameters[name] = network.parameters[name] - learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="nothing changed" note="the loop variable"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array = array - learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="subtract it"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array += learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="cost after the step"
gradients = network.back_propagate(network.propagate(x), y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return network.cost(x, y)

# %% exercise="step" verdict="wrong" says="use the argument learning_rate"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array -= gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="do not divide by m"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name] / len(y)
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="b1" note="weights only"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    if name.startswith("W"):
        array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="return" note="no cost"
gradients = network.back_propagate(network.propagate(x), y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]

# %% exercise="step" verdict="wrong" says="W3" note="two layers only"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name in ("W1", "b1", "W2", "b2"):
    network.parameters[name][...] -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="the cost before it" note="the sum"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y) * len(y)

# %% exercise="train" verdict="right" note="without step"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = []
for epoch in range(epochs + 1):
    history.append(measure(network))
    if epoch == epochs:
        break
    for xb, yb in batches:
        gradients = network.back_propagate(network.propagate(xb), yb)
        for name in gradients:
            network.parameters[name][...] -= learning_rate * gradients[name]
return history

# %% exercise="train" verdict="right" note="own shuffling"
random = np.random.default_rng(seed)
history = [measure(network)]
while len(history) <= epochs:
    order = random.permutation(len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        step(network, x[rows], y[rows], learning_rate)
    history += [measure(network)]
return history

# %% exercise="train" verdict="right" note="a tuple"
batches = MiniBatches(x, y, batch_size=batch_size, shuffle=True, seed=seed)
history = (measure(network),)
for _ in range(epochs):
    costs = [step(network, *batch, learning_rate) for batch in batches]
    history += (measure(network),)
return history

# %% exercise="train" verdict="wrong" says="before the first step"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = []
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="a new order in each epoch" note="MiniBatches in the loop"
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in MiniBatches(x, y, batch_size, seed=seed):
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="hand the seed to MiniBatches"
batches = MiniBatches(x, y, batch_size)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="hand the seed to MiniBatches" note="nobody can repeat it"
history = [measure(network)]
for _ in range(epochs):
    order = np.random.default_rng().permutation(len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        step(network, x[rows], y[rows], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="a new order in each epoch" note="no shuffling"
batches = MiniBatches(x, y, batch_size, shuffle=False, seed=seed)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="inside the loop"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
    return history

# %% exercise="train" verdict="wrong" says="not after each batch"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
        history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="one step for each batch" note="the whole set at once"
history = [measure(network)]
for _ in range(epochs):
    step(network, x, y, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="batch size" note="drops what is left over"
random = np.random.default_rng(seed)
history = [measure(network)]
for _ in range(epochs):
    order = random.permutation(len(x))
    count = -(-len(x) // batch_size)
    for rows in np.array_split(order, count):
        step(network, x[rows], y[rows], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="shuffle x and y together"
random = np.random.default_rng(seed)
history = [measure(network)]
for _ in range(epochs):
    x, y = random.permutation(x), random.permutation(y)
    for start in range(0, len(x), batch_size):
        step(network, x[start : start + batch_size], y[start : start + batch_size], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="every sample once" note="draws with repetition"
random = np.random.default_rng(seed)
history = [measure(network)]
for _ in range(epochs):
    order = random.integers(len(x), size=len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        step(network, x[rows], y[rows], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="parentheses" note="measures nothing"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure)
return history

# %% exercise="layer_forward" verdict="right" note="one product, with a row of ones under the inputs"
m = A_prev.shape[1]
return self.activation(np.hstack([self.W, self.b]) @ np.vstack([A_prev, np.ones((1, m))]))

# %% exercise="layer_forward" verdict="right" note="a list of columns"
columns = [self.activation(self.W @ column[:, None] + self.b) for column in A_prev.T]
return np.concatenate(columns, axis=1)

# %% exercise="layer_forward" verdict="right" note="a sum over the inputs"
Z = sum(np.outer(w, a) for w, a in zip(self.W.T, A_prev))
return self.activation(np.repeat(self.b, A_prev.shape[1], axis=1) + Z)

# %% exercise="layer_forward" verdict="wrong" says="every row is off" note="one bias for all neurons"
return self.activation(self.W @ A_prev + self.b[0])

# %% exercise="layer_forward" verdict="wrong" says="after the product" note="activation of the inputs"
return self.W @ self.activation(A_prev) + self.b

# %% exercise="layer_forward" verdict="wrong" says="b after forward" note="adds into the bias"
self.b = self.b + self.W @ A_prev
return self.activation(self.b)

# %% exercise="layer_forward" verdict="wrong" says="A_prev after forward" note="centers its input in place"
Z = self.W @ A_prev + self.b
A_prev -= A_prev.mean()
return self.activation(Z)

# %% exercise="layer_forward" verdict="wrong" says="shape" note="squeezed"
return self.activation(np.squeeze(self.W @ A_prev + self.b))

# %% exercise="layer_backward" verdict="right" note="np.add.at and outer products"
m = dA.shape[1]
dW, db = np.zeros(self.W.shape), np.zeros(len(self.W))
dZ = self.slope(A) * dA
for i in range(m):
    dW += np.outer(dZ[:, i], A_prev[:, i])
rows = np.repeat(np.arange(len(dZ)), m)
np.add.at(db, rows, dZ.ravel())
return dW / m, db[:, np.newaxis] / m, np.einsum("jk,ji->ki", self.W, dZ)

# %% exercise="layer_backward" verdict="right" note="averages of stacked products"
dZ = dA * self.slope(A)
products = dZ[:, None, :] * A_prev[None, :, :]
return products.mean(axis=-1), dZ.mean(-1, keepdims=True), (self.W[:, :, None] * dZ[:, None]).sum(0)

# %% exercise="layer_backward" verdict="right" note="float32, and a column by indexing"
dZ = (dA * self.slope(A)).astype(np.float32)
dW = np.dot(dZ, A_prev.T.astype(np.float32)) / len(dZ.T)
return dW, np.average(dZ, axis=1)[:, None], np.dot(self.W.T.astype(np.float32), dZ)

# %% exercise="layer_backward" verdict="right" note="automatic derivatives of Z"
import torch

m = A.shape[1]
W, b, inputs = (torch.tensor(a, requires_grad=True) for a in (self.W, self.b, A_prev))
dZ = torch.tensor(dA * self.slope(A))
dW, db, back = torch.autograd.grad((W @ inputs + b), (W, b, inputs), grad_outputs=dZ)
return tuple(gradient.numpy() / factor for gradient, factor in ((dW, m), (db, m), (back, 1)))

# %% exercise="layer_backward" verdict="right" note="1/m on one factor"
dZ = np.array(dA)
dZ *= self.slope(A)
share = dZ / dZ.shape[1]
return share.dot(A_prev.transpose()), share.sum(1)[..., None], dZ.T.dot(self.W).T

# %% exercise="layer_backward" verdict="wrong" says="activations A, not Z" note="slope of Z"
dZ = dA * self.slope(self.W @ A_prev + self.b)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="the order of the results" note="db first"
dZ = dA * self.slope(A)
return dZ.mean(axis=1, keepdims=True), dZ @ A_prev.T / dZ.shape[1], self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="average over the batch" note="db is a sum"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.sum(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="axis=1" note="axis 0"
dZ = dA * self.slope(A)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=0, keepdims=True).T, self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="n − 1" note="m − 1"
dZ = dA * self.slope(A)
m = max(dZ.shape[1] - 1, 1)
return dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m, self.W.T @ dZ

# %% exercise="layer_backward" verdict="wrong" says="that layer's business" note="one more slope on the way back"
dZ = dA * self.slope(A)
back = self.W.T @ dZ * self.slope(A_prev)
return dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), back

# %% exercise="layer_backward" verdict="wrong" says="what came in" note="what went out"
dZ = dA * self.slope(A)
return dZ @ A.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True), self.W.T @ dZ

# %% exercise="softmax" verdict="right" note="logaddexp"
return np.exp(Z - np.logaddexp.reduce(Z.astype(float), axis=0))

# %% exercise="softmax" verdict="right" note="lists, converted at the end"
import math

columns = []
for column in Z.T.tolist():
    top = max(column)
    powers = [math.exp(z - top) for z in column]
    columns.append([power / sum(powers) for power in powers])
return np.array(columns).T


# %% exercise="softmax" verdict="right" note="apply_along_axis"
def one(z):
    e = np.exp(z - np.amax(z))
    return e / np.sum(e)


return np.apply_along_axis(one, 0, Z.astype(np.float64))

# %% exercise="softmax" verdict="right" note="einsum, a copy changed in place"
P = np.array(Z, dtype=float)
P -= P.max(axis=0, keepdims=True)
np.exp(P, out=P)
P /= np.einsum("ij->j", P)
return P

# %% exercise="softmax" verdict="right" note="a maximum by sorting, more than the maximum subtracted"
largest = np.sort(Z, axis=0)[-1]
powers = np.e ** (Z - largest - 1.0)
return powers / np.ones(len(Z)).dot(powers)

# %% exercise="softmax" verdict="wrong" says="largest logit" note="subtracts the mean"
powers = np.exp(Z - Z.mean(axis=0))
return powers / powers.sum(axis=0)

# %% exercise="softmax" verdict="wrong" says="whole numbers" note="an array of the dtype of Z"
out = np.zeros_like(Z)
for i in range(Z.shape[1]):
    powers = np.exp(Z[:, i] - Z[:, i].max())
    out[:, i] = powers / powers.sum()
return out

# %% exercise="softmax" verdict="wrong" says="down each column" note="guesses the axis by the shape"
axis = 0 if Z.shape[0] >= Z.shape[1] else 1
powers = np.exp(Z - Z.max(axis=axis, keepdims=True))
return powers / powers.sum(axis=axis, keepdims=True)

# %% exercise="softmax" verdict="wrong" says="transposed" note="rows, by habit"
powers = np.exp(Z.T - Z.T.max(axis=1, keepdims=True))
return powers / powers.sum(axis=1, keepdims=True)

# %% exercise="propagate" verdict="right" note="accumulate"
from itertools import accumulate

kept = list(accumulate(self.layers, lambda A, layer: layer.forward(A), initial=x.T))
return kept[:-1] + [softmax(kept[-1])]

# %% exercise="propagate" verdict="right" note="by the dict of parameters, torch at the end"
import torch

named, last = self.parameters, len(self.layers)
A = [torch.tensor(x).T]
for l in range(1, last + 1):
    Z = torch.tensor(named[f"W{l}"]) @ A[-1] + torch.tensor(named[f"b{l}"])
    if l == last:
        A.append(torch.softmax(Z, 0))
    else:
        A.append(torch.tensor(self.layers[l - 1].activation(Z.numpy())))
return [one.numpy() for one in A]


# %% exercise="propagate" verdict="right" note="a generator"
def outputs(A):
    yield A
    for layer in self.layers[:-1]:
        A = layer.forward(A)
        yield A
    yield softmax(self.layers[-1].forward(A))


return [*outputs(x.transpose())]

# %% exercise="propagate" verdict="right" note="float32"
A, kept = x.T.astype(np.float32), []
for layer in self.layers:
    kept.append(A)
    A = layer.forward(A)
kept.append(softmax(A).astype(np.float32))
return kept

# %% exercise="propagate" verdict="wrong" says="x.T" note="reshape in place of the transposition"
activations = [x.reshape(x.shape[1], x.shape[0])]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="propagate" verdict="wrong" says="softmax comes once" note="softmax twice"
activations = [x.T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(softmax(activations[-1]))
return activations

# %% exercise="propagate" verdict="wrong" says="your code raised" note="one hidden layer only"
h = self.layers[0].forward(x.T)
return [x.T, h, softmax(self.layers[-1].forward(h))]

# %% exercise="propagate" verdict="wrong" says="tanh is missing" note="keeps Z"
activations, A = [x.T], x.T
for layer in self.layers:
    Z = layer.W @ A + layer.b
    A = layer.activation(Z)
    activations.append(Z)
activations[-1] = softmax(Z)
return activations

# %% exercise="propagate" verdict="wrong" says="A[0] to A[" note="return in the loop"
activations = [x.T]
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
    activations[-1] = softmax(activations[-1])
    return activations

# %% exercise="propagate" verdict="wrong" says="given to propagate" note="standardizes the caller's samples"
activations = [x.T.copy()]
x -= x.mean(axis=0)
for layer in self.layers:
    activations.append(layer.forward(activations[-1]))
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="propagate" verdict="wrong" says="leaves the network as it is" note="spoils the biases"
activations = [x.T]
for layer in self.layers:
    Z = layer.W @ activations[-1]
    Z += layer.b
    layer.b = Z.mean(axis=1, keepdims=True)
    activations.append(layer.activation(Z))
activations[-1] = softmax(activations[-1])
return activations

# %% exercise="back_propagate" verdict="right" note="np.add.at, names afterwards"
dA = np.array(activations[-1], copy=True)
np.add.at(dA, (y, np.arange(y.size)), -1.0)
found = []
for layer, A_prev, A in reversed(list(zip(self.layers, activations[:-1], activations[1:]))):
    *pair, dA = layer.backward(dA, A_prev, A)
    found.insert(0, pair)
return {f"{kind}{l}": g for l, pair in enumerate(found, 1) for kind, g in zip("Wb", pair)}

# %% exercise="back_propagate" verdict="right" note="torch's one_hot"
import torch

hot = torch.nn.functional.one_hot(torch.tensor(y), len(activations[-1])).numpy().T
dA, gradients = activations[-1] - hot, {name: None for name in self.parameters}
for l, layer in reversed(list(enumerate(self.layers, start=1))):
    dW, db, dA = layer.backward(dA=dA, A_prev=activations[l - 1], A=activations[l])
    gradients |= {f"W{l}": dW, f"b{l}": db}
return gradients

# %% exercise="back_propagate" verdict="right" note="a while loop and float32"
error = activations[-1].astype(np.float32)
for i in range(len(y)):
    error[int(y[i])][i] -= 1
result, l = {}, len(self.layers)
while l:
    result["W" + str(l)], result["b" + str(l)], error = self.layers[l - 1].backward(
        error, activations[l - 1], activations[l]
    )
    l = l - 1
return result

# %% exercise="back_propagate" verdict="right" note="einsum, all formulas"
P, m = activations[-1], len(y)
dZ = np.where(np.arange(len(P))[:, None] == y[None, :], P - 1, P)
out = {}
for l in range(len(self.layers), 0, -1):
    out[f"b{l}"] = np.einsum("ji->j", dZ).reshape(-1, 1) / m
    out[f"W{l}"] = np.einsum("ji,ki->jk", dZ, activations[l - 1]) / m
    if l == 1:
        return out
    dZ = np.einsum("jk,ji->ki", self.layers[l - 1].W, dZ)
    dZ = dZ * self.layers[l - 2].slope(activations[l - 1])

# %% exercise="back_propagate" verdict="wrong" says="your code raised" note="one-hot by the largest label"
dA, gradients = activations[-1] - np.eye(y.max() + 1)[y].T, {}
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="for every layer" note="one hidden layer only"
dA, g = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
g["W2"], g["b2"], dA = self.layers[-1].backward(dA, activations[-2], activations[-1])
g["W1"], g["b1"], _ = self.layers[0].backward(dA, activations[0], activations[1])
return g

# %% exercise="back_propagate" verdict="wrong" says="W2: came the shape" note="numbered from the back"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for k, layer in enumerate(reversed(self.layers), start=1):
    dW, db, dA = layer.backward(dA, activations[-k - 1], activations[-k])
    gradients[f"W{k}"], gradients[f"b{k}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="makes no step" note="makes the step as well"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for number in range(len(self.layers), 0, -1):
    layer = self.layers[number - 1]
    dW, db, dA = layer.backward(dA, activations[number - 1], activations[number])
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
    layer.W -= 0.1 * dW
return gradients

# %% exercise="back_propagate" verdict="wrong" says="after the loop" note="return in the loop"
dA, gradients = activations[-1].copy(), {}
dA[y, np.arange(len(y))] -= 1
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
    return gradients

# %% exercise="step" verdict="right" note="layers in place"
A = network.propagate(x)
gradients = network.back_propagate(A, y)
for l, layer in enumerate(network.layers):
    layer.W -= learning_rate * gradients["W" + str(l + 1)]
    layer.b -= learning_rate * gradients["b" + str(l + 1)]
return np.array(cross_entropy(Y_hat=A[-1], y=y))

# %% exercise="step" verdict="right" note="torch computes the cost"
import torch

activations = network.propagate(x)
cost = torch.nn.functional.nll_loss(torch.tensor(activations[-1].T).log(), torch.tensor(y))
gradients = network.back_propagate(activations, y)
for name in gradients:
    np.add(network.parameters[name], -learning_rate * gradients[name], network.parameters[name])
return cost.item()

# %% exercise="step" verdict="right" note="a new forward pass for the gradients"
cost = cross_entropy(network.propagate(x)[-1], y)
gradients = network.back_propagate(network.propagate(x), y)
parameters = network.parameters
list(map(lambda name: parameters[name].__isub__(learning_rate * gradients[name]), gradients))
return cost

# %% exercise="step" verdict="wrong" says="all that propagate returned" note="hands on the samples, not the activations"
activations = network.propagate(x)
gradients = network.back_propagate(x, y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="all that propagate returned" note="hands on the probabilities only"
activations = network.propagate(x)
gradients = network.back_propagate(activations[-1], y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="all that propagate returned" note="order of the arguments"
activations = network.propagate(x)
gradients = network.back_propagate(y, activations)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="and the labels y" note="predictions in place of the labels"
activations = network.propagate(x)
gradients = network.back_propagate(activations, network.predict(x))
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="before the step" note="new gradients after each array"
cost = network.cost(x, y)
for name in network.parameters:
    gradients = network.back_propagate(network.propagate(x), y)
    network.parameters[name][...] -= learning_rate * gradients[name]
return cost

# %% exercise="step" verdict="wrong" says="this array did not move" note="the last layer is left out"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for number, layer in enumerate(network.layers[:-1], start=1):
    layer.W -= learning_rate * gradients[f"W{number}"]
    layer.b -= learning_rate * gradients[f"b{number}"]
return cross_entropy(activations[-1], y)

# %% exercise="step" verdict="wrong" says="this is the error rate"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
return float(np.mean(np.argmax(activations[-1], axis=0) != y))

# %% exercise="step" verdict="wrong" says="this array did not move" note="return in the loop"
activations = network.propagate(x)
gradients = network.back_propagate(activations, y)
for name, array in network.parameters.items():
    array -= learning_rate * gradients[name]
    return cross_entropy(activations[-1], y)

# %% exercise="train" verdict="right" note="a new object with a new seed in each epoch"
history = [measure(network)]
for epoch in range(epochs):
    for batch in MiniBatches(x, y, batch_size, seed=[seed, epoch]):
        step(network, *batch, learning_rate=learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="right" note="a comprehension over epochs"
batches = MiniBatches(x, y, batch_size, seed=seed)


def epoch():
    for xb, yb in batches:
        step(network=network, x=xb, y=yb, learning_rate=learning_rate)
    return measure(network)


return [measure(network)] + [epoch() for _ in range(epochs)]

# %% exercise="train" verdict="right" note="recursion"
batches = MiniBatches(x, y, batch_size, seed=seed)


def rest(left):
    now = [measure(network)]
    if left == 0:
        return now
    for xb, yb in batches:
        step(network, xb, yb, learning_rate)
    return now + rest(left - 1)


return rest(epochs)

# %% exercise="train" verdict="right" note="torch's loader of indices"
import torch

dice = torch.Generator().manual_seed(seed)
history = [measure(network)]
for _ in range(epochs):
    for rows in torch.randperm(len(x), generator=dice).split(batch_size):
        step(network, x[rows.numpy()], y[rows.numpy()], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="the given x" note="shuffles the caller's arrays"
random = np.random.default_rng(seed)
history = [measure(network)]
for _ in range(epochs):
    order = random.permutation(len(x))
    x[:], y[:] = x[order], y[order]
    for k in range(0, len(x), batch_size):
        step(network, x[k : k + batch_size], y[k : k + batch_size], learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="your code raised" note="float of what is measured"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [float(measure(network))]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(float(measure(network)))
return history

# %% exercise="train" verdict="wrong" says="append" note="extends the list"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = []
history += measure(network)
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history += measure(network)
return history

# %% exercise="train" verdict="wrong" says="hand the seed" note="a fixed seed"
batches = MiniBatches(x, y, batch_size, seed=0)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="also if it is smaller" note="drops the last batch"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        if len(x_batch) == batch_size:
            step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="an epoch too many" note="epochs + 1 epochs, not measured at the end"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = []
for _ in range(epochs + 1):
    history.append(measure(network))
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
return history

# %% exercise="train" verdict="wrong" says="not a copy" note="trains a copy"
import copy

trained = copy.copy(network)
trained.layers = [copy.deepcopy(layer) for layer in network.layers]
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(trained)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(trained, x_batch, y_batch, learning_rate)
    history.append(measure(trained))
return history

# %% exercise="train" verdict="wrong" says="what was measured" note="the rate shrinks"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(network)]
for epoch in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate / (epoch + 1))
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="never changes" note="forgets the step"
batches = MiniBatches(x, y, batch_size, seed=seed)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        gradients = network.back_propagate(network.propagate(x_batch), y_batch)
    history.append(measure(network))
return history

# %% exercise="train" verdict="wrong" says="a new order in each epoch" note="shuffled once, before the loop"
rows = np.random.default_rng(seed).permutation(len(x))
batches = MiniBatches(x[rows], y[rows], batch_size, shuffle=False)
history = [measure(network)]
for _ in range(epochs):
    for x_batch, y_batch in batches:
        step(network, x_batch, y_batch, learning_rate)
    history.append(measure(network))
return history

# %% exercise="layer_backward" verdict="wrong" says="counted twice" note="adds up over calls"
dZ = dA * self.slope(A)
if not hasattr(self, "dW"):
    self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
self.dW = self.dW + dZ @ A_prev.T / dZ.shape[1]
self.db = self.db + dZ.mean(axis=1, keepdims=True)
return self.dW, self.db, self.W.T @ dZ

# %% exercise="back_propagate" verdict="wrong" says="y holds class numbers" note="Ŷ − y, literally"
dA, gradients = activations[-1] - y, {}
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients

# %% exercise="back_propagate" verdict="wrong" says="gets the dA" note="dA is not handed on"
dA, gradients, m = activations[-1].copy(), {}, len(y)
dA[y, np.arange(m)] -= 1
for number in range(len(self.layers), 0, -1):
    A_prev, A = activations[number - 1], activations[number]
    start = dA if number == len(self.layers) else A
    dW, db, _ = self.layers[number - 1].backward(start, A_prev, A)
    gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
return gradients
