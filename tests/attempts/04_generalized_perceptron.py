# %% [markdown]
# Right and wrong answers to the exercises of unit 4.

# %% exercise="sigmoid" verdict="right" note="two branches with a mask"
z = np.asarray(z, dtype=float)
out = np.empty_like(z)
positive = z >= 0
out[positive] = 1 / (1 + np.exp(-z[positive]))
e = np.exp(z[~positive])
out[~positive] = e / (1 + e)
return out

# %% exercise="sigmoid" verdict="right" note="by way of tanh"
return 0.5 * (1 + np.tanh(np.asarray(z) / 2))

# %% exercise="sigmoid" verdict="right" note="recursion, one number at a time"
if np.ndim(z) > 0:
    return np.array([sigmoid(one) for one in z])
if z < 0:
    return 1 - sigmoid(-z)
return 1 / (1 + np.exp(-z))

# %% exercise="sigmoid" verdict="right" note="torch inside"
import torch

return torch.sigmoid(torch.as_tensor(z, dtype=torch.float64)).numpy()

# %% exercise="sigmoid" verdict="right" note="scipy"
from scipy.special import expit

return expit(z)

# %% exercise="sigmoid" verdict="right" note="math.exp and vectorize"
import math

def one(t):
    if t >= 0:
        return 1.0 / (1.0 + math.exp(-t))
    return math.exp(t) / (1.0 + math.exp(t))

return np.vectorize(one, otypes=[float])(z)

# %% exercise="sigmoid" verdict="right" note="limits far outside what matters"
return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

# %% exercise="sigmoid" verdict="right" note="one line without a case"
return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))

# %% exercise="sigmoid" verdict="right" note="logaddexp"
return np.exp(-np.logaddexp(0, -np.asarray(z)))

# %% exercise="sigmoid" verdict="right" note="float32"
z = np.asarray(z, dtype=np.float32)
small = np.exp(-abs(z))
return np.where(z < 0, small, np.float32(1)) / (1 + small)

# %% exercise="sigmoid" verdict="right" note="warns of an overflow, but its values are right"
return 1 / (1 + np.exp(-z))

# %% exercise="sigmoid" verdict="wrong" says="not finite" note="the other naive form"
return np.exp(z) / (1 + np.exp(z))

# %% exercise="sigmoid" verdict="right" note="np.where computes both, picks the right one"
return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))

# %% exercise="sigmoid" verdict="wrong" says="the sign of z"
return 1 / (1 + np.exp(z))

# %% exercise="sigmoid" verdict="wrong" says="brackets"
return 1 / 1 + np.exp(-z)

# %% exercise="sigmoid" verdict="wrong" says="numerator is e^z"
return 1 / (1 + np.exp(-np.abs(z)))

# %% exercise="sigmoid" verdict="wrong" says="tanh"
return np.tanh(z)

# %% exercise="sigmoid" verdict="wrong" says="cut z off" note="clips too early"
return 1 / (1 + np.exp(-np.clip(z, -10, 10)))

# %% exercise="sigmoid" verdict="wrong" says="integer array" note="works on floats only"
z = np.asarray(z)
out = np.zeros_like(z)
out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
return out

# %% exercise="sigmoid" verdict="wrong" says="changed" note="turns the sign in place"
if np.ndim(z) == 0:
    return np.exp(min(z, 0)) / (1 + np.exp(-abs(z)))
positive = z >= 0
z[positive] *= -1
return np.where(positive, 1, np.exp(z)) / (1 + np.exp(z))

# %% exercise="sigmoid" verdict="wrong" says="return" note="forgot the return"
1 / (1 + np.exp(-np.abs(z)))

# %% exercise="sigmoid" verdict="wrong" says="step"
return (np.asarray(z) > 0) * 0.5 + (np.asarray(z) >= 0) * 0.5

# %% exercise="sigmoid" verdict="wrong" says="sigmoid of" note="only one dimension"
return np.array([np.exp(min(t, 0)) / (1 + np.exp(-abs(t))) for t in np.ravel(z)])

# %% exercise="predict" verdict="right" note="loop over the samples"
out = []
for sample in x:
    z = b
    for value, weight in zip(sample, w):
        z += value * weight
    out.append(z)
return activation(np.array(out))

# %% exercise="predict" verdict="right" note="einsum"
return activation(np.einsum("ij,j->i", x, w) + b)

# %% exercise="predict" verdict="right" note="one sample at a time"
return np.array([activation(np.dot(w, row) + b) for row in x])

# %% exercise="predict" verdict="right" note="the bias as a weight"
wide = np.hstack([x, np.ones((len(x), 1))])
return activation(wide @ np.append(w, b))

# %% exercise="predict" verdict="right" note="broadcasting"
return activation((x * w).sum(axis=1) + b)

# %% exercise="predict" verdict="right" note="column and back"
z = x.dot(w.reshape(-1, 1)) + b
return activation(z.ravel())

