# %% [markdown]
# Right and wrong answers to the exercises of unit 9.

# %% exercise="step_like" verdict="right" note="a dict of pairs, logistic by tanh"
t, s = np.tanh(z), 0.5 * (1 + np.tanh(z / 2))
table = {
    "step": ((z >= 0).astype(float), 0.0 * z),
    "logistic": (s, s * (1 - s)),
    "tanh": (t, 1 - t * t),
    "arctan": (np.arctan(z), 1 / (1 + z * z)),
}
return table[name]

# %% exercise="step_like" verdict="right" note="number by number, a list of two"
import math

def one(t):
    if name == "step":
        return (1.0 if t >= 0 else 0.0), 0.0
    if name == "arctan":
        return math.atan(t), 1 / (t * t + 1)
    if name == "tanh":
        return math.tanh(t), 1 - math.tanh(t) ** 2
    e = math.exp(-abs(t))
    return (1 / (1 + e) if t >= 0 else e / (1 + e)), e / (1 + e) ** 2

pairs = np.array([one(t) for t in z.ravel()])
return [pairs[:, 0].reshape(z.shape), pairs[:, 1].reshape(z.shape)]

# %% exercise="step_like" verdict="right" note="torch autograd"
import torch

t = torch.tensor(z, requires_grad=True)
f = {"logistic": torch.sigmoid, "tanh": torch.tanh, "arctan": torch.atan}.get(name)
if f is None:
    return np.heaviside(z, 1.0), np.zeros(z.shape)
y = f(t)
y.sum().backward()
return y.detach().numpy(), t.grad.numpy()

# %% exercise="step_like" verdict="right" note="overflows in an honest way: the values are right"
if name == "step":
    return (np.sign(z) + 1) // 2 + 0.5 * (z == 0) * 2, np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    return np.tanh(z), 1 / np.cosh(z) ** 2
y = 1 / (1 + np.exp(-z))
return y, y - y**2

# %% exercise="step_like" verdict="right" note="single precision"
z = z.astype(np.float32)
if name == "step":
    return np.heaviside(z, np.float32(1)), z * 0
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else (1 + np.tanh(z / 2)) / 2
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="right" note="integers for the step, any slope at the jump"
if name == "step":
    return (z >= 0) * 1, np.where(z == 0, np.inf, 0)
s = 0.5 * (1 + np.tanh(z / 2))
y = {"logistic": s, "tanh": np.tanh(z), "arctan": np.arctan(z)}[name]
return y, {"logistic": s * (1 - s), "tanh": 1 - y**2, "arctan": 1 / (1 + z**2)}[name]

# %% exercise="step_like" verdict="right" note="one stacked array, complex step"
table = {"arctan": np.arctan, "tanh": np.tanh, "logistic": lambda t: 0.5 + 0.5 * np.tanh(0.5 * t)}
if name == "step":
    return np.stack([np.floor_divide(z >= 0, 1), np.zeros_like(z)])
f = table[name]
return np.stack([f(z), np.imag(f(z + 1e-20j)) / 1e-20]) if name != "tanh" else (f(z), 1 - f(z) ** 2)

# %% exercise="step_like" verdict="right" note="both branches computed: they overflow, and warn"
with np.errstate(over="ignore"):
    pass
if name == "step":
    return (z >= 0) + 0.0, z - z
if name == "arctan":
    return np.arctan2(z, 1), np.reciprocal(1 + z**2)
if name == "tanh":
    return np.tanh(z), np.cosh(z) ** -2.0
s = np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
return s, np.where(np.abs(z) > 700, 0, np.exp(-z) / (1 + np.exp(-z)) ** 2)

# %% exercise="step_like" verdict="wrong" says="z (1 − z)" note="the slope of z, not of y"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    return np.tanh(z), 1 - np.tanh(z) ** 2
return 0.5 * (1 + np.tanh(z / 2)), z * (1 - z)

# %% exercise="step_like" verdict="wrong" says="not 1 − z²"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    return np.tanh(z), 1 - z**2
y = 0.5 * (1 + np.tanh(z / 2))
return y, y * (1 - y)

# %% exercise="step_like" verdict="wrong" says="that belongs to the logistic function"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, y * (1 - y)

