# %% [markdown]
# Right and wrong answers to the exercises of unit 3.

# %% exercise="derivative" verdict="right" note="one line after the other"
right, left = f(x + h), f(x - h)
rise = right - left
run = (x + h) - (x - h)
return rise / run

# %% exercise="derivative" verdict="right" note="the mean of both one-sided slopes"
forward = (f(x + h) - f(x)) / h
backward = (f(x) - f(x - h)) / h
return 0.5 * (forward + backward)

# %% exercise="derivative" verdict="right" note="half of each"
return 0.5 / h * f(x + h) - 0.5 / h * f(x - h)

# %% exercise="derivative" verdict="right" note="numpy inside"
ends = np.array([x - h, x + h])
values = np.array([f(float(end)) for end in ends])
return float(np.diff(values)[0] / np.diff(ends)[0])

# %% exercise="derivative" verdict="wrong" says="look at both sides"
return (f(x + h) - f(x)) / h

# %% exercise="derivative" verdict="wrong" says="look at both sides"
return (f(x) - f(x - h)) / h

# %% exercise="derivative" verdict="wrong" says="divide by 2h, not by h"
return (f(x + h) - f(x - h)) / h

# %% exercise="derivative" verdict="wrong" says="brackets"
return (f(x + h) - f(x - h)) / 2 * h

# %% exercise="derivative" verdict="wrong" says="h that is handed in"
return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5

# %% exercise="derivative" verdict="wrong" says="sign"
return (f(x - h) - f(x + h)) / (2 * h)

# %% exercise="derivative" verdict="wrong" says="divide the difference"
return f(x + h) - f(x - h)

# %% exercise="derivative" verdict="wrong" says="slope of x³" note="the function of the text"
return -np.exp(-x) + 2 * x

# %% exercise="derivative" verdict="wrong" says="return" note="no return"
slope = (f(x + h) - f(x - h)) / (2 * h)

# %% exercise="derivative" verdict="right" note="np.gradient, which takes central differences inside"
return np.gradient(np.array([f(x - h), f(x), f(x + h)]), h)[1]

# %% exercise="derivative" verdict="right" note="np.polyfit through two points"
return np.polyfit([-h, h], [f(x - h), f(x + h)], 1)[0]

# %% exercise="derivative" verdict="wrong" says="not h/2" note="half of the distance"
return (f(x + h / 2) - f(x - h / 2)) / h

# %% exercise="derivative" verdict="wrong" says="whole number" note="whole numbers"
return (f(x + h) - f(x - h)) // (2 * h)

# %% exercise="gradient_descent" verdict="right" note="while loop"
path = [x]
while len(path) <= steps:
    path.append(path[-1] - learning_rate * slope(path[-1]))
return path

# %% exercise="gradient_descent" verdict="right" note="an array that is filled"
path = np.zeros(steps + 1)
path[0] = x
for k in range(1, steps + 1):
    path[k] = path[k - 1] - learning_rate * slope(path[k - 1])
return path

# %% exercise="gradient_descent" verdict="right" note="recursion"
if steps == 0:
    return [x]
following = x + (-learning_rate) * slope(x)
return [x] + gradient_descent(slope, following, learning_rate=learning_rate, steps=steps - 1)

# %% exercise="gradient_descent" verdict="right" note="a tuple"
path = (float(x),)
for k in range(steps):
    path += (path[k] - learning_rate * slope(path[k]),)
return path

