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

# %% exercise="piecewise_rate" verdict="right" note="bisect"
from bisect import bisect_left

return rates[bisect_left(ends, epoch)]

# %% exercise="piecewise_rate" verdict="right" note="searchsorted"
return np.asarray(rates)[np.searchsorted(ends, epoch)]

# %% exercise="piecewise_rate" verdict="right" note="counts the ends that are over"
return rates[sum(end < epoch for end in ends)]

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

# %% exercise="piecewise_rate" verdict="wrong" says="not changed" note="uses up the lists"
while ends and epoch > ends[0]:
    ends.pop(0)
    rates.pop(0)
return rates[0]

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