# %% exercise="step_like" verdict="wrong" says="compare with >=" note="rests at 0"
if name == "step":
    return np.where(z > 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    return np.tanh(z), 1 - np.tanh(z) ** 2
y = 0.5 * (1 + np.tanh(z / 2))
return y, y * (1 - y)

# %% exercise="step_like" verdict="wrong" says="not finite" note="tanh by its definition"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    y = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return y, 1 - y**2
y = 0.5 * (1 + np.tanh(z / 2))
return y, y * (1 - y)

# %% exercise="step_like" verdict="wrong" says="not finite" note="the naive form of the logistic function"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else np.exp(z) / (1 + np.exp(z))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="square z, then add 1"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z) ** 2
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="np.arctan" note="took tan for its inverse"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.tan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="z is doubled"
s = 0.5 * (1 + np.tanh(z / 2))
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
return (2 * s - 1, 2 * s * (1 - s)) if name == "tanh" else (s, s * (1 - s))

# %% exercise="step_like" verdict="wrong" says="end with: return values, slopes" note="values alone"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0)
return {"logistic": 0.5 * (1 + np.tanh(z / 2)), "tanh": np.tanh(z), "arctan": np.arctan(z)}[name]

# %% exercise="step_like" verdict="wrong" says="small limit" note="cuts z off"
z = np.clip(z, -5, 5)
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 1 / (1 + np.exp(-z))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="changed" note="in place"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
if name == "tanh":
    y = np.tanh(z, out=z)
    return y, 1 - y**2
y = 0.5 * (1 + np.tanh(z / 2))
return y, y * (1 - y)

# %% exercise="step_like" verdict="wrong" says="given" note="stops at arctan"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
if name != "arctan":
    z *= 0.5
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="changed" note="arctan in place"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    y = np.arctan(z)
    z *= z
    z += 1
    return y, 1 / z
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="changed" note="step in place"
if name == "step":
    z[z >= 0] = 1
    z[z < 0] = 0
    return z, 0 * z
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="the values stand first" note="slopes first"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return 1 / (1 + z**2), np.arctan(z)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return (1 - y**2 if name == "tanh" else y * (1 - y)), y

# %% exercise="step_like" verdict="wrong" says="flattened" note="flattens"
v = z.ravel()
if name == "step":
    return np.where(v >= 0, 1.0, 0.0), np.zeros_like(v)
if name == "arctan":
    return np.arctan(v), 1 / (1 + v**2)
y = np.tanh(v) if name == "tanh" else 0.5 * (1 + np.tanh(v / 2))
return y, (1 - y**2 if name == "tanh" else y * (1 - y))

# %% exercise="step_like" verdict="wrong" says="slopes far out" note="the slope of the logistic function overflows"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - y**2 if name == "tanh" else np.exp(-z) / (1 + np.exp(-z)) ** 2)

# %% exercise="step_like" verdict="wrong" says="do not double it" note="2 y instead of y squared"
if name == "step":
    return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
if name == "arctan":
    return np.arctan(z), 1 / (1 + z**2)
y = np.tanh(z) if name == "tanh" else 0.5 * (1 + np.tanh(z / 2))
return y, (1 - 2 * y if name == "tanh" else y * (1 - y))

# %% exercise="hinge" verdict="right" note="masks"
negative = (z < 0).astype(float)
slopes = 1 - negative + alpha * negative
return z * slopes, slopes, z * negative

# %% exercise="hinge" verdict="right" note="min and max, the slope α at the corner"
return np.maximum(z, 0) + alpha * np.minimum(z, 0), np.where(z > 0, 1, alpha), np.minimum(z, 0)

# %% exercise="hinge" verdict="right" note="loop, nan at the corner"
rows = [
    (t, 1.0, 0.0) if t > 0 else (alpha * t, alpha, t) if t < 0 else (0.0, np.nan, 0.0)
    for t in z.ravel()
]
return [np.array(column).reshape(z.shape) for column in zip(*rows)]

# %% exercise="hinge" verdict="right" note="torch autograd"
import torch

t = torch.tensor(z, requires_grad=True)
y = torch.where(t >= 0, t, alpha * t)
y.sum().backward()
return y.detach(), t.grad, torch.clamp(t, max=0).detach()

# %% exercise="hinge" verdict="right" note="assigned into arrays"
values, slopes, alpha_slopes = z.copy(), np.ones(z.shape), np.zeros(z.shape)
below = z < 0
values[below] *= alpha
slopes[below] = alpha
alpha_slopes[below] = z[below]
return values, slopes, alpha_slopes

# %% exercise="hinge" verdict="right" note="piecewise"
values = np.piecewise(z, [z < 0], [lambda t: alpha * t, lambda t: t])
slopes = np.piecewise(z, [z < 0], [alpha, 1])
return values, slopes, np.piecewise(z, [z < 0], [lambda t: t, 0])

# %% exercise="hinge" verdict="right" note="half sum and half difference"
return (1 + alpha) / 2 * z + (1 - alpha) / 2 * abs(z), (1 + alpha) / 2 + (1 - alpha) / 2 * np.sign(z), (z - abs(z)) / 2

# %% exercise="hinge" verdict="wrong" says="wrong for α > 1"
return np.maximum(alpha * z, z), np.where(z >= 0, 1.0, alpha), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="sides are swapped"
return np.where(z >= 0, alpha * z, z), np.where(z >= 0, alpha, 1.0), np.maximum(z, 0)

# %% exercise="hinge" verdict="wrong" says="that is ReLU"
return np.maximum(z, 0), np.where(z >= 0, 1.0, alpha), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="the slope is α, not 0"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, 0.0), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="does not contain α"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, alpha), z

# %% exercise="hinge" verdict="wrong" says="is z, not 1"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, alpha), np.where(z >= 0, 0.0, 1.0)

# %% exercise="hinge" verdict="wrong" says="not α z"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, alpha), alpha * np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="slope of α z is α"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, alpha * z), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="α may be negative"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, abs(alpha)), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="three things"
return np.where(z >= 0, z, alpha * z), np.where(z >= 0, 1.0, alpha)

# %% exercise="hinge" verdict="wrong" says="changed" note="in place"
slopes, alpha_slopes = np.where(z >= 0, 1.0, alpha), np.minimum(z, 0)
z[z < 0] *= alpha
return z, slopes, alpha_slopes

# %% exercise="hinge" verdict="wrong" says="also for α > 1" note="the slope by the maximum"
return (
    np.where(z >= 0, z, alpha * z),
    np.where(alpha * z > z, alpha, 1.0) if alpha > 1 else np.where(z >= 0, 1.0, alpha),
    np.minimum(z, 0),
)

