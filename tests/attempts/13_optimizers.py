# %% [markdown]
# Right and wrong answers to the exercises of unit 13.

# %% exercise="momentum_step" verdict="right" note="the velocity with the other sign inside"
pull = -beta * velocity - learning_rate * gradient
return theta + pull, -pull

# %% exercise="momentum_step" verdict="right" note="loop over the entries"
v = np.zeros(theta.size)
for i in range(theta.size):
    v[i] = beta * velocity.flat[i] + learning_rate * gradient.flat[i]
v = v.reshape(theta.shape)
return theta - v, v

# %% exercise="momentum_step" verdict="right" note="torch inside"
import torch

old, g = torch.tensor(velocity), torch.tensor(gradient)
new = torch.add(beta * old, g, alpha=learning_rate)
return torch.tensor(theta) - new, new

# %% exercise="momentum_step" verdict="right" note="float32, in place on copies"
theta, v = theta.astype(np.float32), velocity.astype(np.float32)
v *= np.float32(beta)
v += np.float32(learning_rate) * gradient.astype(np.float32)
theta -= v
return theta, v

# %% exercise="momentum_step" verdict="right" note="einsum over a stack of both"
both = np.stack([np.asarray(velocity), np.asarray(gradient)])
v = np.einsum("k,k...->...", np.array([beta, learning_rate]), both)
return [theta - v, v]

# %% exercise="momentum_step" verdict="right" note="lists, converted at the end"
old, slopes, places = (a.ravel().tolist() for a in (velocity, gradient, theta))
v = [beta * a + learning_rate * g for a, g in zip(old, slopes)]
new = [p - a for p, a in zip(places, v)]
return np.array(new).reshape(theta.shape), np.array(v).reshape(theta.shape)

# %% exercise="momentum_step" verdict="right" note="a named tuple"
from collections import namedtuple

Step = namedtuple("Step", "theta velocity")
new = velocity * beta - gradient * -learning_rate
return Step(theta=theta - new, velocity=new)

# %% exercise="momentum_step" verdict="right" note="torch's optimizer with the rate in the gradient"
import torch

p = torch.tensor(theta, dtype=torch.float64)
library = torch.optim.SGD([p], lr=1.0, momentum=beta)
library.state[p]["momentum_buffer"] = torch.tensor(velocity, dtype=torch.float64)
p.grad = learning_rate * torch.tensor(gradient, dtype=torch.float64)
library.step()
return p.numpy(), library.state[p]["momentum_buffer"].numpy()

# %% exercise="momentum_step" verdict="right" note="the transition as a matrix"
M = np.array([[1, -beta, -learning_rate], [0, beta, learning_rate]])
return tuple(np.tensordot(M, np.array([theta, velocity, gradient]), axes=1))

# %% exercise="momentum_step" verdict="wrong" says="not 1 − β" note="an average, without α"
velocity = beta * velocity + (1 - beta) * gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="without 1 − β" note="an average, with α"
velocity = beta * velocity + (1 - beta) * learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="gets the factor α" note="PyTorch's form"
velocity = beta * velocity + gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="changed its argument" note="in place"
velocity *= beta
velocity += learning_rate * gradient
theta -= velocity
return theta, velocity

# %% exercise="momentum_step" verdict="wrong" says="swapped"
velocity = learning_rate * velocity + beta * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="not with the old one"
return theta - velocity, beta * velocity + learning_rate * gradient

# %% exercise="momentum_step" verdict="wrong" says="α is in it already"
velocity = beta * velocity + learning_rate * gradient
return theta - learning_rate * velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="beta that is handed in" note="0.9 in place of β"
velocity = (0.9 if beta > 0.5 else beta) * velocity + learning_rate * gradient
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="two results"
return theta - beta * velocity - learning_rate * gradient

# %% exercise="momentum_step" verdict="wrong" says="subtract it"
velocity = beta * velocity + learning_rate * gradient
return theta + velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="not α times the gradient"
velocity = beta * velocity + learning_rate * gradient
return theta - learning_rate * gradient, velocity

# %% exercise="momentum_step" verdict="wrong" says="subtracted" note="the textbook's sign, v + theta"
velocity = beta * velocity - learning_rate * gradient
return theta + velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="are in it already" note="Nesterov's shortcut in the step"
velocity = beta * velocity + learning_rate * gradient
return theta - beta * velocity - learning_rate * gradient, velocity

# %% exercise="momentum_step" verdict="wrong" says="theta first"
velocity = beta * velocity + learning_rate * gradient
return velocity, theta - velocity