# %% exercise="predict" verdict="right" note="float32"
return activation((x.astype(np.float32) @ w.astype(np.float32) + np.float32(b)))

# %% exercise="predict" verdict="wrong" says="bias b is missing"
return activation(x @ w)

# %% exercise="predict" verdict="wrong" says="use the argument activation"
return 1 / (1 + np.exp(-(x @ w + b)))

# %% exercise="predict" verdict="wrong" says="activation comes last"
return activation(x @ w) + b

# %% exercise="predict" verdict="wrong" says="z → 10z" note="the activation is not called"
return x @ w + b

# %% exercise="predict" verdict="wrong" says="shape" note="a column"
return activation((x @ w + b).reshape(-1, 1))

# %% exercise="predict" verdict="wrong" says="number" note="only one sample"
return activation(x[0] @ w + b)

# %% exercise="predict" verdict="wrong" says="changed" note="scales its input in place"
x *= w
return activation(x.sum(axis=1) + b)

# %% exercise="predict" verdict="wrong" says="not the decisions" note="decides"
return (activation(x @ w + b) >= 0.5) * 1.0

# %% exercise="predict" verdict="wrong" says="not subtracted" note="subtracts the bias like a threshold"
return activation(x @ w - b)

# %% exercise="predict" verdict="wrong" says="your code raised" note="wrong order"
return activation(w @ x + b)

# %% exercise="predict" verdict="wrong" says="as many samples as features" note="guesses the order"
if x.shape[0] == len(w):
    return activation(x.T @ w + b)
return activation(x @ w + b)

# %% exercise="predict" verdict="wrong" says="batch of one" note="squeezes"
return activation(np.squeeze(x) @ w + b)

# %% exercise="mse_cost" verdict="right" note="loop"
total = 0
for i in range(len(y)):
    total += (y_hat[i] - y[i]) ** 2
return total / (2 * len(y))

# %% exercise="mse_cost" verdict="right" note="norm"
return np.linalg.norm(y_hat - y) ** 2 / 2 / y.size

# %% exercise="mse_cost" verdict="right" note="dot product"
error = y - y_hat
return 0.5 * np.dot(error, error) / error.shape[0]

# %% exercise="mse_cost" verdict="right" note="torch"
import torch

return torch.nn.functional.mse_loss(torch.tensor(y_hat), torch.tensor(y).double()).item() / 2

# %% exercise="mse_cost" verdict="right" note="float32"
return np.float32(0.5) * np.square(y_hat.astype(np.float32) - y).mean(dtype=np.float32)

# %% exercise="mse_cost" verdict="right" note="sklearn"
from sklearn.metrics import mean_squared_error

return mean_squared_error(y, y_hat) * 0.5

# %% exercise="mse_cost" verdict="wrong" says="factor 1/2 is missing"
return np.mean((y_hat - y) ** 2)

# %% exercise="mse_cost" verdict="wrong" says="average over the batch"
return np.sum((y_hat - y) ** 2) / 2

# %% exercise="mse_cost" verdict="wrong" says="average over the batch, with"
return np.sum((y_hat - y) ** 2)

# %% exercise="mse_cost" verdict="wrong" says="square each difference first"
return np.mean(y_hat - y) ** 2 / 2

# %% exercise="mse_cost" verdict="wrong" says="do not take their size" note="absolute error"
return np.mean(np.abs(y_hat - y)) / 2

# %% exercise="mse_cost" verdict="wrong" says="number" note="one value a sample"
return (y_hat - y) ** 2 / 2

# %% exercise="mse_cost" verdict="wrong" says="seven samples" note="m is hard-coded"
return np.sum((y_hat - y) ** 2) / 6

# %% exercise="mse_cost" verdict="wrong" says="changed" note="in place"
y_hat -= y
return np.mean(y_hat**2) / 2

# %% exercise="mse_cost" verdict="wrong" says="seven samples" note="rounds"
return round(float(np.mean((y_hat - y) ** 2) / 2), 3)

# %% exercise="mse_cost" verdict="wrong" says="no root" note="mixes up 1/2 with a power"
return np.mean((y_hat - y) ** 2) ** 0.5

# %% exercise="mse_gradient" verdict="right" note="einsum"
delta = (y_hat - y) * y_hat * (1 - y_hat) / y.shape[0]
return np.einsum("i,ij->j", delta, x), delta.sum()

# %% exercise="mse_gradient" verdict="right" note="loop"
m, n = x.shape
grad_w, grad_b = np.zeros(n), 0.0
for i in range(m):
    delta = (y_hat[i] - y[i]) * y_hat[i] * (1 - y_hat[i])
    grad_w += delta * x[i] / m
    grad_b += delta / m
return grad_w, grad_b

# %% exercise="mse_gradient" verdict="right" note="broadcasting"
delta = (y_hat - y) * (y_hat - y_hat**2)
return np.mean(delta[:, None] * x, axis=0), delta.mean()

