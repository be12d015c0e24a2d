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

# %% exercise="softmax" verdict="wrong" says="not one for all"
powers = np.exp(Z - Z.max())
return powers / powers.sum()

# %% exercise="softmax" verdict="wrong" says="softmax" note="no division"
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