# %% exercise="hinge" verdict="wrong" says="α |z|"
return np.where(z >= 0, z, alpha * abs(z)), np.where(z >= 0, 1.0, alpha), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="an integer array?" note="an integer array takes the slopes"
slopes = np.ones(z.shape, dtype=int)
slopes[z < 0] = alpha
return np.where(z >= 0, z, alpha * z), slopes, np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="the values stand first" note="slopes first"
return np.where(z >= 0, 1.0, alpha), np.where(z >= 0, z, alpha * z), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="stands last" note="the order of the derivatives"
return np.where(z >= 0, z, alpha * z), np.minimum(z, 0), np.where(z >= 0, 1.0, alpha)

# %% exercise="hinge" verdict="wrong" says="use the α that is given" note="always leaky"
return np.where(z >= 0, z, 0.01 * z), np.where(z >= 0, 1.0, 0.01), np.minimum(z, 0)

# %% exercise="hinge" verdict="wrong" says="f(0) = 0" note="values at 0 become alpha"
values = np.where(z > 0, z, np.where(z < 0, alpha * z, alpha))
return values, np.where(z >= 0, 1.0, alpha), np.minimum(z, 0)

# %% exercise="soft_hinge" verdict="right" note="expm1 and log1p"
if name == "elu":
    e = np.expm1(np.minimum(z, 0))
    return np.where(z > 0, z, alpha * e), np.where(z > 0, 1, alpha * (e + 1))
e = np.exp(-np.abs(z))
return np.maximum(z, 0) + np.log1p(e), np.where(z >= 0, 1, e) / (1 + e)

# %% exercise="soft_hinge" verdict="right" note="with the first exercise"
if name == "softplus":
    return np.logaddexp(z, 0), step_like("logistic", z)[0]
values = np.where(z >= 0, z, alpha * (np.exp(z) - 1))
return values, np.where(z >= 0, 1, values + alpha)

# %% exercise="soft_hinge" verdict="right" note="number by number"
import math

values, slopes = np.zeros(z.shape), np.zeros(z.shape)
for index, t in np.ndenumerate(z):
    e = math.exp(-abs(t))
    if name == "softplus":
        values[index] = max(t, 0.0) + math.log1p(e)
        slopes[index] = 1 / (1 + e) if t > 0 else e / (1 + e)
    else:
        values[index] = t if t > 0 else alpha * (e - 1)
        slopes[index] = 1 if t > 0 else alpha * e
return values, slopes

# %% exercise="soft_hinge" verdict="right" note="torch"
import torch

t = torch.tensor(z, requires_grad=True)
if name == "elu":
    y = torch.nn.functional.elu(t, alpha=float(alpha))
else:
    y = torch.nn.functional.softplus(t)
y.sum().backward()
return y.detach().numpy(), t.grad.numpy()

# %% exercise="soft_hinge" verdict="right" note="another way to pull the large part out"
if name == "softplus":
    return np.where(z > 30, z, np.log1p(np.exp(np.minimum(z, 30)))), 1 / (1 + np.exp(-z))
left = alpha * np.exp(np.minimum(z, 0)) - alpha
return [np.where(z > 0, z, left), np.where(z > 0, 1.0, left + alpha)]

# %% exercise="soft_hinge" verdict="right" note="scipy"
from scipy.special import expit, log_expit
if name == "softplus":
    return -log_expit(-z), expit(z)
return np.where(z > 0, z, alpha * np.expm1(z)), np.where(z > 0, 1, alpha * np.exp(z))

# %% exercise="soft_hinge" verdict="right" note="assigned with masks"
values, slopes = z.copy(), np.ones(z.shape)
if name == "elu":
    neg = z < 0
    values[neg] = alpha * (np.exp(z[neg]) - 1)
    slopes[neg] = values[neg] + alpha
else:
    values = np.logaddexp(np.zeros_like(z), z)
    slopes = np.exp(z - values)
return values, slopes

# %% exercise="soft_hinge" verdict="wrong" says="not finite" note="softplus as it stands"
if name == "softplus":
    return np.log(1 + np.exp(z)), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="not finite" note="the slope of softplus overflows"
if name == "softplus":
    return np.logaddexp(0, z), np.exp(z) / (1 + np.exp(z))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="α multiplies the whole bracket"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - 1), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="α is missing" note="only α = 1"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
power = np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - 1), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="the 1 falls away"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
values = np.where(z >= 0, z, alpha * (np.exp(np.minimum(z, 0)) - 1))
return values, np.where(z >= 0, 1.0, values)

# %% exercise="soft_hinge" verdict="wrong" says="slope of ReLU"
if name == "softplus":
    return np.logaddexp(0, z), np.where(z > 0, 1.0, 0.0)
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="the chain rule"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 - np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="softplus has no α"
if name == "softplus":
    return alpha * np.logaddexp(0, z), alpha * 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="natural logarithm"
if name == "softplus":
    return np.log2(1 + np.exp(z)), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="is missing: that is ReLU"
if name == "softplus":
    return np.maximum(0, z), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="not finite" note="ELU by a product with the side"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
side = z < 0
return z * ~side + alpha * (np.exp(z) - 1) * side, ~side + alpha * np.exp(z) * side

# %% exercise="soft_hinge" verdict="wrong" says="changed" note="in place"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
slopes = np.where(z >= 0, 1.0, alpha * np.exp(np.minimum(z, 0)))
z[z < 0] = alpha * np.expm1(z[z < 0])
return z, slopes