# %% exercise="mse_gradient" verdict="right" note="the bias as a weight"
delta = (y_hat - y) * y_hat * (1 - y_hat)
full = np.c_[x, np.ones(len(x))].T @ delta / len(x)
return full[:-1], full[-1]

# %% exercise="mse_gradient" verdict="right" note="a list of two"
delta = np.multiply(np.subtract(y_hat, y), y_hat * (1 - y_hat))
return [delta @ x / delta.size, float(sum(delta)) / delta.size]

# %% exercise="mse_gradient" verdict="right" note="torch autograd through the logit"
import torch

p = torch.tensor(y_hat, requires_grad=True)
cost = ((p - torch.tensor(y)) ** 2).mean() / 2
cost.backward()
delta = p.grad.numpy() * y_hat * (1 - y_hat)
return x.T @ delta, delta.sum()

# %% exercise="mse_gradient" verdict="right" note="float32"
x32, p = x.astype(np.float32), y_hat.astype(np.float32)
delta = (p - y.astype(np.float32)) * p * (1 - p)
return x32.T @ delta / np.float32(len(y)), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="average over the batch"
error = y_hat - y
return x.T @ (error * y_hat * (1 - y_hat)), np.sum(error * y_hat * (1 - y_hat))

# %% exercise="mse_gradient" verdict="wrong" says="for the bias too"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.sum()

# %% exercise="mse_gradient" verdict="wrong" says="factor ŷ(1 − ŷ) is missing"
error = y_hat - y
return x.T @ error / len(y), error.mean()

# %% exercise="mse_gradient" verdict="wrong" says="sign"
delta = (y - y_hat) * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="cancel"
delta = 2 * (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="not by 2m"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / (2 * len(y)), delta.mean() / 2

# %% exercise="mse_gradient" verdict="wrong" says="missing in the bias"
error = y_hat - y
return x.T @ (error * y_hat * (1 - y_hat)) / len(y), error.mean()

# %% exercise="mse_gradient" verdict="wrong" says="two results" note="glued together"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return np.append(x.T @ delta / len(y), delta.mean())

# %% exercise="mse_gradient" verdict="wrong" says="two results" note="forgot the bias"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / len(y)

# %% exercise="mse_gradient" verdict="wrong" says="one entry for each weight" note="the mean over the wrong axis"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return (delta[:, None] * x).mean(axis=1), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="number, wanted an array" note="the mean over both axes"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return np.mean(delta[:, None] * x), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="multiply first" note="products of means"
error, slope = y_hat - y, y_hat * (1 - y_hat)
return x.T @ (error * slope) / len(y), error.mean() * slope.mean()

# %% exercise="mse_gradient" verdict="wrong" says="changed" note="in place"
y_hat -= y
delta = y_hat * (y_hat + y) * (1 - y_hat - y)
return x.T @ delta / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="as many samples as weights" note="guesses"
delta = (y_hat - y) * y_hat * (1 - y_hat)
product = x @ delta if x.shape[0] == x.shape[1] else x.T @ delta
return product / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="not by n" note="divides by n"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / x.shape[1], delta.sum() / x.shape[1]

# %% exercise="mse_gradient" verdict="wrong" says="not always 3" note="m is hard-coded"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / 3, delta.sum() / 3

# %% exercise="mse_gradient" verdict="wrong" says="not σ(ŷ)" note="the sigmoid of the output"
delta = (y_hat - y) * sigmoid(y_hat) * (1 - sigmoid(y_hat))
return x.T @ delta / len(y), delta.mean()

# %% exercise="train" verdict="right" note="while loop and copies"
w = np.array(w, dtype=float)
costs = []
while len(costs) < epochs:
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs += [float(cost)]
    w -= learning_rate * np.asarray(grad_w)
    b -= learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="right" note="an array of costs"
costs = np.zeros(epochs)
for epoch in range(epochs):
    results = objective(x, y, w, b)
    costs[epoch] = results[0]
    w, b = w - learning_rate * results[1], b - learning_rate * results[2]
return w, b, costs

# %% exercise="train" verdict="right" note="recursion"
cost, grad_w, grad_b = objective(x, y, w, b)
w, b = w - learning_rate * grad_w, b - learning_rate * grad_b
if epochs == 1:
    return w, b, [cost]
w, b, costs = train(x, y, w, b, objective, epochs=epochs - 1, learning_rate=learning_rate)
return w, b, [cost] + costs

# %% exercise="train" verdict="right" note="one vector for all parameters"
theta, costs = np.append(w, b), []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, theta[:-1], theta[-1])
    costs.append(cost)
    theta = theta - learning_rate * np.append(grad_w, grad_b)
return theta[:-1], theta[-1], costs