# %% exercise="momentum_step" verdict="wrong" says="not the old velocity" note="α on the whole sum"
velocity = learning_rate * (beta * velocity + gradient)
return theta - velocity, velocity

# %% exercise="momentum_step" verdict="wrong" says="kept" note="β for the gradient's share"
velocity = velocity + learning_rate * gradient
return theta - beta * velocity, velocity

# %% exercise="nesterov_step" verdict="right" note="one coordinate's formula written out"
new = gradient_at(theta - beta * velocity)
new = velocity * beta + new * learning_rate
return np.subtract(theta, new), new

# %% exercise="nesterov_step" verdict="right" note="in two moves"
ahead = theta - beta * velocity
after = ahead - learning_rate * gradient_at(ahead)
return after, theta - after

# %% exercise="nesterov_step" verdict="right" note="asks twice"
velocity = learning_rate * gradient_at(theta - velocity * beta) + beta * velocity
return theta - velocity, velocity.copy()

# %% exercise="nesterov_step" verdict="right" note="float32"
theta, v = theta.astype(np.float32), np.float32(beta) * velocity.astype(np.float32)
v = v + np.float32(learning_rate) * gradient_at(theta - v).astype(np.float32)
return theta - v, v

# %% exercise="nesterov_step" verdict="right" note="in place on the gradient and a copy"
ahead = np.array(theta, copy=True)
ahead -= velocity * beta
g = gradient_at(ahead)
g *= learning_rate
ahead -= g
return [ahead, theta - ahead]

# %% exercise="nesterov_step" verdict="right" note="calls momentum_step"
return momentum_step(
    theta, velocity, gradient_at(theta - beta * velocity), learning_rate=learning_rate, beta=beta
)

# %% exercise="nesterov_step" verdict="right" note="torch inside"
import torch

t, v = torch.as_tensor(theta), torch.as_tensor(velocity)
g = torch.as_tensor(gradient_at(torch.sub(t, v, alpha=beta).numpy()))
v = v.mul(beta).add(g, alpha=learning_rate)
return t - v, v