# %% exercise="soft_hinge" verdict="wrong" says="not in the exponent" note="alpha in the exponent"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
power = np.exp(np.minimum(alpha * z, 0))
return np.where(z >= 0, z, power - 1), np.where(z >= 0, 1.0, alpha * power)

# %% exercise="soft_hinge" verdict="wrong" says="without z in front" note="slope z e^z"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, z * power)

# %% exercise="soft_hinge" verdict="wrong" says="z, not −z" note="exponent -z on the left"
if name == "softplus":
    return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
return np.where(z >= 0, z, alpha * (np.exp(-z) - 1)), np.where(z >= 0, 1.0, -alpha * np.exp(-z))

# %% exercise="soft_hinge" verdict="wrong" says="the values stand first" note="slopes first"
if name == "softplus":
    return 0.5 * (1 + np.tanh(z / 2)), np.logaddexp(0, z)
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, 1.0, power), np.where(z >= 0, z, power - alpha)

# %% exercise="soft_hinge" verdict="wrong" says="−|z|, not −z" note="no absolute value"
if name == "softplus":
    return np.maximum(z, 0) + np.log1p(np.exp(-z)), 0.5 * (1 + np.tanh(z / 2))
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="soft_hinge" verdict="wrong" says="small letters" note="capital letters"
if name == "ELU":
    power = alpha * np.exp(np.minimum(z, 0))
    return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)
return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))

# %% exercise="soft_hinge" verdict="wrong" says="belongs to the logistic function" note="y (1 − y) of its own value"
if name == "softplus":
    y = np.logaddexp(0, z)
    return y, y * (1 - y)
power = alpha * np.exp(np.minimum(z, 0))
return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)

# %% exercise="polygon_network" verdict="right" note="loop over the edges, with % k"
k = len(corners)
W1, b1 = [], []
for j in range(k):
    p, q = corners[j], corners[(j + 1) % k]
    w = np.array([p[1] - q[1], q[0] - p[0]])
    W1.append(w)
    b1.append(-(w @ p))
return np.array(W1), np.array(b1), np.ones(k), -(k - 0.5)

# %% exercise="polygon_network" verdict="right" note="neurons that fire outside, and an output that wants none"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([d[:, 1], -d[:, 0]])
b1 = -np.einsum("ij,ij->i", W1, corners)
return W1, b1, -np.ones(len(corners)), 0.5

# %% exercise="polygon_network" verdict="right" note="a rotation matrix, unit length, the bias −k"
k = len(corners)
d = np.roll(corners, -1, 0) - corners
W1 = (d @ np.array([[0.0, 1.0], [-1.0, 0.0]])) / np.linalg.norm(d, axis=1, keepdims=True)
return W1, -(W1 * corners).sum(axis=1), np.full(k, 2.0), -2.0 * k

# %% exercise="polygon_network" verdict="right" note="the sign found with the middle of the polygon"
k, middle = len(corners), corners.mean(axis=0)
W1, b1 = np.zeros((k, 2)), np.zeros(k)
for j in range(k):
    (x1, y1), (x2, y2) = corners[j - 1], corners[j]
    w = np.array([y2 - y1, x1 - x2])
    sign = np.sign(w @ (middle - corners[j]))
    W1[j], b1[j] = sign * w, -sign * (w @ corners[j])
return [W1, b1, np.ones(k), np.float64(0.25 - k)]

# %% exercise="polygon_network" verdict="right" note="single precision of moderate numbers, torch"
import torch

p = torch.tensor(corners)
d = torch.roll(p, -1, 0) - p
W1 = torch.stack([-d[:, 1], d[:, 0]], dim=1)
return W1, -(W1 * p).sum(1), torch.ones(len(p)), 0.5 - len(p)

# %% exercise="polygon_network" verdict="right" note="complex numbers, lists"
p = corners[:, 0] + 1j * corners[:, 1]
n = 1j * (np.roll(p, -1) - p)
W1 = np.column_stack([n.real, n.imag])
b1 = -(n * p.conj()).real
return W1.tolist(), b1.tolist(), [1] * len(p), 0.5 - len(p)

# %% exercise="polygon_network" verdict="right" note="solved from two corners, tested with a third"
k = len(corners)
W1, b1 = [], []
for j in range(k):
    A = np.array([corners[j], corners[(j + 1) % k]])
    if abs(np.linalg.det(A)) > 1e-9:
        w, c = np.linalg.solve(A, np.ones(2)), -1.0
    else:
        d = A[1] - A[0]
        w, c = np.array([-d[1], d[0]]), 0.0
    if w @ corners[(j + 2) % k] + c < 0:
        w, c = -w, -c
    W1.append(w)
    b1.append(c)
return np.array(W1), np.array(b1), np.full(k, 1 / k), -1 + 0.5 / k

# %% exercise="polygon_network" verdict="right" note="single precision, output weights that differ"
p = np.float32(corners)
q = np.roll(p, -1, axis=0)
W1 = np.stack([p[:, 1] - q[:, 1], q[:, 0] - p[:, 0]], axis=1)
w2 = np.arange(1, len(p) + 1, dtype=np.float32)
return W1, -np.einsum("ij,ij->i", W1, q), w2, -w2.sum() + np.float32(0.5)

# %% exercise="polygon_network" verdict="wrong" says="turn the edges to the left" note="normals outward"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([d[:, 1], -d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="the sign of b"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, np.sum(W1 * corners, axis=1), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="b1 is missing"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, np.zeros(len(W1)), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="right angle to the edge"
W1 = np.roll(corners, -1, axis=0) - corners
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="mirror image"
d = np.roll(corners, -1, axis=0) - corners
W1 = d[:, ::-1]
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="must need all" note="OR"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(corners)), -0.5