# %% exercise="train" verdict="right" note="calls the objective twice as often as needed"
costs = []
for _ in range(epochs):
    costs.append(objective(x, y, w, b)[0])
    _, grad_w, grad_b = objective(x, y, w, b)
    w = w + (-learning_rate) * grad_w
    b = b + (-learning_rate) * grad_b
return [w, b, costs]

# %% exercise="train" verdict="right" note="a tuple of costs"
costs = ()
for _ in range(epochs):
    cost, *gradient = objective(x=x, y=y, w=w, b=b)
    costs = (*costs, cost)
    w, b = (value - learning_rate * slope for value, slope in zip((w, b), gradient))
return w, b, costs

# %% exercise="train" verdict="wrong" says="not after it"
costs = []
cost, grad_w, grad_b = objective(x, y, w, b)
for _ in range(epochs):
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
return w, b, costs

# %% exercise="train" verdict="wrong" says="changed" note="changes the start weights"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w -= learning_rate * grad_w
    b -= learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="subtract it" note="uphill"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w + learning_rate * grad_w
    b = b + learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="from the old w and b" note="not from the old values"
costs = []
for _ in range(epochs):
    costs.append(objective(x, y, w, b)[0])
    w = w - learning_rate * objective(x, y, w, b)[1]
    b = b - learning_rate * objective(x, y, w, b)[2]
return w, b, costs

# %% exercise="train" verdict="wrong" says="inside the loop" note="return in the loop"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
    return w, b, costs