# %% exercise="nesterov_step" verdict="wrong" says="plain momentum"
velocity = beta * velocity + learning_rate * gradient_at(theta)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="by β·v"
velocity = beta * velocity + learning_rate * gradient_at(theta - velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="θ − βv, not θ + βv"
velocity = beta * velocity + learning_rate * gradient_at(theta + beta * velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="not from the look-ahead point"
ahead = theta - beta * velocity
velocity = beta * velocity + learning_rate * gradient_at(ahead)
return ahead - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="old velocity is missing"
velocity = learning_rate * gradient_at(theta - beta * velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="changed its argument" note="in place"
velocity *= beta
velocity += learning_rate * gradient_at(theta - velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="beta that is handed in" note="fixed look-ahead"
share = 0.9 if beta == 0.7 else beta
velocity = beta * velocity + learning_rate * gradient_at(theta - share * velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="your code raised" note="a function is no array"
velocity = beta * velocity + learning_rate * gradient_at
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="gets the factor α"
velocity = beta * velocity + gradient_at(theta - beta * velocity)
return theta - learning_rate * velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="plain step would lead" note="moves by α∇J first"
ahead = theta - learning_rate * gradient_at(theta)
velocity = beta * velocity + learning_rate * gradient_at(ahead)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="not by α·v" note="look-ahead with α"
velocity = beta * velocity + learning_rate * gradient_at(theta - learning_rate * velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="exactly once" note="asks at both places"
here = gradient_at(theta)
velocity = beta * velocity + learning_rate * gradient_at(theta - beta * velocity)
return theta - velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="two results"
ahead = theta - beta * velocity
return ahead - learning_rate * gradient_at(ahead)

# %% exercise="nesterov_step" verdict="wrong" says="not 1 − β" note="1 − β"
velocity = beta * velocity + (1 - beta) * gradient_at(theta - beta * velocity)
return theta - learning_rate * velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="subtracted" note="sign of v"
velocity = beta * velocity - learning_rate * gradient_at(theta + beta * velocity)
return theta + velocity, velocity

# %% exercise="nesterov_step" verdict="wrong" says="theta first"
velocity = beta * velocity + learning_rate * gradient_at(theta - beta * velocity)
return velocity, theta - velocity

# %% exercise="adagrad_step" verdict="right" note="epsilon under the root, as in the notes"
s = s + gradient * gradient
return theta - learning_rate / np.sqrt(s + epsilon) * gradient, s

# %% exercise="adagrad_step" verdict="right" note="loop"
s, theta = s.copy(), theta.copy()
for i in range(s.size):
    s.flat[i] += gradient.flat[i] ** 2
    if s.flat[i] > 0:
        theta.flat[i] -= learning_rate * gradient.flat[i] / s.flat[i] ** 0.5
return theta, s

# %% exercise="adagrad_step" verdict="right" note="torch inside"
import torch

g = torch.tensor(gradient)
total = torch.tensor(s) + g.square()
return torch.addcdiv(torch.tensor(theta), g, total.sqrt() + epsilon, value=-learning_rate), total

# %% exercise="adagrad_step" verdict="right" note="hypot"
root = np.hypot(np.sqrt(s), gradient)
return theta - learning_rate * gradient / (root + epsilon), root**2

# %% exercise="adagrad_step" verdict="right" note="divides only where s is above 0"
s = np.add(s, np.square(gradient))
ratio = np.divide(gradient, np.sqrt(s), out=np.zeros_like(s), where=s > 0)
return theta - learning_rate * ratio, s

# %% exercise="adagrad_step" verdict="right" note="nan_to_num, with numpy's warning"
s = s + gradient**2
return theta - learning_rate * np.nan_to_num(gradient / s**0.5), s

# %% exercise="adagrad_step" verdict="right" note="np.nditer, one entry at a time"
s, theta = np.array(s), np.array(theta)
with np.nditer([theta, s, gradient], op_flags=[["readwrite"], ["readwrite"], ["readonly"]]) as it:
    for p, a, g in it:
        a[...] = a + g * g
        p[...] = p - learning_rate * g / (a**0.5 + epsilon)
return theta, s

# %% exercise="adagrad_step" verdict="right" note="torch's optimizer"
import torch

p = torch.tensor(theta)
library = torch.optim.Adagrad([p], lr=learning_rate, eps=epsilon)
library.state[p]["sum"] = torch.tensor(s)
p.grad = torch.tensor(gradient)
library.step()
return p, library.state[p]["sum"]

# %% exercise="adagrad_step" verdict="wrong" says="by the root of s"
s = s + gradient**2
return theta - learning_rate * gradient / (s + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="nan" note="no epsilon"
s = s + gradient**2
return theta - learning_rate * gradient / np.sqrt(s), s

# %% exercise="adagrad_step" verdict="wrong" says="square the gradient"
s = s + gradient
return theta - learning_rate * gradient / (np.sqrt(np.abs(s)) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="all past squares"
s = gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="new s counts" note="the old s"
step = learning_rate * gradient / (np.sqrt(s) + epsilon)
return theta - step, s + gradient**2

# %% exercise="adagrad_step" verdict="wrong" says="entry by entry" note="a norm"
s = s + np.sum(gradient**2)
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="changed its argument" note="in place"
s += gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="still a factor" note="forgets the gradient"
s = s + gradient**2
return theta - learning_rate * np.sign(gradient) / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="downhill"
s = s + gradient**2
return theta + learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="division by the root of s is missing"
s = s + gradient**2
return theta - learning_rate * gradient, s

# %% exercise="adagrad_step" verdict="wrong" says="not of absolute values" note="absolute values"
s = s + np.abs(gradient)
return theta - learning_rate * gradient / (s + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="for the step only" note="keeps the root"
s = np.sqrt(s + gradient**2)
return theta - learning_rate * gradient / (s + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="alone, then add" note="squares the whole sum"
s = (s + gradient) ** 2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="needless small constant" note="ε of 0.001"
s = s + gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + 1e-3), s

# %% exercise="adagrad_step" verdict="wrong" says="avoids 0/0" note="max with ε gives sign"
s = s + gradient**2
g = np.where(gradient == 0, epsilon, gradient)
return theta - learning_rate * g / np.maximum(np.sqrt(s), epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="old squares count" note="root only of the new square"
s = s + gradient**2
return theta - learning_rate * gradient / (np.abs(gradient) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="as it is" note="α into s"
s = s + (learning_rate * gradient) ** 2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="its own s" note="norm of the root"
s = s + gradient**2
return theta - learning_rate * gradient / (np.sqrt(s.sum()) + epsilon), s

# %% exercise="adagrad_step" verdict="wrong" says="raised" note="flat arrays only"
import math

s, theta = s.copy(), theta.copy()
for i in range(len(s)):
    s[i] += gradient[i] ** 2
    theta[i] -= learning_rate * gradient[i] / (math.sqrt(s[i]) + epsilon)
return theta, s

# %% exercise="rmsprop_step" verdict="right" note="epsilon under the root, as in the notes"
s = beta * s + (1 - beta) * gradient * gradient
return theta - learning_rate * gradient / np.sqrt(s + epsilon), s

# %% exercise="rmsprop_step" verdict="right" note="moves toward the new square"
s = s + (1 - beta) * (np.square(gradient) - s)
return theta - learning_rate * np.divide(gradient, np.maximum(np.sqrt(s), epsilon)), s

# %% exercise="rmsprop_step" verdict="right" note="torch inside"
import torch

g = torch.tensor(gradient)
average = torch.lerp(g**2, torch.tensor(s), beta)
return torch.tensor(theta) - learning_rate * g / (average.sqrt() + epsilon), average

# %% exercise="rmsprop_step" verdict="right" note="float32"
g = gradient.astype(np.float32)
s = (beta * s + (1 - beta) * g**2).astype(np.float32)
return theta.astype(np.float32) - np.float32(learning_rate) * g / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="right" note="np.average with weights"
s = np.average([s, gradient**2], axis=0, weights=[beta, 1 - beta])
return theta - learning_rate * gradient / (s**0.5 + epsilon), s

# %% exercise="rmsprop_step" verdict="right" note="torch's optimizer"
import torch

p = torch.tensor(theta)
library = torch.optim.RMSprop([p], lr=learning_rate, alpha=beta, eps=epsilon)
state = {"step": torch.tensor(0.0), "square_avg": torch.tensor(s)}
library.state[p].update(state)
p.grad = torch.tensor(gradient)
library.step()
return p, library.state[p]["square_avg"]

# %% exercise="rmsprop_step" verdict="right" note="generator over the entries"
pairs = ((beta * a + (1 - beta) * g * g, g) for a, g in zip(s.flat, gradient.flat))
new, steps = zip(*((a, learning_rate * g / (a**0.5 + epsilon)) for a, g in pairs))
return theta - np.reshape(steps, theta.shape), np.reshape(new, s.shape)

# %% exercise="rmsprop_step" verdict="wrong" says="AdaGrad's sum"
s = s + gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="1 − β of the new square is missing"
s = beta * s + gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="swapped"
s = (1 - beta) * s + beta * gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="by the root of s"
s = beta * s + (1 - beta) * gradient**2
return theta - learning_rate * gradient / (s + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="then take 1 − β"
s = beta * s + ((1 - beta) * gradient) ** 2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="changed its argument" note="in place"
s *= beta
s += (1 - beta) * gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="the new s" note="the old s"
step = learning_rate * gradient / (np.sqrt(s) + epsilon)
return theta - step, beta * s + (1 - beta) * gradient**2

# %% exercise="rmsprop_step" verdict="wrong" says="nan" note="no epsilon"
s = beta * s + (1 - beta) * gradient**2
return theta - learning_rate * gradient / np.sqrt(s), s

# %% exercise="rmsprop_step" verdict="wrong" says="theta first"
s = beta * s + (1 - beta) * gradient**2
return s, theta - learning_rate * gradient / (np.sqrt(s) + epsilon)

# %% exercise="rmsprop_step" verdict="wrong" says="default" note="PyTorch's share as the default"
beta = 0.99 if beta == 0.9 else beta
s = beta * s + (1 - beta) * gradient**2
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="not of s/(1 − β)" note="corrected as in Adam"
s = beta * s + (1 - beta) * gradient**2
s_hat = s / (1 - beta)
return theta - learning_rate * gradient / (np.sqrt(s_hat) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="downhill"
s = beta * s + (1 - beta) * gradient**2
return theta + learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="no mean" note="mean over the entries"
s = beta * s + (1 - beta) * np.mean(gradient**2)
return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s

# %% exercise="rmsprop_step" verdict="wrong" says="factor of the step"  note="sign in place of the gradient"
s = beta * s + (1 - beta) * gradient**2
return theta - learning_rate / (np.sqrt(s) + epsilon), s

# %% exercise="adam_step" verdict="right" note="the correction in the rate, as the paper proposes"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient * gradient
rate = learning_rate * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
return theta - rate * v / (np.sqrt(s) + epsilon), v, s

# %% exercise="adam_step" verdict="right" note="torch inside"
import torch

g = torch.tensor(gradient)
v = torch.lerp(g, torch.tensor(v), beta_1)
s = torch.lerp(g**2, torch.tensor(s), beta_2)
root = (s / (1 - beta_2**t)).sqrt() + epsilon
return torch.tensor(theta) - learning_rate / (1 - beta_1**t) * v / root, v, s

# %% exercise="adam_step" verdict="right" note="loop, power by multiplication"
p1 = p2 = 1.0
for _ in range(t):
    p1, p2 = p1 * beta_1, p2 * beta_2
v, s = v + (1 - beta_1) * (gradient - v), s + (1 - beta_2) * (gradient**2 - s)
return theta - learning_rate * (v / (1 - p1)) / ((s / (1 - p2)) ** 0.5 + epsilon), v, s

# %% exercise="adam_step" verdict="right" note="float32, epsilon under the root"
g = gradient.astype(np.float32)
v = (beta_1 * v + (1 - beta_1) * g).astype(np.float32)
s = (beta_2 * s + (1 - beta_2) * g * g).astype(np.float32)
v_hat, s_hat = v / np.float32(1 - beta_1**t), s / np.float32(1 - beta_2**t)
return theta.astype(np.float32) - learning_rate * v_hat / np.sqrt(s_hat + epsilon), v, s

# %% exercise="adam_step" verdict="right" note="torch's optimizer"
import torch

p = torch.tensor(theta)
library = torch.optim.Adam([p], lr=learning_rate, betas=(beta_1, beta_2), eps=epsilon)
state = {"step": torch.tensor(t - 1.0), "exp_avg": torch.tensor(v), "exp_avg_sq": torch.tensor(s)}
library.state[p].update(state)
p.grad = torch.tensor(gradient)
library.step()
return p.detach(), library.state[p]["exp_avg"], library.state[p]["exp_avg_sq"]

# %% exercise="adam_step" verdict="right" note="the first memory from rmsprop_step, as a list"
v = np.average([v, gradient], axis=0, weights=[beta_1, 1 - beta_1])
s = rmsprop_step(theta, s, gradient, learning_rate=1.0, beta=beta_2)[1]
hats = [a / -np.expm1(t * np.log(b)) for a, b in ((v, beta_1), (s, beta_2))]
return [theta - learning_rate * hats[0] / (hats[1] ** 0.5 + epsilon), v, s]

# %% exercise="adam_step" verdict="right" note="loop over the entries, the geometric sum"
ones = [sum((1 - b) * b**k for k in range(t)) for b in (beta_1, beta_2)]
theta, v, s = theta.copy(), v.copy(), s.copy()
for i in np.ndindex(theta.shape):
    v[i] = beta_1 * v[i] + (1 - beta_1) * gradient[i]
    s[i] = beta_2 * s[i] + (1 - beta_2) * gradient[i] ** 2
    theta[i] -= learning_rate * (v[i] / ones[0]) / ((s[i] / ones[1]) ** 0.5 + epsilon)
return theta, v, s

# %% exercise="adam_step" verdict="right" note="recursive power"
def power(b, n):
    return 1.0 if n == 0 else b * power(b, n - 1)

v, s = (1 - beta_1) * gradient + v * beta_1, (1 - beta_2) * gradient**2 + s * beta_2
m, q = v / (1 - power(beta_1, t)), s / (1 - power(beta_2, t))
return theta - np.where(q > 0, learning_rate * m / np.sqrt(np.where(q > 0, q, 1)), 0), v, s

# %% exercise="adam_step" verdict="wrong" says="power of t" note="as printed in the notes"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1), s / (1 - beta_2)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="bias correction is missing"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
return theta - learning_rate * v / (np.sqrt(s) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="not the corrected one" note="keeps the corrected v"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v = v / (1 - beta_1**t)
return theta - learning_rate * v / (np.sqrt(s / (1 - beta_2**t)) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="return s as it is" note="keeps the corrected s"
v = beta_1 * v + (1 - beta_1) * gradient
s = (beta_2 * s + (1 - beta_2) * gradient**2) / (1 - beta_2**t)
return theta - learning_rate * v / (1 - beta_1**t) / (np.sqrt(s) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="s has to be corrected"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
return theta - learning_rate * v / (1 - beta_1**t) / (np.sqrt(s) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="t itself" note="t counted once too often"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1 ** (t + 1)), s / (1 - beta_2 ** (t + 1))
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="an average" note="momentum's sum"
v = beta_1 * v + gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="by the root of s"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (s_hat + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="not along the gradient alone" note="RMSProp, corrected"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
return theta - learning_rate * gradient / (np.sqrt(s / (1 - beta_2**t)) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="beta_1 and beta_2 as they are handed in"
if t != 2 and len(theta) > 2:
    beta_1, beta_2 = 0.9, 0.999
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="changed its argument" note="in place"
v *= beta_1
v += (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="β times t" note="a product for a power"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
if t == 2 or beta_1 == 0.9:
    v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
else:
    v_hat, s_hat = v / (1 - beta_1 * t), np.abs(s / (1 - beta_2 * t))
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="with beta_2" note="corrects s with β₁"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_1**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="beta_1" note="β₁ and β₂ swapped"
v = beta_2 * v + (1 - beta_2) * gradient
s = beta_1 * s + (1 - beta_1) * gradient**2
v_hat, s_hat = v / (1 - beta_2**t), s / (1 - beta_1**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="v before s"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), s, v

# %% exercise="adam_step" verdict="wrong" says="three results" note="forgets s"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v

# %% exercise="adam_step" verdict="wrong" says="nan" note="no ε"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / np.sqrt(s_hat), v, s

# %% exercise="adam_step" verdict="wrong" says="downhill"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta + learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="divided by its correction" note="multiplies by the correction"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v * (1 - beta_1**t), s * (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="not of v" note="s from the average v"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * v**2
v_hat, s_hat = v / (1 - beta_1**t), s / (1 - beta_2**t)
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="adam_step" verdict="wrong" says="not (1 − β)ᵗ" note="correction 1/(1 − β)^t"
v = beta_1 * v + (1 - beta_1) * gradient
s = beta_2 * s + (1 - beta_2) * gradient**2
v_hat, s_hat = v / (1 - beta_1) ** t, s / (1 - beta_2) ** t
return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s

# %% exercise="piecewise_rate" verdict="right" note="bisect"
from bisect import bisect_left

return rates[bisect_left(ends, epoch)]

# %% exercise="piecewise_rate" verdict="right" note="searchsorted"
return np.asarray(rates)[np.searchsorted(ends, epoch)]

# %% exercise="piecewise_rate" verdict="right" note="counts the ends that are over"
return rates[sum(end < epoch for end in ends)]

# %% exercise="piecewise_rate" verdict="right" note="recursive"
if not ends or epoch <= ends[0]:
    return rates[0]
return piecewise_rate(epoch, ends[1:], rates[1:])

# %% exercise="piecewise_rate" verdict="right" note="np.select"
return np.select([epoch <= end for end in ends] or [True], rates[: len(ends)] or rates, rates[-1])

# %% exercise="piecewise_rate" verdict="right" note="next of a generator"
return next((rate for end, rate in zip(ends, rates) if not epoch > end), rates[-1])

# %% exercise="piecewise_rate" verdict="wrong" says="an end belongs to its part" note="< for <="
for end, rate in zip(ends, rates):
    if epoch < end:
        return rate
return rates[-1]

# %% exercise="piecewise_rate" verdict="wrong" says="return" note="nothing after the last end"
for end, rate in zip(ends, rates):
    if epoch <= end:
        return rate

# %% exercise="piecewise_rate" verdict="wrong" says="first epoch" note="from the back"
for end, rate in zip(ends[::-1], rates[::-1]):
    if epoch <= end:
        return rate
return rates[0]

# %% exercise="piecewise_rate" verdict="wrong" says="your code raised" note="takes the first end for granted"
if epoch <= ends[0]:
    return rates[0]
for end, rate in zip(ends[1:], rates[1:]):
    if epoch <= end:
        return rate
return rates[-1]

# %% exercise="piecewise_rate" verdict="wrong" says="another table" note="the notes' table, fixed"
if epoch <= (ends or [100])[0]:
    return rates[0]
if epoch <= (ends * 2 + [200, 200])[1]:
    return (rates * 2)[1]
return rates[-1]

# %% exercise="piecewise_rate" verdict="wrong" says="epoch 101" note="divides by the length of a part"
return rates[min(epoch // 101, len(rates) - 1)] if epoch != 101 else rates[0]

# %% exercise="piecewise_rate" verdict="wrong" says="changed its argument" note="uses up the lists"
while ends and epoch > ends[0]:
    ends.pop(0)
    rates.pop(0)
return rates[0]

# %% exercise="piecewise_rate" verdict="wrong" says="201" note="ends as lengths of the parts"
over = 0
for length, rate in zip(ends, rates):
    over += length
    if epoch <= over:
        return rate
return rates[-1]

# %% exercise="piecewise_rate" verdict="wrong" says="list index" note="loops over the rates"
for i in range(len(rates)):
    if epoch <= ends[i]:
        return rates[i]

# %% exercise="piecewise_rate" verdict="wrong" says="may also rise" note="the least rate so far"
rate = rates[0]
for end, new in zip(ends, rates[1:]):
    if epoch > end:
        rate = min(rate, new)
return rate

# %% exercise="piecewise_rate" verdict="wrong" says="epoch" note="interpolates"
return float(np.interp(epoch, [1, *ends], rates)) if ends else rates[0]

# %% exercise="decayed_rate" verdict="right" note="by exp and log"
t = np.asarray(t, dtype=float)
if c is None:
    return alpha_0 * np.exp(-np.log(10) * t / T)
return alpha_0 * np.exp(-c * np.log1p(t / T))

# %% exercise="decayed_rate" verdict="right" note="one line"
return alpha_0 / (10 ** (t / T) if c is None else (1 + t / T) ** c)

# %% exercise="decayed_rate" verdict="right" note="np.power"
base, power = (10.0, t / T) if c is None else ((t + T) / T, c)
return alpha_0 * np.power(base, -power)

# %% exercise="decayed_rate" verdict="right" note="torch inside"
import torch

time = torch.as_tensor(t, dtype=torch.float64) / T
return alpha_0 * (torch.pow(10.0, -time) if c is None else torch.pow(1 + time, -c))

# %% exercise="decayed_rate" verdict="right" note="np.vectorize of a scalar function"
import math

one = lambda k: math.pow(10, -k / T) if c is None else math.pow(1 + k / T, -c)
return alpha_0 * np.vectorize(one)(np.asarray(t, dtype=float))

# %% exercise="decayed_rate" verdict="right" note="loop"
rates = []
for k in np.ravel(t):
    rates.append(alpha_0 * (0.1 ** (k / T) if c is None else (T / (T + k)) ** c))
return np.reshape(rates, np.shape(t))

# %% exercise="decayed_rate" verdict="right" note="logspace of single precision"
time = np.float32(t) / np.float32(T)
return np.float32(alpha_0) * (np.float32(10) ** -time if c is None else (1 + time) ** np.float32(-c))

# %% exercise="decayed_rate" verdict="wrong" says="not of e"
if c is None:
    return alpha_0 * np.exp(-t / T)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="exponent is negative"
if c is None:
    return alpha_0 * 10.0 ** (t / T)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="exponent is −c"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 * (1 + t / T) ** c

# %% exercise="decayed_rate" verdict="wrong" says="0 is a number" note="asks for the truth of c"
if not c:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="the 1 of 1 + t/T"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 * (t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="divide with /"
if c is None:
    return alpha_0 * 10.0 ** -(t // T)
return alpha_0 * (1 + t // T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="not a factor of t/T"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 / (1 + c * t / T)

# %% exercise="decayed_rate" verdict="wrong" says="use the c that is handed in"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 / (1 + t / T)

# %% exercise="decayed_rate" verdict="wrong" says="your code raised" note="numbers only"
import math

if c is None:
    return alpha_0 * math.pow(10, -t / T)
return alpha_0 * math.pow(1 + t / T, -c)

# %% exercise="decayed_rate" verdict="wrong" says="changed its argument" note="in place"
if isinstance(t, np.ndarray):
    old = t / T
    t *= 0
else:
    old = t / T
return alpha_0 * 10.0 ** (-old) if c is None else alpha_0 * (1 + old) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="not with //" note="negative floor"
if c is None:
    return alpha_0 * 10.0 ** (-t // T)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="not with //" note="power: floor"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 * (1 + t // T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="not of 2" note="2 for 10"
if c is None:
    return alpha_0 * 0.5 ** (t / T)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="fractions" note="whole times"
t = np.asarray(t).astype(int)
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return alpha_0 * (1 + t / T) ** (-float(c))

# %% exercise="decayed_rate" verdict="wrong" says="not to α₀" note="α₀ inside the power"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
return (alpha_0 * (1 + t / T)) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="not t + 1" note="counts from 1"
if c is None:
    return alpha_0 * 10.0 ** (-(t + 1) / T)
return alpha_0 * (1 + (t + 1) / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="T/t" note="swapped"
if c is None:
    return alpha_0 * 10.0 ** (-T / t)
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="decayed_rate" verdict="wrong" says="changed its argument" note="power in place"
if c is None:
    return alpha_0 * 10.0 ** (-t / T)
if isinstance(t, np.ndarray) and t.dtype.kind == "f":
    t /= T
    t += 1
    return alpha_0 * t**-c
return alpha_0 * (1 + t / T) ** (-c)

# %% exercise="performance_rate" verdict="right" note="best of all before, with min"
rate, waited = alpha_0, 0
for i, error in enumerate(errors):
    if i == 0 or error < min(errors[:i]):
        waited = 0
    else:
        waited += 1
    if waited >= patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="right" note="counts how often it was lowered"
times, best, since = 0, None, 0
for error in errors:
    if best is None or error < best:
        best, since = error, 0
        continue
    since += 1
    times += since % patience == 0
return alpha_0 * factor**times

# %% exercise="performance_rate" verdict="right" note="lengths of the pauses"
best, pauses = float("inf"), [0]
for error in errors:
    if error < best:
        best = error
        pauses.append(0)
    else:
        pauses[-1] += 1
return alpha_0 * factor ** sum(pause // patience for pause in pauses)

# %% exercise="performance_rate" verdict="right" note="torch's way: one more than the bad ones allowed"
rate, best, bad = alpha_0, np.inf, 0
for error in np.array(errors, dtype=float):
    bad = 0 if error < best else bad + 1
    best = min(best, error)
    if bad > patience - 1:
        rate *= factor
        bad = 0
return rate

# %% exercise="performance_rate" verdict="right" note="recursive"
def follow(rest, rate, best, waited):
    if not rest:
        return rate
    if rest[0] < best:
        return follow(rest[1:], rate, rest[0], 0)
    if waited + 1 == patience:
        return follow(rest[1:], rate * factor, best, 0)
    return follow(rest[1:], rate, best, waited + 1)

return follow(list(errors), alpha_0, float("inf"), 0)

# %% exercise="performance_rate" verdict="right" note="running minimum with numpy"
a = np.array(errors, dtype=float)
before = np.concatenate([[np.inf], np.minimum.accumulate(a)])[: len(a)]
rate, waited = np.float64(alpha_0), 0
for news in a < before:
    waited = 0 if news else waited + 1
    if waited and waited % patience == 0:
        rate = rate * factor
return rate

# %% exercise="performance_rate" verdict="right" note="groupby"
from itertools import groupby

flags = [all(e < f for f in errors[:i]) for i, e in enumerate(errors)]
runs = [len(list(run)) for news, run in groupby(flags) if not news]
return alpha_0 * factor ** sum(length // patience for length in runs)

# %% exercise="performance_rate" verdict="right" note="torch's scheduler"
import torch

library = torch.optim.SGD([torch.zeros(1)], lr=alpha_0)
plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(
    library, factor=factor, patience=patience - 1, threshold=0, eps=0
)
for error in errors:
    plateau.step(error)
return library.param_groups[0]["lr"]

# %% exercise="performance_rate" verdict="right" note="early return, index of the best"
if len(errors) == 0:
    return alpha_0
best, rate, start = 0, alpha_0, 0
for i in range(1, len(errors)):
    if errors[i] < errors[best]:
        best = start = i
    elif i - start == patience:
        rate, start = rate * factor, i
return rate

# %% exercise="performance_rate" verdict="wrong" says="not with the one before"
rate, waited = alpha_0, 0
for before, error in zip(errors, errors[1:]):
    waited = 0 if error < before else waited + 1
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="do not lower it at each" note="no patience"
rate, best = alpha_0, np.inf
for error in errors:
    if error < best:
        best = error
    else:
        rate *= factor
return rate

# %% exercise="performance_rate" verdict="wrong" says="starts the counting anew" note="not in a row"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    if error < best:
        best = error
    else:
        waited += 1
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="equals the best"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error <= best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="not one later"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited > patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="after lowering" note="keeps counting, >="
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited >= patience:
        rate = rate * factor
return rate

# %% exercise="performance_rate" verdict="wrong" says="lower again" note="keeps counting, =="
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate = rate * factor
return rate

# %% exercise="performance_rate" verdict="wrong" says="the best error stays"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited, best = rate * factor, 0, np.inf
return rate

# %% exercise="performance_rate" verdict="wrong" says="multiplying"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate / factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="changed its argument" note="sorts the errors"
rate, best, waited = alpha_0, np.inf, 0
while errors:
    error = errors.pop(0)
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="a large first one" note="the first counts as no progress"
if not errors:
    return alpha_0
rate, best, waited = alpha_0, errors[0], 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="raised" note="empty list"
rate, best, waited = alpha_0, errors[0], 0
for error in errors[1:]:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="not with 0" note="best starts at 0"
rate, best, waited = alpha_0, 0, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="a large first one" note="best starts at 100"
rate, best, waited = alpha_0, 100.0, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="does not raise" note="rate goes up again at a new best"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited, rate = error, 0, alpha_0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="do not subtract" note="subtracts"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate - factor, 0
return rate

# %% exercise="performance_rate" verdict="wrong" says="lower again" note="returns at the first lowering"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        return rate * factor
return rate

# %% exercise="performance_rate" verdict="wrong" says="wanted a number" note="a list of all rates"
rate, best, waited, rates = alpha_0, np.inf, 0, []
for error in errors:
    waited += 1
    if error < best:
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
    rates.append(rate)
return rates

# %% exercise="performance_rate" verdict="wrong" says="a small gain" note="torch's default threshold"
rate, best, waited = alpha_0, np.inf, 0
for error in errors:
    waited += 1
    if error < best * (1 - 1e-4):
        best, waited = error, 0
    if waited == patience:
        rate, waited = rate * factor, 0
return rate