# %% exercise="polygon_network" verdict="wrong" says="how low b2 must be" note="triangles only"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(corners)), -2.5

# %% exercise="polygon_network" verdict="wrong" says="from the last corner to the first"
d = corners[1:] - corners[:-1]
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners[:-1], axis=1), np.ones(len(d)), 0.5 - len(d)

# %% exercise="polygon_network" verdict="wrong" says="bias" note="the bias from the product of all pairs"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -(W1 @ corners.T), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="changed" note="edges in place"
first = corners.copy()
corners -= np.roll(corners, -1, axis=0)
W1 = np.column_stack([corners[:, 1], -corners[:, 0]])
return W1, -np.sum(W1 * first, axis=1), np.ones(len(first)), 0.5 - len(first)

# %% exercise="polygon_network" verdict="wrong" says="four things"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1)

# %% exercise="polygon_network" verdict="wrong" says="W1 for a triangle" note="transposed"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.array([-d[:, 1], d[:, 0], 0 * d[:, 0]])
return W1, -np.sum(W1[:2].T * corners, axis=1), np.ones(len(corners)), 0.5 - len(corners)

# %% exercise="polygon_network" verdict="wrong" says="of the same edge" note="the other corner"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * np.roll(corners, 1, axis=0), axis=1), np.ones(len(W1)), 0.5 - len(W1)

# %% exercise="polygon_network" verdict="wrong" says="points in and around" note="the numbers of the picture"
W1 = np.array([[-1.0, 4.0], [-1.0, -1.0], [4.0, -1.0]])
return W1, np.array([2.0, 2.0, 7.0]), np.ones(3), -2.5

# %% exercise="polygon_network" verdict="wrong" says="anywhere in the plane" note="fires towards the origin"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
b1 = -np.sum(W1 * corners, axis=1)
s = np.where(b1 < 0, -1, 1)
return W1 * s[:, None], b1 * s, np.ones(len(d)), 0.5 - len(d)

# %% exercise="polygon_network" verdict="wrong" says="which edge is the last" note="three corners only"
W1, b1 = [], []
for j in range(len(corners)):
    p, q = corners[j], corners[(j + 1) % 3]
    w = np.array([p[1] - q[1], q[0] - p[0]])
    W1.append(w)
    b1.append(-(w @ p))
return np.array(W1), np.array(b1), np.ones(len(b1)), 0.5 - len(b1)

# %% exercise="polygon_network" verdict="wrong" says="no whole numbers" note="integer arrays"
k = len(corners)
W1, b1 = np.zeros((k, 2), dtype=int), np.zeros(k, dtype=int)
for j in range(k):
    p, q = corners[j], corners[(j + 1) % k]
    W1[j] = [p[1] - q[1], q[0] - p[0]]
    b1[j] = -(W1[j] @ p)
return W1, b1, np.ones(k), 0.5 - k

# %% exercise="polygon_network" verdict="wrong" says="a row of W1 is 0" note="the last edge is left out"
k = len(corners)
W1, b1 = np.zeros((k, 2)), np.zeros(k)
for j in range(k - 1):
    p, q = corners[j], corners[j + 1]
    W1[j] = [p[1] - q[1], q[0] - p[0]]
    b1[j] = -(W1[j] @ p)
return W1, b1, np.ones(k), 0.5 - k

# %% exercise="polygon_network" verdict="wrong" says="all hidden neurons but one" note="b2 = 1 − k"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(d)), 1 - len(d)

# %% exercise="polygon_network" verdict="wrong" says="or none" note="the threshold in place of the bias"
d = np.roll(corners, -1, axis=0) - corners
W1 = np.column_stack([-d[:, 1], d[:, 0]])
return W1, -np.sum(W1 * corners, axis=1), np.ones(len(d)), len(d) - 0.5

# %% exercise="union_network" verdict="right" note="np.repeat and a comparison"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="right" note="as in the notes, with −k and −1"
rows, before = [], 0
for W, b in regions:
    row = [0] * len(b1)
    for j in range(len(b)):
        row[before + j] = 1
    rows.append(row)
    before += len(b)
W2 = np.array(rows)
return W1, b1, W2, -W2.sum(axis=1), np.ones(len(regions), dtype=int), -1

# %% exercise="union_network" verdict="right" note="block_diag"
from scipy.linalg import block_diag

W2 = block_diag(*[np.ones((1, len(b))) for _, b in regions])
return [W1, b1, W2, np.array([0.5 - len(b) for _, b in regions]), np.full(len(regions), 3), -2.0]

# %% exercise="union_network" verdict="right" note="negated twice: no region is silent about itself"
r = len(regions)
W2, b2, start = np.zeros((r, len(b1))), np.zeros(r), 0
for j, (_, b) in enumerate(regions):
    stop = start + len(b)
    W2[j, start:stop], b2[j] = -1, len(b) - 0.5
    start = stop
return W1, b1, W2, b2, -np.ones(r), r - 0.5

# %% exercise="union_network" verdict="right" note="own stacking, torch"
import torch

W1 = torch.cat([torch.tensor(W) for W, _ in regions])
W2 = torch.block_diag(*[torch.ones(1, len(b)) for _, b in regions])
return W1, torch.tensor(b1), W2, 0.5 - W2.sum(1), torch.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="right" note="lists, comprehension"
sizes = [W.shape[0] for W, _ in regions]
W2 = [[1.0 if i == j else 0.0 for j in range(len(sizes)) for _ in range(sizes[j])] for i in range(len(sizes))]
return list(W1), list(b1), W2, [0.5 - s for s in sizes], [1] * len(sizes), -1