# %% exercise="train" verdict="wrong" says="off by one" note="one epoch too few"
costs = []
for _ in range(1, epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="one cost too many"
costs = [objective(x, y, w, b)[0]]
for _ in range(epochs):
    _, grad_w, grad_b = objective(x, y, w, b)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
    costs.append(objective(x, y, w, b)[0])
return w, b, costs

# %% exercise="train" verdict="wrong" says="not a fixed number" note="a fixed learning rate"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - 0.5 * grad_w
    b = b - 0.5 * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="costs of three epochs" note="a fixed number of epochs"
costs = []
for _ in range(500):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="handed in" note="starts at zero"
w, b, costs = np.zeros(x.shape[1]), 0.0, []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="not the last cost"
for _ in range(epochs):
    costs, grad_w, grad_b = objective(x, y, w, b)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="both be updated" note="the bias stays behind"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
return w, b, costs

# %% exercise="train" verdict="wrong" says="also when the cost rises" note="stops when it gets worse"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    if costs and cost > costs[-1]:
        break
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="after the last step" note="returns the best weights"
costs, best = [], (np.inf, w, b)
for _ in range(epochs + 1):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    best = min(best, (cost, w, b), key=lambda entry: entry[0])
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return best[1], best[2], costs[:-1]

# %% exercise="train" verdict="wrong" says="do not divide by m" note="divides by m once more"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w / len(y)
    b = b - learning_rate * grad_b / len(y)
return w, b, costs

# %% exercise="train" verdict="wrong" says="three results"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b

# %% exercise="train" verdict="wrong" says="costs" note="stops early when little changes"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    if np.max(np.abs(learning_rate * grad_w)) < 0.3:
        break
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="never updated" note="the gradient of the start"
cost, grad_w, grad_b = objective(x, y, w, b)
costs = []
for _ in range(epochs):
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="misclassified" verdict="right" note="list comprehension, a list"
return [i for i in range(len(y)) if (1 if y_hat[i] >= 0.5 else 0) != y[i]]

# %% exercise="misclassified" verdict="right" note="np.where"
decision = np.where(y_hat < 0.5, 0, 1)
return np.where(decision != y)[0]

# %% exercise="misclassified" verdict="right" note="argwhere and ravel"
return np.argwhere((y_hat >= 0.5).astype(int) - y).ravel()

# %% exercise="misclassified" verdict="right" note="a mask over the indices"
return np.arange(len(y))[(y_hat >= 0.5) ^ (y == 1)]

# %% exercise="misclassified" verdict="right" note="floor"
return np.nonzero(np.floor(y_hat + 0.5) != y)[0]

# %% exercise="misclassified" verdict="right" note="loop, an array even when empty"
wrong = []
for i, (p, label) in enumerate(zip(y_hat, y)):
    if (label == 1 and p < 0.5) or (label == 0 and p >= 0.5):
        wrong.append(i)
return np.array(wrong, dtype=int)

# %% exercise="misclassified" verdict="right" note="an empty array of floats when none"
return np.array([i for i in range(len(y)) if (y_hat[i] >= 0.5) != y[i]])

# %% exercise="misclassified" verdict="wrong" says="np.where returns a tuple"
return np.where((y_hat >= 0.5) != y)

# %% exercise="misclassified" verdict="wrong" says="indices are wanted"
return (y_hat >= 0.5) != y

# %% exercise="misclassified" verdict="wrong" says="samples that are right"
return np.flatnonzero((y_hat >= 0.5) == y)

# %% exercise="misclassified" verdict="wrong" says="not their number"
return np.sum((y_hat >= 0.5) != y)

# %% exercise="misclassified" verdict="wrong" says="exactly 0.5 counts as class 1"
return np.flatnonzero((y_hat > 0.5) != y)

# %% exercise="misclassified" verdict="wrong" says="exactly 0.5 counts as class 1" note="rounds to even"
return np.flatnonzero(np.round(y_hat) != y)

# %% exercise="misclassified" verdict="wrong" says="np.argwhere"
return np.argwhere((y_hat >= 0.5) != y)

# %% exercise="misclassified" verdict="wrong" says="not the outputs"
return y_hat[(y_hat >= 0.5) != y]

# %% exercise="misclassified" verdict="wrong" says="not ŷ itself" note="never equal"
return np.flatnonzero(y_hat != y)

# %% exercise="misclassified" verdict="wrong" says="only 0.5 away" note="a distance of more than one half"
return np.flatnonzero(np.abs(y_hat - y) > 0.5)

# %% exercise="misclassified" verdict="wrong" says="though 0.5 away" note="a distance of one half is always wrong"
return np.flatnonzero(np.abs(y_hat - y) >= 0.5)

# %% exercise="misclassified" verdict="wrong" says="both classes" note="one class only"
return np.flatnonzero((y_hat >= 0.5) > y)

# %% exercise="misclassified" verdict="wrong" says="forty samples" note="in descending order of ŷ"
wrong = np.flatnonzero((y_hat >= 0.5) != y)
return wrong[np.argsort(y_hat[wrong])]

# %% exercise="misclassified" verdict="wrong" says="changed" note="overwrites the outputs"
y_hat[:] = y_hat >= 0.5
return np.flatnonzero(y_hat != y)

# %% exercise="cross_entropy_cost" verdict="right" note="picks the probability of the truth"
p = np.where(y == 1, y_hat, 1 - y_hat)
return np.mean(-np.log(np.clip(p, eps, 1 - eps)))

# %% exercise="cross_entropy_cost" verdict="right" note="loop"
total = 0.0
for p, label in zip(y_hat, y):
    p = min(max(p, eps), 1 - eps)
    total -= np.log(p) if label else np.log(1 - p)
return total / len(y)

# %% exercise="cross_entropy_cost" verdict="right" note="dot products"
p = np.minimum(np.maximum(y_hat, eps), 1 - eps)
return -(y @ np.log(p) + (1 - y) @ np.log1p(-p)) / len(y)

# %% exercise="cross_entropy_cost" verdict="right" note="only the lower limit, for both halves"
first, second = np.maximum(y_hat, eps), np.maximum(1 - y_hat, eps)
return -np.mean(y * np.log(first) + (1 - y) * np.log(second))

# %% exercise="cross_entropy_cost" verdict="right" note="torch"
import torch

p = torch.clamp(torch.tensor(y_hat), eps, 1 - eps)
return torch.nn.functional.binary_cross_entropy(p, torch.tensor(y).double()).item()

# %% exercise="cross_entropy_cost" verdict="right" note="masks and sums"
p = y_hat.copy()
p[p < eps] = eps
p[p > 1 - eps] = 1 - eps
return -(np.log(p[y == 1]).sum() + np.log(1 - p[y == 0]).sum()) / y.size

# %% exercise="cross_entropy_cost" verdict="right" note="likelihood to the power of the label"
p = np.clip(y_hat, eps, 1 - eps)
return -np.average(np.log(p**y * (1 - p) ** (1 - y)))

# %% exercise="cross_entropy_cost" verdict="right" note="sklearn, labels named"
from sklearn.metrics import log_loss

return log_loss(y, np.clip(y_hat, eps, 1 - eps), labels=[0, 1])

# %% exercise="cross_entropy_cost" verdict="wrong" says="sign"
p = np.clip(y_hat, eps, 1 - eps)
return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="average over the batch"
p = np.clip(y_hat, eps, 1 - eps)
return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="samples with y = 0 are missing"
return -np.mean(y * np.log(np.clip(y_hat, eps, 1 - eps)))

# %% exercise="cross_entropy_cost" verdict="wrong" says="natural log"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="natural log"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean(y * np.log10(p) + (1 - y) * np.log10(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="labels are swapped"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean((1 - y) * np.log(p) + y * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="clip the outputs before" note="no clipping"
return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))

# %% exercise="cross_entropy_cost" verdict="wrong" says="use the argument eps"
p = np.clip(y_hat, 1e-7, 1 - 1e-7)
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="do not add eps"
return -np.mean(y * np.log(y_hat + eps) + (1 - y) * np.log(1 - y_hat + eps))

# %% exercise="cross_entropy_cost" verdict="wrong" says="changed" note="clips in place"
np.clip(y_hat, eps, 1 - eps, out=y_hat)
return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))