# %% exercise="gradient_descent" verdict="wrong" says="subtract it" note="uphill"
path = [x]
for _ in range(steps):
    x = x + learning_rate * slope(x)
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="begins with the start"
path = []
for _ in range(steps):
    x = x - learning_rate * slope(x)
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="after the last step is missing"
path = []
for _ in range(steps):
    path.append(x)
    x = x - learning_rate * slope(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="not only its end"
for _ in range(steps):
    x = x - learning_rate * slope(x)
return x

# %% exercise="gradient_descent" verdict="wrong" says="inside the loop"
path = [x]
for _ in range(steps):
    x = x - learning_rate * slope(x)
    path.append(x)
    return path

# %% exercise="gradient_descent" verdict="wrong" says="use the learning rate"
path = [x]
for _ in range(steps):
    x = x - slope(x)
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="anew at each place"
path, s = [x], slope(x)
for _ in range(steps):
    x = x - learning_rate * s
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="not just its sign"
path = [x]
for _ in range(steps):
    x = x - learning_rate * np.sign(slope(x))
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="never updated"
path = [x]
for _ in range(steps):
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="make all the steps" note="stops when the slope grows"
path = [x]
for _ in range(steps):
    new = x - learning_rate * slope(x)
    if abs(slope(new)) > abs(slope(x)):
        break
    x = new
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="right" note="itertools.accumulate"
from itertools import accumulate

return list(accumulate(range(steps), lambda place, _: place - learning_rate * slope(place), initial=x))

# %% exercise="gradient_descent" verdict="right" note="a generator"
def places(place):
    yield place
    for _ in range(steps):
        place -= learning_rate * slope(place)
        yield place

return [*places(x)]

# %% exercise="gradient_descent" verdict="wrong" says="make all the steps" note="stops where it is flat"
path = [x]
for _ in range(steps):
    if abs(slope(x)) < 1e-3:
        break
    x = x - learning_rate * slope(x)
    path.append(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="whole number" note="whole numbers"
path = np.zeros(steps + 1, dtype=int)
path[0] = x
for k in range(steps):
    path[k + 1] = path[k] - learning_rate * slope(path[k])
return path

# %% exercise="gradient_descent" verdict="wrong" says="record the places"
path = []
for k in range(steps + 1):
    path.append(slope(x))
    x = x - learning_rate * slope(x)
return path

# %% exercise="gradient_descent" verdict="wrong" says="axis 1 is left over" note="a list of pairs"
path = [(0, x)]
for k in range(steps):
    x = x - learning_rate * slope(x)
    path.append((k + 1, x))
return path

# %% exercise="minimize" verdict="right" note="while loop, a list of rows"
path = [theta.copy()]
grad = gradient(theta)
while len(path) <= max_steps and np.sqrt(np.sum(grad**2)) > tolerance:
    path.append(path[-1] - learning_rate * grad)
    grad = gradient(path[-1])
return path

# %% exercise="minimize" verdict="right" note="a copy changed in place, copies kept"
theta = np.array(theta, dtype=float)
path = np.array([theta])
for _ in range(max_steps):
    grad = np.asarray(gradient(theta.copy()))
    if grad @ grad <= tolerance**2:
        return path
    theta -= learning_rate * grad
    path = np.vstack([path, theta])
return path

# %% exercise="minimize" verdict="right" note="math"
import math

path = [np.array(theta)]
for step in range(max_steps):
    grad = gradient(path[-1])
    if math.hypot(*grad) <= tolerance:
        break
    path.append(np.array([t - learning_rate * s for t, s in zip(path[-1], grad)]))
return np.stack(path)

# %% exercise="minimize" verdict="right" note="recursion"
grad = gradient(theta)
if max_steps == 0 or np.linalg.norm(grad) <= tolerance:
    return [theta]
settings = {"learning_rate": learning_rate, "tolerance": tolerance, "max_steps": max_steps - 1}
return [theta, *minimize(gradient, theta - learning_rate * grad, **settings)]

# %% exercise="minimize" verdict="wrong" says="changed" note="in place"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    theta -= learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="same array" note="in place, after a copy"
theta = theta.copy()
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    theta -= learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="not by the length of the step" note="the rule of the notes"
path = [theta]
for _ in range(max_steps):
    step = learning_rate * gradient(theta)
    if np.linalg.norm(step) <= tolerance:
        break
    theta = theta - step
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="largest entry"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.max(np.abs(grad)) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="root of the sum of squares"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.sum(grad**2) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="root of the sum of squares" note="the sum of the entries"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.sum(np.abs(grad)) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="stop rule is missing"
path = [theta]
for _ in range(max_steps):
    theta = theta - learning_rate * gradient(theta)
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="before a further step" note="looks after the step, so one too many"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    theta = theta - learning_rate * grad
    path.append(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="wrong way round"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) >= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="not only its end"
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    theta = theta - learning_rate * grad
return theta

# %% exercise="minimize" verdict="wrong" says="negative" note="max without abs"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(np.maximum(grad, 0)) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="no step is needed" note="a step at the start in any case"
path = [theta, theta - learning_rate * gradient(theta)]
while len(path) <= max_steps and np.linalg.norm(gradient(path[-1])) > tolerance:
    path.append(path[-1] - learning_rate * gradient(path[-1]))
return np.array(path)

# %% exercise="minimize" verdict="right" note="lists, a sum by hand, for and else"
path = [theta.tolist()]
for _ in range(max_steps):
    g = [float(v) for v in gradient(np.array(path[-1]))]
    if sum(v * v for v in g) ** 0.5 > tolerance:
        path.append([t - learning_rate * v for t, v in zip(path[-1], g)])
    else:
        break
return path

# %% exercise="minimize" verdict="right" note="an array that is filled and cut"
path = np.empty((max_steps + 1, theta.size))
path[0], k = theta, 0
while k < max_steps:
    g = gradient(path[k])
    if np.sqrt(np.dot(g, g)) <= tolerance:
        break
    path[k + 1] = path[k] - learning_rate * g
    k += 1
return path[: k + 1]

# %% exercise="minimize" verdict="right" note="a generator and vstack, copies of a place changed in place"
def walk():
    place = theta.astype(float)
    yield place.copy()
    for _ in range(max_steps):
        g = gradient(place)
        if np.einsum("i,i", g, g) ** 0.5 <= tolerance:
            return
        place -= np.multiply(learning_rate, g)
        yield place.copy()

return np.vstack(list(walk()))

# %% exercise="minimize" verdict="wrong" says="<=, not <" note="< in place of <="
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) < tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="not of their mean"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.sqrt(np.mean(grad**2)) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="belongs to the path" note="the last place is lost"
path = []
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    path.append(theta)
    theta = theta - learning_rate * grad
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="subtract it" note="uphill"
path = [theta]
for _ in range(max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    theta = theta + learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="max_steps" note="while True"
path = [theta]
while np.linalg.norm(gradient(path[-1])) > tolerance and len(path) < 1000:
    path.append(path[-1] - learning_rate * gradient(path[-1]))
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="one less" note="a range that starts at 1"
path = [theta]
for _ in range(1, max_steps):
    grad = gradient(theta)
    if np.linalg.norm(grad) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="minimize" verdict="wrong" says="anew at each place" note="the gradient of the start throughout"
path, grad = [theta], gradient(theta)
for _ in range(max_steps):
    if np.linalg.norm(grad) <= tolerance:
        break
    theta = theta - learning_rate * grad
    path.append(theta)
return np.array(path)

# %% exercise="mse_objective" verdict="right" note="loop"
m, n = x.shape
cost, grad_w, grad_b = 0.0, np.zeros(n), 0.0
for i in range(m):
    error = np.dot(w, x[i]) + b - y[i]
    cost += error**2 / (2 * m)
    grad_w += error * x[i] / m
    grad_b += error / m
return cost, grad_w, grad_b

# %% exercise="mse_objective" verdict="right" note="torch autograd"
import torch

w_t = torch.tensor(w, requires_grad=True)
b_t = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
cost = ((torch.tensor(x) @ w_t + b_t - torch.tensor(y)) ** 2).mean() / 2
cost.backward()
return cost.item(), w_t.grad.numpy(), b_t.grad.item()

# %% exercise="mse_objective" verdict="right" note="einsum, a list, the error the other way round"
error = y - b - np.einsum("ij,j->i", x, w)
m = x.shape[0]
return [0.5 / m * error @ error, -np.einsum("i,ij->j", error, x) / m, -error.sum() / m]

# %% exercise="mse_objective" verdict="right" note="the bias as a weight"
wide = np.hstack([x, np.ones((len(x), 1))])
error = wide @ np.append(w, b) - y
grad = wide.T @ error / len(x)
return np.linalg.norm(error) ** 2 / (2 * len(x)), grad[:-1], grad[-1]

# %% exercise="mse_objective" verdict="wrong" says="factor 1/2 is missing"
error = x @ w + b - y
return np.mean(error**2), x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="average over the samples"
error = x @ w + b - y
return np.sum(error**2) / 2, x.T @ error, np.sum(error)

# %% exercise="mse_objective" verdict="wrong" says="average over the samples" note="the gradient is a sum"
error = x @ w + b - y
return np.mean(error**2) / 2, x.T @ error, np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="cancel"
error = x @ w + b - y
return np.mean(error**2) / 2, 2 * x.T @ error / len(y), 2 * np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="the error is ŷ − y"
error = y - (x @ w + b)
return np.mean(error**2) / 2, x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="bias b is missing"
error = x @ w - y
return np.mean(error**2) / 2, x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="not by n"
error = x @ w + b - y
return np.mean(error**2) / 2, x.T @ error / x.shape[1], np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="for the bias too"
error = x @ w + b - y
return np.mean(error**2) / 2, x.T @ error / len(y), np.sum(error)

# %% exercise="mse_objective" verdict="wrong" says="three results"
error = x @ w + b - y
return x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="square each error first"
error = x @ w + b - y
return np.mean(error) ** 2 / 2, x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="samples are the rows" note="the matrix the other way round, where it fits"
error = x @ w + b - y
product = x @ error if x.shape[0] == x.shape[1] else x.T @ error
return np.mean(error**2) / 2, product / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="changed" note="in place"
y -= x @ w + b
return np.mean(y**2) / 2, -x.T @ y / len(y), -np.mean(y)

# %% exercise="mse_objective" verdict="right" note="float32"
x, y, w = (a.astype(np.float32) for a in (x, y, w))
error = x @ w + np.float32(b) - y
return (error**2).mean() / 2, (x * error[:, None]).mean(axis=0), error.mean()

# %% exercise="mse_objective" verdict="right" note="columns"
column = x @ w.reshape(-1, 1) + b - y.reshape(-1, 1)
m = x.shape[0]
return (column.T @ column).item() / (2 * m), (x.T @ column).ravel() / m, column.mean().item()

# %% exercise="mse_objective" verdict="right" note="np.add.at"
grad_w, e = np.zeros(len(w)), np.inner(x, w) + b - y
np.add.at(grad_w, np.tile(np.arange(len(w)), len(x)), (x * e[:, np.newaxis]).ravel())
return np.var(e) / 2 + e.mean() ** 2 / 2, grad_w / len(x), e.sum() / len(x)

# %% exercise="mse_objective" verdict="wrong" says="each ŷ met each y" note="a column meets a row"
error = x @ w.reshape(-1, 1) + b - y
return np.mean(error**2) / 2, x.T @ error.mean(axis=1) / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="shape" note="grad_w as a column"
error = x @ w + b - y
return np.mean(error**2) / 2, x.T @ error[:, None] / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="no root" note="the root of the mean"
error = x @ w + b - y
return np.sqrt(np.mean(error**2)), x.T @ error / len(y), np.mean(error)

# %% exercise="mse_objective" verdict="wrong" says="grad_w of three" note="the two gradients swapped"
error = x @ w + b - y
return np.mean(error**2) / 2, np.mean(error), x.T @ error / len(y)

# %% exercise="mse_objective" verdict="wrong" says="2m" note="the 1/2 in the gradient too"
error = x @ w + b - y
return np.mean(error**2) / 2, x.T @ error / (2 * len(y)), np.mean(error) / 2

# %% exercise="mae_loss" verdict="right" note="loop"
cost, grad = 0.0, []
for p, t in zip(y_hat, y):
    cost += abs(p - t) / len(y)
    grad.append((1 if p > t else -1 if p < t else 0) / len(y))
return cost, np.array(grad)

# %% exercise="mae_loss" verdict="right" note="torch autograd"
import torch

p = torch.tensor(y_hat, requires_grad=True)
cost = torch.nn.functional.l1_loss(p, torch.tensor(y))
cost.backward()
return cost.item(), p.grad.numpy()

# %% exercise="mae_loss" verdict="right" note="comparisons"
above, below = y_hat > y, y_hat < y
cost = (np.sum(y_hat[above] - y[above]) + np.sum(y[below] - y_hat[below])) / y.size
return [cost, (above.astype(float) - below) / y.size]

# %% exercise="mae_loss" verdict="right" note="float32"
error = (y_hat - y).astype(np.float32)
return np.abs(error).mean(), np.sign(error) / np.float32(len(error))

# %% exercise="mae_loss" verdict="wrong" says="average over the samples" note="the slides' code"
return np.sum(np.abs(y_hat - y)), np.sign(y_hat - y)

# %% exercise="mae_loss" verdict="wrong" says="divide by m here too"
return np.mean(np.abs(y_hat - y)), np.sign(y_hat - y)

# %% exercise="mae_loss" verdict="wrong" says="not e itself"
error = y_hat - y
return np.mean(np.abs(error)), error / len(y)

# %% exercise="mae_loss" verdict="wrong" says="the sign"
return np.mean(np.abs(y_hat - y)), np.sign(y - y_hat) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="counts as 0"
return np.mean(np.abs(y_hat - y)), np.where(y_hat >= y, 1, -1) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="counts as 0, not −1/m"
return np.mean(np.abs(y_hat - y)), np.where(y_hat > y, 1, -1) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="0/0" note="e / |e|"
error = y_hat - y
return np.mean(np.abs(error)), error / np.abs(error) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="before the mean"
return np.abs(np.mean(y_hat - y)), np.sign(y_hat - y) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="not the square"
return np.mean((y_hat - y) ** 2), np.sign(y_hat - y) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="two results"
return np.mean(np.abs(y_hat - y))

# %% exercise="mae_loss" verdict="wrong" says="changed"
y_hat -= y
return np.mean(np.abs(y_hat)), np.sign(y_hat) / len(y)

# %% exercise="mae_loss" verdict="right" note="sklearn and np.where"
from sklearn.metrics import mean_absolute_error

m = len(y)
grad = np.where(y_hat > y, 1 / m, np.where(y_hat < y, -1 / m, 0.0))
return mean_absolute_error(y, y_hat), grad

# %% exercise="mae_loss" verdict="right" note="e / |e| where that goes"
e = y_hat - y
grad = np.divide(e, np.abs(e), out=np.zeros(len(e)), where=e != 0)
return np.linalg.norm(e, 1) / len(e), grad / len(e)

# %% exercise="mae_loss" verdict="right" note="math.copysign"
import math

grad = np.array([math.copysign(1, p - t) if p != t else 0 for p, t in zip(y_hat, y)])
return math.fsum(abs(p - t) for p, t in zip(y_hat, y)) / len(y), grad / len(y)

# %% exercise="mae_loss" verdict="wrong" says="number" note="one price for each sample"
e = y_hat - y
return np.abs(e), np.sign(e) / len(y)

# %% exercise="mae_loss" verdict="wrong" says="whole number" note="whole numbers"
e = y_hat - y
return np.mean(np.abs(e)), np.sign(e).astype(int) // len(y)

# %% exercise="mae_loss" verdict="wrong" says="eight predictions" note="always three samples"
e = y_hat - y
return np.abs(e).sum() / 3, np.sign(e) / 3

# %% exercise="mae_loss" verdict="wrong" says="measured" note="rounds the kink off"
e = y_hat - y
return np.mean(np.abs(e)), np.clip(e, -0.5, 0.5) / 0.5 / len(y)

# %% exercise="hinge_loss" verdict="right" note="loop"
cost, grad = 0.0, np.zeros(len(z))
for i in range(len(z)):
    if y[i] * z[i] < 1:
        cost += 1 - y[i] * z[i]
        grad[i] = -y[i] / len(z)
return cost / len(z), grad

# %% exercise="hinge_loss" verdict="right" note="torch autograd"
import torch

score = torch.tensor(z, requires_grad=True)
cost = torch.relu(1 - torch.tensor(y) * score).mean()
cost.backward()
return cost.item(), score.grad.numpy()

# %% exercise="hinge_loss" verdict="right" note="a mask"
inside = (y * z < 1).astype(float)
return np.mean(inside * (1 - y * z)), -inside * y / y.size

# %% exercise="hinge_loss" verdict="right" note="clip"
losses = np.clip(1 - np.multiply(z, y), 0, None)
return losses.sum() / losses.shape[0], -np.sign(losses) * y / losses.shape[0]

# %% exercise="hinge_loss" verdict="wrong" says="average over the samples"
missing = np.maximum(0, 1 - y * z)
return np.sum(missing), np.where(missing > 0, -y, 0)

# %% exercise="hinge_loss" verdict="wrong" says="cut each loss off at 0"
return np.mean(1 - y * z), -y / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="your code raised" note="np.max as in the slides"
missing = np.max(0, 1 - y * z)
return np.mean(missing), np.where(missing > 0, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="not −y·z" note="the loss of the perceptron"
missing = np.maximum(0, -y * z)
return np.mean(missing), np.where(missing > 0, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="does not pull"
return np.mean(np.maximum(0, 1 - y * z)), -y / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="divide by m here too"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(missing > 0, -y, 0)

# %% exercise="hinge_loss" verdict="wrong" says="the sign"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(missing > 0, y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="margin below 1 pull too"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(y * z < 0, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="exactly 1"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(y * z <= 1, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="z drops out"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(missing > 0, -y * z, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="−y, not −1"
missing = np.maximum(0, 1 - y * z)
return np.mean(missing), np.where(missing > 0, -1.0, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="largest loss"
missing = np.maximum(0, 1 - y * z)
return np.max(missing), np.where(missing > 0, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="right" note="the absolute value in place of a maximum"
short = 1 - z * y
return 0.5 * np.mean(short + np.abs(short)), np.heaviside(short, 0.0) * y / -len(y)

# %% exercise="hinge_loss" verdict="right" note="both classes apart"
up, down = y > 0, y < 0
cost = np.sum(np.clip(1 - z[up], 0, None)) + np.sum(np.clip(1 + z[down], 0, None))
grad = np.zeros(z.shape)
grad[up & (z < 1)], grad[down & (z > -1)] = -1, 1
return cost / z.size, grad / z.size

# %% exercise="hinge_loss" verdict="wrong" says="makes whole numbers" note="an array of whole numbers"
short = np.maximum(0, 1 - y * z)
grad = np.zeros_like(y)
grad[short > 0] = -y[short > 0] / len(y)
return np.mean(short), grad

# %% exercise="hinge_loss" verdict="wrong" says="also those that cost nothing" note="over those that cost something"
short = np.maximum(0, 1 - y * z)
k = max(1, np.count_nonzero(short))
return np.sum(short) / k, np.where(short > 0, -y, 0) / k

# %% exercise="hinge_loss" verdict="wrong" says="already" note="labels 0 and 1"
t = 2 * y - 1
short = np.maximum(0, 1 - t * z)
return np.mean(short), np.where(short > 0, -t, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="changed" note="in place"
z *= y
short = np.maximum(0, 1 - z)
return np.mean(short), np.where(short > 0, -y, 0) / len(y)

# %% exercise="hinge_loss" verdict="wrong" says="not only the decision" note="labels belong to the decision"
decided = np.where(z >= 0, 1, -1)
short = np.maximum(0, 1 - y * decided)
return np.mean(short), np.where(short > 0, -y, 0) / len(y)

# %% exercise="binary_cross_entropy" verdict="right" note="loop"
import math

cost, grad = 0.0, []
for p, label in zip(y_hat, y):
    cost -= math.log(p) if label == 1 else math.log(1 - p)
    grad.append((-1 / p if label == 1 else 1 / (1 - p)) / len(y))
return cost / len(y), np.array(grad)

# %% exercise="binary_cross_entropy" verdict="right" note="torch autograd"
import torch

p = torch.tensor(y_hat, requires_grad=True)
cost = torch.nn.functional.binary_cross_entropy(p, torch.tensor(y, dtype=torch.float64))
cost.backward()
return cost, p.grad

# %% exercise="binary_cross_entropy" verdict="right" note="the probability of the truth"
truth = np.where(y == 1, y_hat, 1 - y_hat)
return -np.log(truth).mean(), np.where(y == 1, -1, 1) / truth / y.size

# %% exercise="binary_cross_entropy" verdict="right" note="two fractions, clipped far out"
p = np.clip(y_hat, 1e-7, 1 - 1e-7)
m = y.shape[0]
return -(y @ np.log(p) + (1 - y) @ np.log(1 - p)) / m, (-y / p + (1 - y) / (1 - p)) / m

# %% exercise="binary_cross_entropy" verdict="wrong" says="average over the samples"
cost = -np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat))

# %% exercise="binary_cross_entropy" verdict="wrong" says="counts as it is" note="clips too early"
p = np.clip(y_hat, 0.05, 0.95)
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / (p * (1 - p)) / len(y)

# %% exercise="binary_cross_entropy" verdict="right" note="float32"
p, t = y_hat.astype(np.float32), y.astype(np.float32)
cost = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
return cost, (p - t) / (p * (1 - p)) / np.float32(len(t))

# %% exercise="binary_cross_entropy" verdict="right" note="a tiny constant against log of 0"
cost = -np.mean(y * np.log(y_hat + 1e-8) + (1 - y) * np.log(1 - y_hat + 1e-8))
return cost, (y_hat - y) / (y_hat * (1 - y_hat) + 1e-8) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="divide by m here too"
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat))

# %% exercise="binary_cross_entropy" verdict="wrong" says="a minus belongs"
cost = np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="y = 0 are missing"
return -np.mean(y * np.log(y_hat)), -y / y_hat / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="denominator" note="the gradient by the logit"
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="natural logarithm"
cost = -np.mean(y * np.log2(y_hat) + (1 - y) * np.log2(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="inner derivative"
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (-y / y_hat - (1 - y) / (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="instead of divided" note="without brackets"
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) * y_hat * (1 - y_hat) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="brackets" note="divides by ŷ only"
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / y_hat * (1 - y_hat) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="the labels are swapped"
cost = -np.mean((1 - y) * np.log(y_hat) + y * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="your code raised" note="an if for a whole array, as in the slides"
if y == 1:
    return -np.log(y_hat), -1 / y_hat
return -np.log(1 - y_hat), 1 / (1 - y_hat)

# %% exercise="binary_cross_entropy" verdict="right" note="scipy's xlogy"
from scipy.special import xlog1py, xlogy

m = float(y.size)
return -(xlogy(y, y_hat) + xlog1py(1 - y, -y_hat)).sum() / m, (y_hat - y) / (m * y_hat - m * y_hat**2)

# %% exercise="binary_cross_entropy" verdict="right" note="powers, whose log is taken"
likelihoods = y_hat**y * (1 - y_hat) ** (1 - y)
signs = 1.0 - 2.0 * y
return -np.log(likelihoods).mean(), signs / likelihoods / len(y)

# %% exercise="binary_cross_entropy" verdict="right" note="by the logit"
z = np.log(y_hat) - np.log1p(-y_hat)
cost = np.mean(np.logaddexp(0, z) - y * z)
return cost, (y_hat - y) * (2 + np.exp(z) + np.exp(-z)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="makes whole numbers" note="an array of whole numbers"
grad = np.zeros_like(y)
grad[y == 1], grad[y == 0] = -1 / y_hat[y == 1] / len(y), 1 / (1 - y_hat[y == 0]) / len(y)
return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)), grad

# %% exercise="binary_cross_entropy" verdict="wrong" says="counts as it is" note="clips at 0.01"
p = np.clip(y_hat, 0.01, 0.99)
return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), (p - y) / (p * (1 - p)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="y = 1 are missing" note="one half of the formula"
return -np.mean((1 - y) * np.log(1 - y_hat)), (1 - y) / (1 - y_hat) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="number" note="one price for each sample"
cost = -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="both terms" note="a minus for the first half only"
cost = np.mean(-y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="binary_cross_entropy" verdict="wrong" says="nine probabilities" note="clips in place"
np.clip(y_hat, 0.1, 0.9, out=y_hat)
cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="categorical_cross_entropy" verdict="right" note="loop over the samples"
m = len(y)
cost, grad = 0.0, np.zeros(y_hat.shape)
for i in range(m):
    k = int(np.argmax(y[i]))
    cost -= np.log(y_hat[i, k]) / m
    grad[i, k] = -1 / y_hat[i, k] / m
return cost, grad

# %% exercise="categorical_cross_entropy" verdict="right" note="torch autograd"
import torch

p = torch.tensor(y_hat, requires_grad=True)
cost = -(torch.tensor(y) * torch.log(p)).sum(dim=1).mean()
cost.backward()
return cost.item(), p.grad.numpy()

# %% exercise="categorical_cross_entropy" verdict="right" note="indexing"
m, rows, classes = y.shape[0], np.arange(y.shape[0]), y.argmax(axis=1)
chosen = y_hat[rows, classes]
grad = np.zeros_like(y_hat)
grad[rows, classes] = -1 / (m * chosen)
return -np.log(chosen).mean(), grad

# %% exercise="categorical_cross_entropy" verdict="right" note="einsum"
return -np.einsum("ik,ik->", y, np.log(y_hat)) / y.shape[0], np.divide(y, y_hat) / -y.shape[0]

# %% exercise="categorical_cross_entropy" verdict="right" note="float32"
p = y_hat.astype(np.float32)
return -np.sum(y * np.log(p)) / len(y), (-y / p / len(y)).astype(np.float32)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="counts as it is" note="clips too early"
p = np.clip(y_hat, 0.05, 1)
return -np.sum(y * np.log(p)) / len(y), -y / p / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="not over all entries"
return -np.mean(y * np.log(y_hat)), -y / y_hat / y.size

# %% exercise="categorical_cross_entropy" verdict="wrong" says="average over the samples"
return -np.sum(y * np.log(y_hat)), -y / y_hat

# %% exercise="categorical_cross_entropy" verdict="wrong" says="divide by m here too"
return -np.sum(y * np.log(y_hat)) / len(y), -y / y_hat

# %% exercise="categorical_cross_entropy" verdict="wrong" says="belongs to another formula"
return -np.sum(y * np.log(y_hat)) / len(y), (y_hat - y) / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="a minus belongs"
return np.sum(y * np.log(y_hat)) / len(y), -y / y_hat / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="larger probability"
return -np.sum(y * np.log(y_hat)) / len(y), y / y_hat / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="the others" note="binary in each class"
cost = -np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)) / len(y)
return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="not of classes"
return -np.sum(y * np.log(y_hat)) / y.shape[1], -y / y_hat / y.shape[1]

# %% exercise="categorical_cross_entropy" verdict="wrong" says="divide by ŷ"
return -np.sum(y * np.log(y_hat)) / len(y), -y / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="not one for each sample"
return -np.sum(y * np.log(y_hat), axis=1), -y / y_hat / len(y)

# %% exercise="categorical_cross_entropy" verdict="right" note="a mask, take_along_axis"
chosen = np.take_along_axis(y_hat, np.argmax(y, axis=1)[:, None], axis=1)
return np.mean(-np.log(chosen)), np.where(y == 1, -1 / (len(y) * chosen), 0)

# %% exercise="categorical_cross_entropy" verdict="right" note="the trace of a product"
return -np.trace(y.T @ np.log(y_hat)) / len(y), y / (y_hat * -len(y))

# %% exercise="categorical_cross_entropy" verdict="wrong" says="counts as it is" note="clips at 0.01"
p = np.clip(y_hat, 0.01, 0.99)
return -np.sum(y * np.log(p)) / len(y), -y / p / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="cut" note="an array of whole numbers"
grad = np.zeros_like(y)
grad[y == 1] = -1 / y_hat[y == 1] / len(y)
return -np.sum(y * np.log(y_hat)) / len(y), grad

# %% exercise="categorical_cross_entropy" verdict="wrong" says="not the largest one" note="the most likely class in place of the right one"
k = y_hat.argmax(axis=1)
rows = np.arange(len(y))
grad = np.zeros(y_hat.shape)
grad[rows, k] = -1 / y_hat[rows, k] / len(y)
return -np.log(y_hat[rows, k]).mean(), grad

# %% exercise="categorical_cross_entropy" verdict="wrong" says="only the right class pulls" note="1/ŷ for all classes"
return -np.sum(y * np.log(y_hat)) / len(y), -1 / y_hat / len(y)

# %% exercise="categorical_cross_entropy" verdict="wrong" says="shape" note="the derivative by the right class alone"
p = (y * y_hat).sum(axis=1)
return -np.log(p).mean(), -1 / p / len(y)

# %% exercise="momentum_step" verdict="right" note="in two lines"
new_velocity = np.add(velocity * beta, gradient * learning_rate)
new_theta = theta - new_velocity
return new_theta, new_velocity

# %% exercise="momentum_step" verdict="right" note="entry by entry"
new_theta, new_velocity = np.empty_like(theta), np.empty_like(velocity)
for i in np.ndindex(theta.shape):
    new_velocity[i] = beta * velocity[i] + learning_rate * gradient[i]
    new_theta[i] = theta[i] - new_velocity[i]
return [new_theta, new_velocity]

# %% exercise="momentum_step" verdict="right" note="torch's SGD, whose velocity lacks α"
import torch

buffer = beta * torch.tensor(velocity) / learning_rate + torch.tensor(gradient)
return torch.tensor(theta) - learning_rate * buffer, learning_rate * buffer

# %% exercise="momentum_step" verdict="right" note="copies changed in place"
theta, velocity = theta.copy(), velocity.copy()
velocity *= beta
velocity += learning_rate * gradient
theta -= velocity
return theta, velocity

# %% exercise="momentum_step" verdict="right" note="float32"
kept = np.float32(beta) * velocity.astype(np.float32)
speed = kept + np.float32(learning_rate) * gradient.astype(np.float32)
return theta.astype(np.float32) - speed, speed

# %% exercise="momentum_step" verdict="wrong" says="α times it" note="the velocity without α"
velocity = beta * velocity + gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="not 1 − β"
velocity = beta * velocity + (1 - beta) * gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="not with the old one"
new = beta * velocity + learning_rate * gradient
return theta - velocity, new

# %% exercise="momentum_step" verdict="wrong" says="subtract it" note="uphill"
velocity = beta * velocity + learning_rate * gradient
return theta + velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="α is in it already"
velocity = beta * velocity + learning_rate * gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="subtracted from θ" note="the other convention"
velocity = beta * velocity - learning_rate * gradient
return theta + velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="share β"
velocity = velocity + learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="old velocity is missing"
velocity = learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="theta first"
velocity = beta * velocity + learning_rate * gradient
return velocity, theta - velocity

# %% exercise="momentum_step" verdict="wrong" says="changed" note="in place"
velocity *= beta
velocity += learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="beta that is handed in"
velocity = 0.5 * velocity + learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="not the old one"
return theta - beta * velocity - learning_rate * gradient, velocity

# %% exercise="momentum_step" verdict="right" note="the velocity last, kept apart"
after = theta - beta * velocity - learning_rate * gradient
return after, theta - after

# %% exercise="momentum_step" verdict="right" note="torch's optimizer"
import torch

p = torch.tensor(theta, requires_grad=True)
p.grad = torch.tensor(gradient)
optimizer = torch.optim.SGD([p], lr=learning_rate, momentum=beta)
optimizer.state[p]["momentum_buffer"] = torch.tensor(velocity) / learning_rate
optimizer.step()
return p.detach(), learning_rate * optimizer.state[p]["momentum_buffer"]

# %% exercise="momentum_step" verdict="wrong" says="changed" note="theta in place"
velocity = beta * velocity + learning_rate * gradient
theta -= velocity
return theta, velocity

# %% exercise="momentum_step" verdict="wrong" says="once more" note="Nesterov's step"
velocity = beta * velocity + learning_rate * gradient
return theta - (beta * velocity + learning_rate * gradient), velocity

# %% exercise="momentum_step" verdict="wrong" says="swapped"
velocity = learning_rate * velocity + beta * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="changed" note="the gradient in place"
gradient *= learning_rate
velocity = beta * velocity + gradient
return theta - velocity, velocity