# %% exercise="union_network" verdict="right" note="np.add.at, scaled"
r, k = len(regions), len(b1)
owner = np.concatenate([np.full(len(b), j) for j, (_, b) in enumerate(regions)])
W2 = np.zeros((r, k))
np.add.at(W2, (owner, np.arange(k)), 1.0)
W2 /= W2.sum(axis=1, keepdims=True)
return W1, b1, W2, np.full(r, -0.9999), np.full(r, 0.5), -0.25

# %% exercise="union_network" verdict="right" note="np.equal.outer"
order = np.argsort(b1)
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])[order]
W2 = np.equal.outer(np.arange(len(regions)), owner) * 1
return W1, b1, W2[:, np.argsort(order)], 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="at least one is enough" note="AND of the regions"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), 0.5 - len(regions)

# %% exercise="union_network" verdict="wrong" says="mind H(0) = 1" note="b3 = 0"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), 0.0

# %% exercise="union_network" verdict="wrong" says="half planes of region j only" note="W2 full of ones"
W2 = np.ones((len(regions), len(b1)))
b2 = np.array([0.5 - len(b) for _, b in regions])
return W1, b1, W2, b2, np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="three of four half planes" note="b2 for triangles"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, np.full(len(regions), -2.5), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="everywhere" note="OR within the regions"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, np.full(len(regions), -0.5), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="switch off another" note="weights that cancel"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
w3 = -np.ones(len(regions))
w3[0] = 1
return W1, b1, W2, 0.5 - W2.sum(axis=1), w3, -0.5