# %% exercise="cross_entropy_cost" verdict="wrong" says="this is the squared error" note="a squared error"
return np.mean((y_hat - y) ** 2)

# %% exercise="cross_entropy_cost" verdict="wrong" says="number" note="one value a sample"
p = np.clip(y_hat, eps, 1 - eps)
return -(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="no factor 1/2 here"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / 2

# %% exercise="cross_entropy_cost" verdict="wrong" says="plus between" note="minus between the halves"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="two samples that are wrong" note="nan to 0"
with np.errstate(all="ignore"):
    cost = -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return np.mean(np.nan_to_num(cost, posinf=0.0))

# %% exercise="cross_entropy_cost" verdict="wrong" says="wrong with certainty" note="only below"
p = np.maximum(y_hat, eps)
with np.errstate(all="ignore"):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="not over each class" note="per class averages"
p = np.clip(y_hat, eps, 1 - eps)
first = -np.log(p[y == 1]).mean() if (y == 1).any() else 0.0
second = -np.log(1 - p[y == 0]).mean() if (y == 0).any() else 0.0
return (first + second) / 2

# %% exercise="cross_entropy_gradient" verdict="right" note="einsum"
error = (y_hat - y) / len(x)
return np.einsum("i,ij->j", error, x), error.sum()

# %% exercise="cross_entropy_gradient" verdict="right" note="loop"
grad_w, grad_b = np.zeros(x.shape[1]), 0
for row, label, p in zip(x, y, y_hat):
    grad_w = grad_w + (p - label) * row
    grad_b = grad_b + (p - label)
return grad_w / len(y), grad_b / len(y)

# %% exercise="cross_entropy_gradient" verdict="right" note="difference of two class sums"
m = y.shape[0]
return (y_hat @ x - y @ x) / m, (y_hat.sum() - y.sum()) / m

# %% exercise="cross_entropy_gradient" verdict="right" note="broadcasting and average"
error = np.subtract(y_hat, y)
return np.average(x * error[:, np.newaxis], axis=0), np.average(error)

# %% exercise="cross_entropy_gradient" verdict="right" note="the bias as a weight"
full = np.column_stack([x, np.ones(len(x))]).T.dot(y_hat - y) / len(y)
return full[:-1], float(full[-1])

# %% exercise="cross_entropy_gradient" verdict="right" note="torch"
import torch

error = torch.tensor(y_hat) - torch.tensor(y)
return (torch.tensor(x).T @ error / len(y)).numpy(), error.mean().item()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="ŷ(1 − ŷ) is gone"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="average over the batch"
return x.T @ (y_hat - y), np.sum(y_hat - y)

# %% exercise="cross_entropy_gradient" verdict="wrong" says="for the bias too"
return x.T @ (y_hat - y) / len(y), np.sum(y_hat - y)

# %% exercise="cross_entropy_gradient" verdict="wrong" says="sign"
return x.T @ (y - y_hat) / len(y), np.mean(y - y_hat)

# %% exercise="cross_entropy_gradient" verdict="wrong" says="no factor 1/2 here"
return x.T @ (y_hat - y) / (2 * len(y)), np.mean(y_hat - y) / 2

# %% exercise="cross_entropy_gradient" verdict="wrong" says="not finite" note="divides by 0"
with np.errstate(all="ignore"):
    outer = -y / y_hat + (1 - y) / (1 - y_hat)
    delta = outer * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="0 and 1" note="clips and divides"
p = np.clip(y_hat, 1e-7, 1 - 1e-7)
delta = (p - y) / (p * (1 - p)) * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="cancelled by the slope" note="the factor is not undone"
delta = (y_hat - y) / (y_hat * (1 - y_hat))
return x.T @ delta / len(y), delta.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="two results"
return x.T @ (y_hat - y) / len(y)

# %% exercise="cross_entropy_gradient" verdict="wrong" says="not the decisions" note="decides first"
error = (y_hat >= 0.5) - y
return x.T @ error / len(y), error.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="keeps its sign" note="loses the sign"
error = np.abs(y_hat - y)
return x.T @ error / len(y), error.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="one entry for each weight" note="the wrong axis"
error = y_hat - y
return (x * error[:, None]).mean(axis=1), error.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="changed" note="in place"
y_hat -= y
return x.T @ y_hat / len(y), y_hat.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="number" note="the bias as an array"
error = y_hat - y
return x.T @ error / len(y), error

# %% exercise="sigmoid" verdict="right" note="a decorator of one's own against warnings, torch for arrays"
import torch

out = torch.sigmoid(torch.from_numpy(np.atleast_1d(np.asarray(z, dtype=float))))
return out.numpy().reshape(np.shape(z))

# %% exercise="sigmoid" verdict="right" note="long doubles"
big = np.asarray(z, dtype=np.longdouble)
return (1 / (1 + np.exp(-big))).astype(float)

# %% exercise="cross_entropy_cost" verdict="right" note="xlogy and float32"
from scipy.special import xlog1py, xlogy

p = np.clip(y_hat.astype(np.float32), np.float32(eps), np.float32(1 - eps))
return -np.mean(xlogy(y, p) + xlog1py(1 - y, -p))

# %% exercise="train" verdict="right" note="float32 all the way"
w, b = w.astype(np.float32), np.float32(b)
costs = []
for epoch in range(1, epochs + 1):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = np.subtract(w, learning_rate * grad_w, dtype=np.float32)
    b = np.float32(b - learning_rate * grad_b)
return w, b, costs

# %% exercise="train" verdict="wrong" says="bowl" note="one mean slope for all weights"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * np.mean(grad_w)
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="costs of three epochs" note="a learning rate that decays"
costs = []
for epoch in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate / (1 + epoch) * grad_w
    b = b - learning_rate / (1 + epoch) * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="b at the bottom" note="the slope of w for b"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_w.sum()
return w, b, costs

# %% exercise="cross_entropy_cost" verdict="wrong" says="not finite" note="clips only from below"
p = np.clip(y_hat, eps, 1)
with np.errstate(all="ignore"):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="predict" verdict="wrong" says="came" note="sums everything"
return activation(np.sum(x * w) + b)

# %% exercise="cross_entropy_gradient" verdict="right" note="clips without harm"
error = np.clip(y_hat, 1e-9, 1 - 1e-9) - y
return error @ x / error.size, error.sum() / error.size

# %% exercise="sigmoid" verdict="right" note="softmax of z and 0"
from scipy.special import softmax

z = np.asarray(z, dtype=float)
return softmax(np.stack([z, np.zeros_like(z)], axis=-1), axis=-1)[..., 0]

# %% exercise="sigmoid" verdict="right" note="in place on an array of its own"
out = np.array(z, dtype=np.float64)
np.negative(out, out=out)
np.exp(out, out=out)
out += 1
return np.reciprocal(out, out=out)

# %% exercise="sigmoid" verdict="wrong" says="your code raised" note="if on an array"
if z >= 0:
    return 1 / (1 + np.exp(-z))
return np.exp(z) / (1 + np.exp(z))

# %% exercise="predict" verdict="right" note="np.add.at"
z = np.full(x.shape[0], b, dtype=float)
rows, _ = np.indices(x.shape)
np.add.at(z, rows.ravel(), (x * w).ravel())
return activation(z)

# %% exercise="predict" verdict="wrong" says="however large" note="cuts off the logits"
return activation(np.clip(x @ w + b, -500, 500))

# %% exercise="predict" verdict="wrong" says="not averaged"
return activation((x * w).mean(axis=1) + b)

# %% exercise="predict" verdict="wrong" says="cut" note="the dtype of the samples"
z = np.zeros(len(x), dtype=x.dtype)
z[:] = x @ w + b
return activation(z)

# %% exercise="mse_cost" verdict="right" note="variance and squared mean"
error = y_hat - y
return (np.var(error) + np.mean(error) ** 2) / 2

# %% exercise="mse_cost" verdict="right" note="one class after the other"
return (np.sum((1 - y_hat[y == 1]) ** 2) + np.sum(y_hat[y == 0] ** 2)) / len(y) * 0.5

# %% exercise="mse_cost" verdict="wrong" says="multiplied by the batch size" note="/ 2 * m"
return np.sum((y_hat - y) ** 2) / 2 * len(y)

# %% exercise="mse_cost" verdict="wrong" says="subtract first" note="a difference of squares"
return np.mean(y_hat**2 - y**2) / 2

# %% exercise="mse_cost" verdict="wrong" says="decisions" note="rounds the outputs"
return np.mean((np.round(y_hat) - y) ** 2) / 2

# %% exercise="mse_cost" verdict="wrong" says="// in place of /"
return np.sum((y_hat - y) ** 2) // (2 * len(y))

# %% exercise="mse_cost" verdict="wrong" says="variance"
return np.var(y_hat - y) / 2

# %% exercise="mse_cost" verdict="wrong" says="inside the loop"
total = 0
for i in range(len(y)):
    total += (y_hat[i] - y[i]) ** 2
    return total / (2 * len(y))

# %% exercise="mse_gradient" verdict="right" note="two matrices, the slope on a diagonal"
slope = y_hat * (1 - y_hat)
return x.T @ np.diag(slope) @ (y_hat - y) / y.size, (y_hat - y) @ slope / y.size

# %% exercise="mse_gradient" verdict="wrong" says="around 1 − ŷ" note="a product before the difference"
delta = (y_hat - y) * y_hat * 1 - y_hat
return x.T @ delta / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="around ŷ − y" note="a product before the difference"
delta = y_hat - y * y_hat * (1 - y_hat)
return x.T @ delta / len(y), delta.mean()

# %% exercise="mse_gradient" verdict="wrong" says="comes first"
delta = (y_hat - y) * y_hat * (1 - y_hat)
return delta.mean(), x.T @ delta / len(y)

# %% exercise="mse_gradient" verdict="wrong" says="axis of length 1 too many" note="a column"
delta = ((y_hat - y) * y_hat * (1 - y_hat)).reshape(-1, 1)
return x.T @ delta / len(y), delta.mean()

# %% exercise="train" verdict="right" note="a generator of steps"
def walk(w, b):
    for _ in range(epochs):
        cost, grad_w, grad_b = objective(x, y, w, b)
        w, b = w - learning_rate * grad_w, b - learning_rate * grad_b
        yield cost, w, b


steps = list(walk(w, b))
return steps[-1][1], steps[-1][2], [step[0] for step in steps]

# %% exercise="train" verdict="wrong" says="where little changes" note="stops at a tiny gradient"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    if np.linalg.norm(grad_w) < 1e-8:
        break
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return w, b, costs

# %% exercise="train" verdict="wrong" says="w, b, costs" note="another order of the results"
costs = []
for _ in range(epochs):
    cost, grad_w, grad_b = objective(x, y, w, b)
    costs.append(cost)
    w = w - learning_rate * grad_w
    b = b - learning_rate * grad_b
return costs, w, b

# %% exercise="misclassified" verdict="right" note="sets, sorted"
decided = {i for i, p in enumerate(y_hat) if p >= 0.5}
labeled = {i for i, label in enumerate(y) if label == 1}
return sorted(decided ^ labeled)

# %% exercise="misclassified" verdict="wrong" says="index 0" note="index 0 counts as false"
return [i for i in np.arange(len(y)) * ((y_hat >= 0.5) != y) if i]

# %% exercise="misclassified" verdict="wrong" says="return" note="nothing to return when nothing is wrong"
wrong = np.flatnonzero((y_hat >= 0.5) != y)
if len(wrong):
    return wrong

# %% exercise="misclassified" verdict="wrong" says="nothing is wrong" note="−1 when nothing is wrong"
wrong = np.flatnonzero((y_hat >= 0.5) != y)
return wrong if len(wrong) else np.array([-1])

# %% exercise="misclassified" verdict="wrong" says="astype(int) cuts off"
return np.flatnonzero(y_hat.astype(int) != y)

# %% exercise="misclassified" verdict="wrong" says="not the labels"
return y[(y_hat >= 0.5) != y]

# %% exercise="cross_entropy_cost" verdict="right" note="back to logits"
p = np.clip(y_hat, eps, 1 - eps)
z = np.log(p / (1 - p))
return np.mean(np.logaddexp(0, z) - y * z)

# %% exercise="cross_entropy_cost" verdict="wrong" says="add up logs" note="the log of a product that becomes 0"
p = np.clip(y_hat, eps, 1 - eps)
with np.errstate(all="ignore"):
    return -np.log(np.prod(np.where(y == 1, p, 1 - p))) / len(y)

# %% exercise="cross_entropy_cost" verdict="wrong" says="not only 0 and 1"
p = y_hat.copy()
p[p == 0] = eps
p[p == 1] = 1 - eps
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="around 1 − y"
p = np.clip(y_hat, eps, 1 - eps)
return -np.mean(y * np.log(p) + 1 - y * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="only the last sample"
for p, label in zip(np.clip(y_hat, eps, 1 - eps), y):
    total = -(label * np.log(p) + (1 - label) * np.log(1 - p))
return total / len(y)

# %% exercise="cross_entropy_cost" verdict="wrong" says="a limit of your own"
p = np.clip(y_hat, 1e-15, 1 - 1e-15)
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_cost" verdict="wrong" says="inside the range" note="squeezes instead of clipping"
p = eps + (1 - 2 * eps) * y_hat
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% exercise="cross_entropy_gradient" verdict="right" note="a running mean"
grad_w, grad_b = 0.0, 0.0
for i in range(len(y)):
    error = y_hat[i] - y[i]
    grad_w = grad_w + (error * x[i] - grad_w) / (i + 1)
    grad_b = grad_b + (error - grad_b) / (i + 1)
return grad_w, grad_b

# %% exercise="cross_entropy_gradient" verdict="wrong" says="not its square"
error = (y_hat - y) ** 2
return x.T @ error / len(y), error.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="comes first"
error = y_hat - y
return error.mean(), x.T @ error / len(y)

# %% exercise="cross_entropy_gradient" verdict="wrong" says="as many samples as weights" note="guesses the order"
error = y_hat - y
return (x @ error if len(x) == 5 == x.shape[1] else x.T @ error) / len(y), error.mean()

# %% exercise="cross_entropy_gradient" verdict="wrong" says="a single weight" note="squeezes a column"
error = (y_hat - y).reshape(-1, 1)
return np.squeeze(x.T @ error) / len(y), error.mean()