# %% exercise="union_network" verdict="wrong" says="a row for each region" note="transposed"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2.T, 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="a row for each region" note="blocks of equal size"
W2 = np.kron(np.eye(len(regions)), np.ones(len(b1) // len(regions)))
return W1, b1, W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="k differs from region to region" note="two regions only"
r, k = len(regions), len(regions[0][1])
W2 = np.zeros((r, len(b1)))
W2[0, :k] = 1
if r > 1:
    W2[1, k:] = 1
b2 = 0.5 - W2.sum(axis=1) - 1.0 * (W2.sum(axis=1) == 0)
return W1, b1, W2, b2, np.ones(r), -0.5

# %% exercise="union_network" verdict="wrong" says="six things"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="changed" note="scales the given half planes"
for W, b in regions:
    W /= np.linalg.norm(W, axis=1, keepdims=True)
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, 0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="changed" note="empties the list"
r, k = len(regions), len(b1)
W2, b2, first = np.zeros((r, k)), np.zeros(r), 0
for j in range(r):
    W, b = regions.pop(0)
    W2[j, first : first + len(b)] = 1
    b2[j] = 0.5 - len(b)
    first += len(b)
return W1, b1, W2, b2, np.ones(r), -0.5

# %% exercise="union_network" verdict="wrong" says="only the first two regions" note="forgets the regions before the last"
W2, b2, first = np.zeros((len(regions), len(b1))), np.zeros(len(regions)), 0
for j, (_, b) in enumerate(regions):
    W2[j, first : first + len(b)] = 1
    b2[j] = 0.5 - len(b)
    first = len(b)
return W1, b1, W2, b2, np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="half planes of region j only" note="last half plane of each left out"
W2, b2, first = np.zeros((len(regions), len(b1))), np.zeros(len(regions)), 0
for j, (_, b) in enumerate(regions):
    W2[j, first : first + len(b) - 1] = 1
    b2[j] = 0.5 - (len(b) - 1)
    first += len(b)
return W1, b1, W2, b2, np.ones(len(regions)), -0.5

# %% exercise="union_network" verdict="wrong" says="is a bias too low" note="b2 = −k − 0.5"
owner = np.repeat(np.arange(len(regions)), [len(b) for _, b in regions])
W2 = (owner == np.arange(len(regions))[:, None]).astype(float)
return W1, b1, W2, -0.5 - W2.sum(axis=1), np.ones(len(regions)), -0.5

# %% exercise="step_shape" verdict="right" note="from the two x, by a loop"
positions, widths = [], []
for weight, bias in zip(w, b):
    z = np.log(0.9 / 0.1)
    high, low = (z - bias) / weight, (-z - bias) / weight
    positions.append((high + low) / 2)
    widths.append(abs(high - low))
return np.array(positions), np.array(widths)

# %% exercise="step_shape" verdict="right" note="logit of scipy"
from scipy.special import logit

return [np.divide(-b, w), (logit(0.9) - logit(0.1)) / np.sqrt(w**2)]

# %% exercise="step_shape" verdict="right" note="log 81, single precision"
w, b = w.astype(np.float32), b.astype(np.float32)
return -(b / w), np.float32(np.log(81)) / np.abs(w)

# %% exercise="step_shape" verdict="right" note="torch"
import torch

w, b = torch.tensor(w), torch.tensor(b)
return -b / w, 4 * torch.log(torch.tensor(3.0, dtype=torch.float64)) / w.abs()

# %% exercise="step_shape" verdict="right" note="artanh, solve, stacked"
return np.stack([np.linalg.solve(np.diag(w), -b), 4 * np.arctanh(0.8) * np.sign(w) / w])

# %% exercise="step_shape" verdict="right" note="root finding with scipy"
from scipy.optimize import brentq
sigma = lambda z: 1 / (1 + np.exp(-z))
z = [brentq(lambda t: sigma(t) - p, -20, 20, xtol=1e-12) for p in (0.1, 0.5, 0.9)]
return (z[1] - b) / w, np.maximum((z[2] - z[0]) / w, (z[0] - z[2]) / w)

# %% exercise="step_shape" verdict="wrong" says="the sign: w x + b = 0"
return b / w, 2 * np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="also where w is negative"
return -b / w, 2 * np.log(9) / w

# %% exercise="step_shape" verdict="wrong" says="half of it"
return -b / w, np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="only proportional"
return -b / w, 1 / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="natural logarithm"
return -b / w, 2 * np.log10(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="b is divided by w"
return -w / b, 2 * np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="the narrower the step"
return -b / w, 2 * np.log(9) * np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="keep the sign of w"
return -b / np.abs(w), 2 * np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="tangent"
return -b / w, 4 / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="translate it into x"
return -b / w, np.full(len(w), 2 * np.log(9))

# %% exercise="step_shape" verdict="wrong" says="two things"
return -b / w

# %% exercise="step_shape" verdict="wrong" says="changed" note="in place"
b /= -w
return b, 2 * np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="the positions stand first" note="widths first"
return 2 * np.log(9) / np.abs(w), -b / w

# %% exercise="step_shape" verdict="wrong" says="eight steps" note="only for three neurons"
positions, widths = np.zeros(3), np.zeros(3)
for j in range(3):
    positions[j], widths[j] = -b[j] / w[j], 2 * np.log(9) / abs(w[j])
return positions, widths

# %% exercise="step_shape" verdict="wrong" says="0.5, not 0.9" note="where the output is 0.9"
return (np.log(9) - b) / w, 2 * np.log(9) / np.abs(w)

# %% exercise="step_shape" verdict="wrong" says="whole number" note="integer array"
positions = np.zeros(len(w), dtype=int)
for j in range(len(w)):
    positions[j] = -b[j] / w[j]
return positions, 2 * np.log(9) / np.abs(w)

# %% exercise="peak_network" verdict="right" note="one by one"
left, right = s - delta / 2, s + delta / 2
return np.array([w, w]), np.array([-w * left, -w * right]), np.array([a, -a])

# %% exercise="peak_network" verdict="right" note="mirrored: two falling steps"
w1 = np.full(2, -w)
b1 = w * np.array([s + delta / 2, s - delta / 2])
return [w1, b1, a * np.array([1, -1])]

# %% exercise="peak_network" verdict="right" note="the other order, multiplied out"
return np.ones(2) * w, np.array([-w * s - w * delta / 2, -w * s + w * delta / 2]), np.array([-a, a])

# %% exercise="peak_network" verdict="right" note="single precision, torch"
import torch

edges = torch.tensor([s - delta / 2, s + delta / 2])
return torch.full((2,), float(w)), -w * edges, torch.tensor([1.0, -1.0]) * a

# %% exercise="peak_network" verdict="right" note="lists"
return [w, w], [-w * (s - delta / 2), -w * (s + delta / 2)], [a, -a]

# %% exercise="peak_network" verdict="right" note="one array of three rows"
return np.array([[w, w], [w * delta / 2 - w * s, -w * delta / 2 - w * s], [a, -a]])

# %% exercise="peak_network" verdict="wrong" says="upside down"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2]), np.array([-a, a])

# %% exercise="peak_network" verdict="wrong" says="output weights are a and −a"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2]), np.array([a, a])

# %% exercise="peak_network" verdict="wrong" says="b = −w s" note="the sign of both biases"
return np.array([w, w]), w * np.array([s + delta / 2, s - delta / 2]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="b contains w" note="not multiplied out"
return np.array([w, w]), np.array([-s + delta / 2, -s - delta / 2]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="half of Δ on either side"
return np.array([w, w]), -w * np.array([s - delta, s + delta]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="must have its middle there"
return np.array([w, w]), -w * np.array([s, s + delta]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="factor a is missing"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2]), np.array([1.0, -1.0])

# %% exercise="peak_network" verdict="wrong" says="or the output a bias" note="one up, one down"
return np.array([w, -w]), w * np.array([-s + delta / 2, s + delta / 2]), np.array([a, a])

# %% exercise="peak_network" verdict="wrong" says="the weight w that is given"
return np.full(2, 100.0), -100 * np.array([s - delta / 2, s + delta / 2]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="three things"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2])

# %% exercise="peak_network" verdict="wrong" says="each of the two neurons"
return w, -w * np.array([s - delta / 2, s + delta / 2]), np.array([a, -a])

# %% exercise="peak_network" verdict="wrong" says="not the exact height" note="scaled to the exact height"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2]), np.array([a, -a]) / np.tanh(w * delta / 4)

# %% exercise="peak_network" verdict="wrong" says="return w1, b1, w2" note="output weights second"
return np.array([w, w]), np.array([a, -a]), -w * np.array([s - delta / 2, s + delta / 2])

# %% exercise="peak_network" verdict="wrong" says="a may be negative" note="negative heights lost"
return np.array([w, w]), -w * np.array([s - delta / 2, s + delta / 2]), abs(a) * np.array([1, -1])

# %% exercise="staircase_network" verdict="right" note="two neurons a stair, peaks side by side"
size = (right - left) / n
w1, b1, w2 = [], [], []
for k in range(n):
    start, end = left + k * size, left + (k + 1) * size
    height = f(np.array([(start + end) / 2]))[0]
    w1 += [w, w]
    b1 += [-w * start, -w * end]
    w2 += [height, -height]
return np.array(w1), np.array(b1), np.array(w2), 0.0

# %% exercise="staircase_network" verdict="right" note="n neurons: one for the first stair too"
edges = np.linspace(left, right, n + 1)[:-1]
heights = f(edges + (right - left) / (2 * n))
return w * np.ones(n), -w * edges, np.diff(heights, prepend=0), 0

# %% exercise="staircase_network" verdict="right" note="from right to left, falling steps"
size = (right - left) / n
heights = f(left + size * (np.arange(n) + 0.5))
edges = left + size * np.arange(1, n)
return np.full(n - 1, -w), w * edges, heights[:-1] - heights[1:], heights[-1]

# %% exercise="staircase_network" verdict="right" note="a list of four, loop over the edges, one value at a time"
middles = [left + (k + 0.5) * (right - left) / n for k in range(n)]
heights = [float(f(np.array([m]))[0]) for m in middles]
w1, b1, w2 = np.zeros(n - 1), np.zeros(n - 1), np.zeros(n - 1)
for k in range(1, n):
    w1[k - 1], b1[k - 1] = w, -w * (middles[k - 1] + middles[k]) / 2
    w2[k - 1] = heights[k] - heights[k - 1]
return [w1, b1, w2, heights[0]]

# %% exercise="staircase_network" verdict="right" note="single precision"
edges = np.linspace(left, right, n + 1).astype(np.float32)
heights = f((edges[:-1] + edges[1:]) / 2).astype(np.float32)
w1 = np.full(n - 1, w, dtype=np.float32)
return w1, -w1 * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="right" note="n + 1 neurons, down to 0 at both ends, lists"
edges = [left + (right - left) * k / n for k in range(n + 1)]
heights = [f(np.array([(p + q) / 2])).item() for p, q in zip(edges, edges[1:])]
jumps = [q - p for p, q in zip([0.0] + heights, heights + [0.0])]
return [w] * (n + 1), [-w * e for e in edges], jumps, 0

# %% exercise="staircase_network" verdict="right" note="peak_network for each stair"
size = (right - left) / n
parts = [peak_network(left + (k + 0.5) * size, size, float(f(np.array([left + (k + 0.5) * size]))[0]), w) for k in range(n)]
w1, b1, w2 = (np.concatenate(p) for p in zip(*parts))
return w1, b1, w2, 0.0

# %% exercise="staircase_network" verdict="right" note="half of each step from either side"
edges = np.linspace(left, right, n + 1)
h = f((edges[:-1] + edges[1:]) / 2)
j = np.diff(h) / 2
e = edges[1:-1]
return np.concatenate([np.full(n - 1, w), np.full(n - 1, -w)]), np.concatenate([-w * e, w * e]), np.concatenate([j, -j]), (h[0] + h[-1]) / 2

# %% exercise="staircase_network" verdict="wrong" says="not to its left end"
edges = np.linspace(left, right, n + 1)
heights = f(edges[:-1])
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="not to its right end"
edges = np.linspace(left, right, n + 1)
heights = f(edges[1:])
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="difference of two stairs" note="the heights themselves"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n, w), -w * edges[:-1], heights, 0.0

# %% exercise="staircase_network" verdict="wrong" says="difference of two stairs" note="the heights themselves, with b2"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], heights[1:], heights[0]

# %% exercise="staircase_network" verdict="wrong" says="its height from b2"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), 0.0

# %% exercise="staircase_network" verdict="wrong" says="gives b = −w · edge"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="not f(left)"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), f(np.array([left]))[0]

# %% exercise="staircase_network" verdict="wrong" says="wrong sign"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], heights[:-1] - heights[1:], heights[0]

# %% exercise="staircase_network" verdict="wrong" says="use the weight w that is given"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
w = 5000 / (right - left)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="inner edges of the stairs" note="steps in the wrong place"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
shift = 0.1 * (edges[1] - edges[0])
return np.full(n - 1, w), -w * (edges[1:-1] + shift), np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="four stairs" note="n edges in place of n stairs"
edges = np.linspace(left, right, n)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 2, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="as many as biases"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return w, -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="four things"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights)

# %% exercise="staircase_network" verdict="wrong" says="out of place" note="one stair late"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[2:], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="not the mean of f" note="mean of f at both ends of a stair"
edges = np.linspace(left, right, n + 1)
heights = (f(edges[:-1]) + f(edges[1:])) / 2
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="a negative output weight" note="absolute differences"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.abs(np.diff(heights)), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="do not begin at left" note="from 0, not from left"
edges = np.linspace(0, right - left, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="not in the middles" note="the steps at the middles"
edges = np.linspace(left, right, n + 1)
middles = (edges[:-1] + edges[1:]) / 2
heights = f(middles)
return np.full(n - 1, w), -w * middles[1:], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="from left to right" note="four stairs"
edges = np.linspace(left, right, 5)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(3, w), -w * edges[1:-1], np.diff(heights), heights[0]

# %% exercise="staircase_network" verdict="wrong" says="a single number" note="b2 in an array"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[:1]

# %% exercise="staircase_network" verdict="wrong" says="inner edges" note="own steepness by the width"
edges = np.linspace(left, right, n + 1)
heights = f((edges[:-1] + edges[1:]) / 2)
w = w * (right - left) / n
return np.full(n - 1, w), -w * edges[1:-1], np.diff(heights), heights[0]
