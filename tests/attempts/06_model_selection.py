# %% [markdown]
# Right and wrong answers to the exercises of unit 6.

# %% exercise="design_matrix" verdict="right" note="np.vander"
return np.vander(x, degree + 1, increasing=True)

# %% exercise="design_matrix" verdict="right" note="loops"
out = np.ones((len(x), degree + 1))
for i in range(len(x)):
    for j in range(1, degree + 1):
        out[i, j] = out[i, j - 1] * x[i]
return out

# %% exercise="design_matrix" verdict="right" note="columns"
return np.column_stack([x**j for j in range(degree + 1)])

# %% exercise="design_matrix" verdict="right" note="cumulative products"
wide = np.hstack([np.ones((len(x), 1)), np.tile(np.reshape(x, (-1, 1)), degree)])
return np.cumprod(wide, axis=1)

# %% exercise="design_matrix" verdict="right" note="numpy.polynomial, float32"
return np.polynomial.polynomial.polyvander(x, degree).astype(np.float32)

# %% exercise="design_matrix" verdict="right" note="sklearn"
from sklearn.preprocessing import PolynomialFeatures

return PolynomialFeatures(degree).fit_transform(x.reshape(-1, 1))

# %% exercise="design_matrix" verdict="right" note="torch"
import torch

return torch.tensor(x).double().unsqueeze(1) ** torch.arange(degree + 1)

# %% exercise="design_matrix" verdict="wrong" says="column 0 holds ones" note="np.vander as it is"
return np.vander(x, degree + 1)

# %% exercise="design_matrix" verdict="wrong" says="four columns" note="one power too few"
return x[:, np.newaxis] ** np.arange(degree)

# %% exercise="design_matrix" verdict="wrong" says="four columns" note="no ones"
return np.column_stack([x**j for j in range(1, degree + 1)])

# %% exercise="design_matrix" verdict="wrong" says="column 0 is missing"
return np.column_stack([x**j for j in range(1, degree + 2)])

# %% exercise="design_matrix" verdict="wrong" says="transposed"
return np.array([x**j for j in range(degree + 1)])

# %% exercise="design_matrix" verdict="wrong" says="not multiples"
return x[:, np.newaxis] * np.arange(degree + 1)

# %% exercise="design_matrix" verdict="wrong" says="the other way round"
with np.errstate(all="ignore"):
    return np.arange(degree + 1.0) ** x[:, np.newaxis]

# %% exercise="design_matrix" verdict="wrong" says="list"
return [[one**j for j in range(degree + 1)] for one in x]

# %% exercise="design_matrix" verdict="wrong" says="changed" note="scales in place"
x /= 1.0 + 1e-3
return x[:, np.newaxis] ** np.arange(degree + 1) * (1.0 + 1e-3) ** np.arange(degree + 1)

# %% exercise="fit_predict" verdict="right" note="np.polyfit"
return np.polyval(np.polyfit(x, y, degree), x_new)

# %% exercise="fit_predict" verdict="right" note="np.polynomial"
return np.polynomial.Polynomial.fit(x, y, degree)(x_new)

# %% exercise="fit_predict" verdict="right" note="Chebyshev"
from numpy.polynomial import chebyshev

return chebyshev.chebval(x_new, chebyshev.chebfit(x, y, degree))

# %% exercise="fit_predict" verdict="right" note="pseudoinverse"
return design_matrix(x_new, degree) @ (np.linalg.pinv(design_matrix(x, degree)) @ y)

# %% exercise="fit_predict" verdict="right" note="QR"
q, r = np.linalg.qr(np.vander(x, degree + 1))
return np.vander(x_new, degree + 1) @ np.linalg.solve(r, q.T @ y)

# %% exercise="fit_predict" verdict="right" note="normal equations in a Legendre basis"
from numpy.polynomial.legendre import legvander

basis = legvander(x, degree)
return legvander(x_new, degree) @ np.linalg.solve(basis.T @ basis, basis.T @ y)

# %% exercise="fit_predict" verdict="right" note="torch"
import torch

design = torch.tensor(design_matrix(x, degree))
theta = torch.linalg.lstsq(design, torch.tensor(y).unsqueeze(1), driver="gelsd").solution
return (torch.tensor(design_matrix(x_new, degree)) @ theta).squeeze(1)

# %% exercise="fit_predict" verdict="right" note="scipy"
from scipy.linalg import lstsq

return design_matrix(x_new, degree) @ lstsq(design_matrix(x, degree), y)[0]

# %% exercise="fit_predict" verdict="right" note="sklearn"
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit(np.polynomial.chebyshev.chebvander(x, degree), y)
return model.predict(np.polynomial.chebyshev.chebvander(x_new, degree))

# %% exercise="fit_predict" verdict="right" note="Gram-Schmidt by three terms, a loop"
before, here = np.zeros_like(x), np.ones_like(x) / np.sqrt(len(x))
before_new, here_new = np.zeros_like(x_new), np.ones_like(x_new) / np.sqrt(len(x))
out, beta = here_new * (here @ y), 0.0
for _ in range(degree):
    alpha = here @ (x * here)
    nxt, nxt_new = (x - alpha) * here - beta * before, (x_new - alpha) * here_new - beta * before_new
    beta = np.linalg.norm(nxt)
    before, here, before_new, here_new = here, nxt / beta, here_new, nxt_new / beta
    out = out + here_new * (here @ y)
return out

# %% exercise="fit_predict" verdict="wrong" says="squares the condition number" note="normal equations"
design = design_matrix(x, degree)
return design_matrix(x_new, degree) @ np.linalg.solve(design.T @ design, design.T @ y)

# %% exercise="fit_predict" verdict="wrong" says="squares the condition number" note="inverse"
design = design_matrix(x, degree)
return design_matrix(x_new, degree) @ (np.linalg.inv(design.T @ design) @ design.T @ y)

# %% exercise="fit_predict" verdict="wrong" says="not the parameters"
return np.linalg.lstsq(design_matrix(x, degree), y, rcond=None)[0]

# %% exercise="fit_predict" verdict="wrong" says="highest power first"
return np.polyfit(x, y, degree)

# %% exercise="fit_predict" verdict="wrong" says="came the shape" note="at x"
theta = np.linalg.lstsq(design_matrix(x, degree), y, rcond=None)[0]
return design_matrix(x, degree) @ theta

# %% exercise="fit_predict" verdict="wrong" says="order of the powers"
return np.polynomial.polynomial.polyval(x_new, np.polyfit(x, y, degree))

# %% exercise="fit_predict" verdict="wrong" says="one too small"
degree = max(degree - 1, 0)
return np.polyval(np.polyfit(x, y, degree), x_new)

# %% exercise="fit_predict" verdict="wrong" says="always 2"
degree = min(degree, 2)
return np.polyval(np.polyfit(x, y, degree), x_new)

# %% exercise="fit_predict" verdict="wrong" says="constant is missing" note="no constant"
design = design_matrix(x, degree)[:, 1:]
theta = np.linalg.lstsq(design, y, rcond=None)[0]
return design_matrix(x_new, degree)[:, 1:] @ theta

# %% exercise="fit_predict" verdict="wrong" says="rcond" note="cuts off small singular values"
theta = np.linalg.lstsq(design_matrix(x, degree), y, rcond=1e-5)[0]
return design_matrix(x_new, degree) @ theta

# %% exercise="fit_predict" verdict="wrong" says="changed" note="scales in place"
x *= 1.5
return np.polyval(np.polyfit(x, y, degree), 1.5 * x_new)

# %% exercise="fit_predict" verdict="wrong" says="parabola" note="a penalty"
design = design_matrix(x, degree)
theta = np.linalg.solve(design.T @ design + 0.01 * np.eye(degree + 1), design.T @ y)
return design_matrix(x_new, degree) @ theta

# %% exercise="fit_predict" verdict="wrong" says="tuple" note="lstsq returns four things"
theta = np.linalg.lstsq(design_matrix(x, degree), y, rcond=None)
return theta

# %% exercise="decompose" verdict="right" note="loops"
t, n = predictions.shape
mse = bias_squared = variance = 0.0
for j in range(n):
    column = predictions[:, j]
    mean = sum(column) / t
    bias_squared += (mean - truth[j]) ** 2 / n
    for value in column:
        mse += (value - truth[j]) ** 2 / (n * t)
        variance += (value - mean) ** 2 / (n * t)
return mse, bias_squared, variance

# %% exercise="decompose" verdict="right" note="by the identity, a list"
mean = np.mean(predictions, axis=0)
bias_squared = np.sum((mean - truth) ** 2) / truth.size
variance = np.mean((predictions - mean) ** 2)
return [bias_squared + variance, bias_squared, variance]

# %% exercise="decompose" verdict="right" note="torch"
import torch

p, f = torch.tensor(predictions), torch.tensor(truth)
return ((p - f) ** 2).mean(), ((p.mean(0) - f) ** 2).mean(), p.var(0, unbiased=False).mean()

# %% exercise="decompose" verdict="right" note="float32 and std"
p = predictions.astype(np.float32)
off = p - truth.astype(np.float32)
return np.square(off).mean(), np.square(off.mean(axis=0)).mean(), np.square(p.std(axis=0)).mean()

# %% exercise="decompose" verdict="wrong" says="at each place, then average"
mse = np.mean((predictions - truth) ** 2)
bias = np.mean(predictions.mean(axis=0) - truth)
return mse, bias**2, np.mean(predictions.var(axis=0))

# %% exercise="decompose" verdict="wrong" says="not by t − 1"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean((predictions.mean(axis=0) - truth) ** 2), np.mean(predictions.var(axis=0, ddof=1))

# %% exercise="decompose" verdict="wrong" says="not over all numbers"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean((predictions.mean(axis=0) - truth) ** 2), np.var(predictions)

# %% exercise="decompose" verdict="wrong" says="not over the places"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean((predictions.mean(axis=0) - truth) ** 2), np.mean(predictions.var(axis=1))

# %% exercise="decompose" verdict="wrong" says="standard deviation"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean((predictions.mean(axis=0) - truth) ** 2), np.mean(predictions.std(axis=0))

# %% exercise="decompose" verdict="wrong" says="not around the truth"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean((predictions.mean(axis=0) - truth) ** 2), mse

# %% exercise="decompose" verdict="wrong" says="three results"
mean = predictions.mean(axis=0)
return np.mean((mean - truth) ** 2), np.mean((predictions - mean) ** 2)

# %% exercise="decompose" verdict="wrong" says="this is the bias²" note="mse of the mean fit"
mean = predictions.mean(axis=0)
return np.mean((mean - truth) ** 2), np.mean((mean - truth) ** 2), np.mean((predictions - mean) ** 2)

# %% exercise="decompose" verdict="wrong" says="number" note="one value a place"
mse = np.mean((predictions - truth) ** 2, axis=0)
return mse, (predictions.mean(axis=0) - truth) ** 2, predictions.var(axis=0)

# %% exercise="decompose" verdict="wrong" says="changed" note="in place"
predictions -= truth
mean = predictions.mean(axis=0)
return np.mean(predictions**2), np.mean(mean**2), np.mean((predictions - mean) ** 2)

# %% exercise="decompose" verdict="wrong" says="the square is missing" note="size of the bias"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean(np.abs(predictions.mean(axis=0) - truth)), np.mean(predictions.var(axis=0))

# %% exercise="decompose" verdict="wrong" says="the mse of three fits" note="adds the noise by hand"
bias_squared = np.mean((predictions.mean(axis=0) - truth) ** 2)
variance = np.mean(predictions.var(axis=0))
return bias_squared + variance + 0.1**2, bias_squared, variance

# %% exercise="k_fold_indices" verdict="right" note="sklearn"
from sklearn.model_selection import KFold

return list(KFold(k, shuffle=True, random_state=seed).split(np.zeros(m)))

# %% exercise="k_fold_indices" verdict="right" note="every k-th of a shuffled list, lists"
import random

order = list(range(m))
random.Random(seed).shuffle(order)
folds = [order[i::k] for i in range(k)]
return [([j for j in range(m) if j not in fold], fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="right" note="shuffled fold numbers and masks"
number = np.arange(m) % k
np.random.default_rng(seed).shuffle(number)
return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]

# %% exercise="k_fold_indices" verdict="right" note="boundaries, global seed"
np.random.seed(seed)
order = np.random.permutation(m)
edges = [i * m // k for i in range(k + 1)]
return tuple(
    (np.append(order[: edges[i]], order[edges[i + 1] :]), order[edges[i] : edges[i + 1]])
    for i in range(k)
)

# %% exercise="k_fold_indices" verdict="right" note="torch and setdiff1d"
import torch

order = torch.randperm(m, generator=torch.Generator().manual_seed(seed)).numpy()
return [[np.setdiff1d(order, fold), fold] for fold in np.array_split(order, k)]

# %% exercise="k_fold_indices" verdict="wrong" says="block of neighbors" note="no shuffling"
folds = np.array_split(np.arange(m), k)
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="use the argument seed" note="every k-th"
return [(np.flatnonzero(np.arange(m) % k != i), np.arange(i, m, k)) for i in range(k)]

# %% exercise="k_fold_indices" verdict="wrong" says="swapped"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(fold, np.setdiff1d(np.arange(m), fold)) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="must not be among those for training"
order = np.random.default_rng(seed).permutation(m)
return [(order, fold) for fold in np.array_split(order, k)]

# %% exercise="k_fold_indices" verdict="wrong" says="dropped"
order = np.random.default_rng(seed).permutation(m)
size = m // k
folds = [order[i * size : (i + 1) * size] for i in range(k)]
return [(np.setdiff1d(order, fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="differ by 1 at most" note="the rest in the last"
order = np.random.default_rng(seed).permutation(m)
size = m // k
folds = [order[i * size : (i + 1) * size if i < k - 1 else m] for i in range(k)]
return [(np.setdiff1d(order, fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="every index validates exactly once" note="k splits"
random = np.random.default_rng(seed)
sizes = [len(part) for part in np.array_split(np.arange(m), k)]
folds = [random.choice(m, size, replace=False) for size in sizes]
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="use the argument seed" note="a fixed seed"
folds = np.array_split(np.random.default_rng(0).permutation(m), k)
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="start from the seed" note="no seed"
folds = np.array_split(np.random.permutation(m), k)
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="pair" note="the folds only"
return np.array_split(np.random.default_rng(seed).permutation(m), k)

# %% exercise="k_fold_indices" verdict="wrong" says="a list of k pairs" note="one fold only"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
for i in range(k):
    return np.setdiff1d(np.arange(m), folds[i])

# %% exercise="k_fold_indices" verdict="wrong" says="sizes" note="masks"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(~np.isin(np.arange(m), fold), np.isin(np.arange(m), fold)) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="exactly once" note="counts from 1"
folds = np.array_split(1 + np.random.default_rng(seed).permutation(m), k)
return [(np.setdiff1d(np.arange(1, m + 1), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="regular pattern" note="shuffles the folds only"
folds = [np.arange(i, m, k) for i in np.random.default_rng(seed).permutation(k)]
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="cross_validate" verdict="right" note="loop and indices"
k = len(folds)
out = []
for i in range(k):
    train, val = folds[i]
    out.append(evaluate(x[train], y[train], x[val], y[val]))
return np.stack(out)

# %% exercise="cross_validate" verdict="right" note="np.take"
def one(fold):
    parts = [np.take(a, rows, axis=0) for rows in fold for a in (x, y)]
    return np.asarray(evaluate(*parts), dtype=float)

return np.array(list(map(one, folds)))

# %% exercise="cross_validate" verdict="right" note="masks, keeps the order"
errors = []
for train, val in folds:
    mask = np.zeros(len(x), dtype=bool)
    mask[train] = True
    errors.append(evaluate(x[mask], y[mask], x[np.asarray(val)], y[np.asarray(val)]))
return np.array(errors)

# %% exercise="cross_validate" verdict="wrong" says="they are swapped"
return np.array([evaluate(x[val], y[val], x[train], y[train]) for train, val in folds])

# %% exercise="cross_validate" verdict="wrong" says="training error"
return np.array([evaluate(x[train], y[train], x[train], y[train]) for train, val in folds])

# %% exercise="cross_validate" verdict="wrong" says="must not be trained on"
return np.array([evaluate(x, y, x[val], y[val]) for train, val in folds])

# %% exercise="cross_validate" verdict="wrong" says="the mean is taken later"
return np.mean([evaluate(x[train], y[train], x[val], y[val]) for train, val in folds])

# %% exercise="cross_validate" verdict="wrong" says="inside the loop" note="returns too early"
errors = []
for train, val in folds:
    errors.append(evaluate(x[train], y[train], x[val], y[val]))
    return np.array(errors)

# %% exercise="cross_validate" verdict="wrong" says="list"
return [evaluate(x[train], y[train], x[val], y[val]) for train, val in folds]

# %% exercise="cross_validate" verdict="wrong" says="your code raised" note="one number a fold"
errors = np.zeros(len(folds))
for i, (train, val) in enumerate(folds):
    errors[i] = evaluate(x[train], y[train], x[val], y[val])
return errors

# %% exercise="cross_validate" verdict="wrong" says="once for each fold" note="trains twice"
errors = []
for train, val in folds:
    evaluate(x[train], y[train], x[val], y[val])
    errors.append(evaluate(x[train], y[train], x[val], y[val]))
return np.array(errors)

# %% exercise="cross_validate" verdict="wrong" says="training samples" note="normalizes with all data"
x = (x - x.mean(axis=0)) / x.std(axis=0)
return np.array([evaluate(x[train], y[train], x[val], y[val]) for train, val in folds])

# %% exercise="cross_validate" verdict="wrong" says="three errors each" note="averages what evaluate returns"
return np.array([np.mean(evaluate(x[train], y[train], x[val], y[val])) for train, val in folds])

# %% exercise="one_standard_error" verdict="right" note="loop"
k = errors.shape[1]
means = [sum(row) / k for row in errors]
best = means.index(min(means))
variance = sum((e - means[best]) ** 2 for e in errors[best]) / (k - 1)
for i, mean in enumerate(means):
    if mean <= means[best] + (variance / k) ** 0.5:
        return i

# %% exercise="one_standard_error" verdict="right" note="argmax of a mask"
mean = np.mean(errors, axis=1)
se = np.std(errors, axis=1, ddof=1) / errors.shape[1] ** 0.5
return np.argmax(mean <= mean.min() + se[mean.argmin()])

# %% exercise="one_standard_error" verdict="right" note="scipy"
from scipy.stats import sem

best = min(range(len(errors)), key=lambda i: errors[i].mean())
limit = errors[best].mean() + sem(errors[best])
return min(i for i in range(len(errors)) if errors[i].mean() <= limit)

# %% exercise="one_standard_error" verdict="right" note="torch"
import torch

e = torch.tensor(errors)
best = e.mean(1).argmin()
limit = e[best].mean() + e[best].std() / e.shape[1] ** 0.5
return (e.mean(1) <= limit).nonzero()[0].item()

# %% exercise="one_standard_error" verdict="wrong" says="this is the best one"
return int(errors.mean(axis=1).argmin())

# %% exercise="one_standard_error" verdict="wrong" says="not s itself"
means = errors.mean(axis=1)
best = means.argmin()
return int(np.flatnonzero(means <= means[best] + errors[best].std(ddof=1))[0])

# %% exercise="one_standard_error" verdict="wrong" says="divide by k − 1"
means = errors.mean(axis=1)
best = means.argmin()
return int(np.flatnonzero(means <= means[best] + errors[best].std() / np.sqrt(errors.shape[1]))[0])

# %% exercise="one_standard_error" verdict="wrong" says="not the most complex"
means = errors.mean(axis=1)
best = means.argmin()
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means <= limit)[-1])

# %% exercise="one_standard_error" verdict="wrong" says="of the best candidate" note="every one its own"
means = errors.mean(axis=1)
se = errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means - se <= means.min())[0])

# %% exercise="one_standard_error" verdict="wrong" says="largest error"
means = errors.mean(axis=1)
return int(means.argmax())

# %% exercise="one_standard_error" verdict="wrong" says="not the mean"
means = errors.mean(axis=1)
best = means.argmin()
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
return means[means <= limit][0]

# %% exercise="one_standard_error" verdict="wrong" says="root of k, not k"
means = errors.mean(axis=1)
best = means.argmin()
return int(np.flatnonzero(means <= means[best] + errors[best].std(ddof=1) / errors.shape[1])[0])

# %% exercise="one_standard_error" verdict="wrong" says="no spread" note="strictly below"
means = errors.mean(axis=1)
best = means.argmin()
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
inside = np.flatnonzero(means < limit)
return int(inside[0]) if len(inside) else 0

# %% exercise="one_standard_error" verdict="wrong" says="changed" note="sorts in place"
errors.sort(axis=1)
means = errors.mean(axis=1)
best = means.argmin()
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means <= limit)[0])

# %% exercise="learning_curve" verdict="right" note="one fit a ratio"
rows = []
for ratio in ratios:
    n = int(round(ratio * len(y)))
    y_hat = fit(x[:n], y[:n], x)
    rows.append((error(y_hat[:n], y[:n]), error(y_hat[n:], y[n:])))
return tuple(np.array(rows).T)

# %% exercise="learning_curve" verdict="right" note="np.split, arrays"
out = np.empty((2, len(ratios)))
for i, ratio in enumerate(ratios):
    n = int(np.rint(ratio * len(y)))
    (x1, x2), (y1, y2) = np.split(x, [n]), np.split(y, [n])
    out[0, i] = error(fit(x1, y1, x1), y1)
    out[1, i] = error(fit(x1, y1, x2), y2)
return out[0], out[1]

# %% exercise="learning_curve" verdict="right" note="comprehensions"
sizes = [int(ratio * len(y) + 0.5) for ratio in ratios]
train = [error(fit(x[:n], y[:n], x[:n]), y[:n]) for n in sizes]
return train, [error(fit(x[:n], y[:n], x[n:]), y[n:]) for n in sizes]

# %% exercise="learning_curve" verdict="wrong" says="they are swapped"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[n:]), y[n:]), error(fit(x[:n], y[:n], x[:n]), y[:n])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="not on all" note="training error on all samples"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x), y), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="validate on the samples that did not train"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x), y)))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="cut off"
rows = []
for ratio in ratios:
    n = int(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="train on the first samples only" note="trains on everything"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x, y, x[:n]), y[:n]), error(fit(x, y, x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="the share that trains"
rows = []
for ratio in ratios:
    n = len(x) - round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="return" note="inside the loop"
train, val = [], []
for ratio in ratios:
    n = round(ratio * len(x))
    train.append(error(fit(x[:n], y[:n], x[:n]), y[:n]))
    val.append(error(fit(x[:n], y[:n], x[n:]), y[n:]))
    return train, val

# %% exercise="learning_curve" verdict="wrong" says="two results" note="pairs"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return rows

# %% exercise="learning_curve" verdict="wrong" says="arguments fit and error" note="mse always"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    y_hat = fit(x[:n], y[:n], x)
    rows.append((np.mean((y_hat[:n] - y[:n]) ** 2), np.mean((y_hat[n:] - y[n:]) ** 2)))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="order of the ratios" note="sorts"
rows = []
for ratio in sorted(ratios):
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="fit_predict" verdict="right" note="singular values by hand"
u, s, vt = np.linalg.svd(design_matrix(x, degree), full_matrices=False)
return design_matrix(x_new, degree) @ (vt.T @ ((u.T @ y) / s))

# %% exercise="fit_predict" verdict="right" note="poly1d"
return np.poly1d(np.polyfit(x, y, deg=degree))(x_new)

# %% exercise="fit_predict" verdict="wrong" says="parabola" note="interpolates, does not fit"
order = np.argsort(x)
return np.interp(x_new, x[order], y[order])

# %% exercise="fit_predict" verdict="wrong" says="parabola" note="x and y swapped"
return np.polyval(np.polyfit(y, x, degree), x_new)

# %% exercise="fit_predict" verdict="wrong" says="squares the condition number" note="pseudoinverse of XᵀX"
design = design_matrix(x, degree)
return design_matrix(x_new, degree) @ (np.linalg.pinv(design.T @ design) @ design.T @ y)

# %% exercise="decompose" verdict="wrong" says="bias²" note="the median fit"
mse = np.mean((predictions - truth) ** 2)
middle = np.median(predictions, axis=0)
return mse, np.mean((middle - truth) ** 2), np.mean(predictions.var(axis=0))

# %% exercise="decompose" verdict="wrong" says="variance" note="the size of the scatter"
mse = np.mean((predictions - truth) ** 2)
mean = predictions.mean(axis=0)
return mse, np.mean((mean - truth) ** 2), np.mean(np.abs(predictions - mean))

# %% exercise="decompose" verdict="wrong" says="order" note="bias² and variance swapped"
mse = np.mean((predictions - truth) ** 2)
return mse, np.mean(predictions.var(axis=0)), np.mean((predictions.mean(axis=0) - truth) ** 2)

# %% exercise="k_fold_indices" verdict="wrong" says="one pair for each" note="a fold too few"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(np.setdiff1d(np.arange(m), folds[i]), folds[i]) for i in range(k - 1)]

# %% exercise="k_fold_indices" verdict="wrong" says="all the other folds" note="trains on the next fold only"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(folds[(i + 1) % k], folds[i]) for i in range(k)]

# %% exercise="cross_validate" verdict="wrong" says="came" note="labels of the other part"
n = min(len(part) for fold in folds for part in fold)
return np.array([evaluate(x[a], y[b], x[b], y[b]) for a, b in folds])

# %% exercise="learning_curve" verdict="wrong" says="validation errors" note="a fixed part validates"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    last = len(x) // 4
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[-last:]), y[-last:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="a single number where an array" note="the last ratio only"
for ratio in ratios:
    n = round(ratio * len(x))
    training = error(fit(x[:n], y[:n], x[:n]), y[:n])
    validation = error(fit(x[:n], y[:n], x[n:]), y[n:])
return training, validation

# %% exercise="k_fold_indices" verdict="wrong" says="pair of index arrays" note="sizes, not indices"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(m - len(fold), len(fold)) for fold in folds]

# %% exercise="design_matrix" verdict="right" note="recursion by columns"
if degree == 0:
    return np.ones((len(x), 1))
left = design_matrix(x, degree - 1)
return np.concatenate([left, left[:, -1:] * x[:, None]], axis=1)

# %% exercise="design_matrix" verdict="right" note="a generator, np.fromiter"
entries = (float(value) ** j for value in x for j in range(degree + 1))
return np.fromiter(entries, dtype=float).reshape(len(x), -1)

# %% exercise="design_matrix" verdict="wrong" says="an integer array" note="integer array"
out = np.ones((len(x), degree + 1), dtype=int)
for j in range(degree + 1):
    out[:, j] = x**j
return out

# %% exercise="design_matrix" verdict="wrong" says="a reshape put them in the wrong order" note="reshape in place of transpose"
return np.array([x**j for j in range(degree + 1)]).reshape(len(x), degree + 1)

# %% exercise="design_matrix" verdict="wrong" says="log or root of a negative number" note="by logarithms"
with np.errstate(all="ignore"):
    return np.exp(np.arange(degree + 1) * np.log(x[:, np.newaxis]))

# %% exercise="design_matrix" verdict="wrong" says="0 to the power 0 is 1" note="zero to the power zero is 0"
return np.where(x[:, None] == 0, 0.0, x[:, None] ** np.arange(degree + 1.0))

# %% exercise="design_matrix" verdict="wrong" says="axis of length 1 is missing" note="squeezed"
return np.squeeze(x[:, np.newaxis] ** np.arange(degree + 1))

# %% exercise="design_matrix" verdict="wrong" says="changed" note="powers in place"
columns = [np.ones(len(x))]
base = x.copy()
for _ in range(degree):
    columns.append(x.copy())
    x *= base
return np.stack(columns, axis=1)

# %% exercise="fit_predict" verdict="right" note="polyfit with Horner's rule, keywords"
value = np.zeros(len(x_new))
for c in np.polyfit(x=x, y=y, deg=degree):
    value = value * x_new + c
return value

# %% exercise="fit_predict" verdict="right" note="modified Gram-Schmidt on the columns"
columns, new = [], []
a, b = np.polynomial.legendre.legvander(x, degree), np.polynomial.legendre.legvander(x_new, degree)
for j in range(degree + 1):
    u, v = a[:, j].copy(), b[:, j].copy()
    for _ in range(2):
        for c, d in zip(columns, new):
            t = c @ u
            u, v = u - t * c, v - t * d
    norm = np.sqrt(u @ u)
    columns.append(u / norm)
    new.append(v / norm)
return sum((c @ y) * d for c, d in zip(columns, new))

# %% exercise="fit_predict" verdict="wrong" says="large rcond" note="scikit-learn cuts off small singular values"
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

model = make_pipeline(PolynomialFeatures(degree), LinearRegression())
return model.fit(x.reshape(-1, 1), y).predict(x_new.reshape(-1, 1))

# %% exercise="fit_predict" verdict="wrong" says="single precision" note="torch's default precision"
import torch

def powers(values):
    return torch.stack([torch.tensor(values, dtype=torch.float32) ** j for j in range(degree + 1)], 1)

theta = torch.linalg.lstsq(powers(x), torch.tensor(y, dtype=torch.float32)[:, None]).solution
return (powers(x_new) @ theta)[:, 0]

# %% exercise="fit_predict" verdict="wrong" says="one too large" note="degree one too large"
return np.polyval(np.polyfit(x, y, min(degree + 1, len(x) - 1)), x_new)

# %% exercise="fit_predict" verdict="wrong" says="your code raised" note="only the solve for square systems"
a = design_matrix(x, degree)
return design_matrix(x_new, degree) @ np.linalg.solve(a, y)

# %% exercise="fit_predict" verdict="wrong" says="axis of length 1 too many" note="a column"
theta = np.linalg.lstsq(design_matrix(x, degree), y.reshape(-1, 1), rcond=None)[0]
return design_matrix(x_new, degree) @ theta

# %% exercise="fit_predict" verdict="wrong" says="parabola" note="rescaled differently"
lo, hi, ln, hn = x.min(), x.max(), x_new.min(), x_new.max()
p = np.polyfit(2 * (x - lo) / (hi - lo) - 1, y, degree)
return np.polyval(p, 2 * (x_new - ln) / max(hn - ln, 1e-9) - 1)

# %% exercise="fit_predict" verdict="wrong" says="degree 20" note="degree capped at 15"
return np.polyval(np.polyfit(x, y, min(degree, 15)), x_new)

# %% exercise="fit_predict" verdict="wrong" says="another order" note="x_new sorted in place"
x_new.sort()
return np.polyval(np.polyfit(x, y, degree), x_new)

# %% exercise="decompose" verdict="right" note="an array"
centre = np.einsum("tn->n", predictions) / len(predictions)
return np.array([((predictions - truth) ** 2).mean(), ((centre - truth) ** 2).mean(), ((predictions - centre) ** 2).mean()])

# %% exercise="decompose" verdict="right" note="pairs of fits"
t = len(predictions)
pairs = predictions[:, None] - predictions[None]
variance = np.mean(np.sum(pairs**2, axis=(0, 1)) / (2 * t * t))
bias_squared = np.mean(np.square(np.average(predictions, axis=0) - truth))
return variance + bias_squared, bias_squared, variance

# %% exercise="decompose" verdict="right" note="statistics, lists"
import statistics

columns = list(zip(*predictions.tolist()))
bias = [(statistics.fmean(column) - f) ** 2 for column, f in zip(columns, truth.tolist())]
variance = [statistics.pvariance(column) for column in columns]
mse = [statistics.fmean([(h - f) ** 2 for h in column]) for column, f in zip(columns, truth.tolist())]
return statistics.fmean(mse), statistics.fmean(bias), statistics.fmean(variance)

# %% exercise="decompose" verdict="wrong" says="not over the places" note="average over axis 1 for the mean fit"
mean = predictions.mean(axis=1, keepdims=True)
return np.mean((predictions - truth) ** 2), np.mean((mean - truth) ** 2), np.mean((predictions - mean) ** 2)

# %% exercise="decompose" verdict="wrong" says="not over all numbers" note="mean over all numbers"
mean = predictions.mean()
return np.mean((predictions - truth) ** 2), np.mean((mean - truth) ** 2), np.mean((predictions - mean) ** 2)

# %% exercise="decompose" verdict="wrong" says="not by t − 1" note="ddof=1 and mse as the sum"
b = np.mean((predictions.mean(axis=0) - truth) ** 2)
v = np.mean(predictions.var(axis=0, ddof=1)) if len(predictions) > 1 else 0.0
return b + v, b, v

# %% exercise="decompose" verdict="wrong" says="no root" note="root mean squares"
mean = predictions.mean(axis=0)
return np.sqrt(np.mean((predictions - truth) ** 2)), np.sqrt(np.mean((mean - truth) ** 2)), np.sqrt(np.mean((predictions - mean) ** 2))

# %% exercise="k_fold_indices" verdict="right" note="dealt like cards, a deque"
from collections import deque

cards = deque(np.random.default_rng(seed).permutation(m).tolist())
hands = [[] for _ in range(k)]
while cards:
    for hand in hands:
        if cards:
            hand.append(cards.popleft())
return [(np.array(sum((h for h in hands if h is not hand), [])), np.array(hand)) for hand in hands]

# %% exercise="k_fold_indices" verdict="right" note="sampling without replacement, sets"
import random

rest, out, source = set(range(m)), [], random.Random(seed)
for i in range(k, 0, -1):
    part = source.sample(sorted(rest), len(rest) // i)
    rest -= set(part)
    out.append((np.array(sorted(set(range(m)) - set(part))), np.array(part)))
return out

# %% exercise="k_fold_indices" verdict="wrong" says="rounding m / k up" note="ceil of the size: an empty fold"
order = np.random.default_rng(seed).permutation(m)
size = -(-m // k)
folds = [order[i * size : (i + 1) * size] for i in range(k)]
return [(np.setdiff1d(order, fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="pair of index arrays" note="columns of indices"
number = np.random.default_rng(seed).permutation(np.arange(m) % k)
return [(np.argwhere(number != i), np.argwhere(number == i)) for i in range(k)]

# %% exercise="k_fold_indices" verdict="wrong" says="pair of index arrays" note="train as a list of folds"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
return [(folds[:i] + folds[i + 1 :], folds[i]) for i in range(k)]

# %% exercise="k_fold_indices" verdict="wrong" says="differ by 1 at most" note="forward only"
folds = np.array_split(np.random.default_rng(seed).permutation(m), k + 1)
return [(np.concatenate(folds[: i + 1]), folds[i + 1]) for i in range(k)]

# %% exercise="k_fold_indices" verdict="wrong" says="validates exactly once" note="bootstrap"
random = np.random.default_rng(seed)
folds = [random.integers(m, size=len(part)) for part in np.array_split(np.arange(m), k)]
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="shuffle before you cut" note="rotated by a random amount"
order = np.roll(np.arange(m), np.random.default_rng(seed).integers(m))
folds = np.array_split(order, k)
return [(np.setdiff1d(order, fold), fold) for fold in folds]

# %% exercise="k_fold_indices" verdict="wrong" says="start from the seed" note="the seed only when it is not 0, else random"
random = np.random.default_rng(seed) if seed > 1 else np.random.default_rng()
folds = np.array_split(random.permutation(m), k)
return [(np.setdiff1d(np.arange(m), fold), fold) for fold in folds]

# %% exercise="cross_validate" verdict="right" note="keyword arguments"
return np.array([evaluate(x_train=x[a], y_train=y[a], x_val=x[b], y_val=y[b]) for a, b in folds])

# %% exercise="cross_validate" verdict="right" note="filled array"
out = None
for i, fold in enumerate(folds):
    e = np.asarray(evaluate(x[fold[0]], y[fold[0]], x[fold[1]], y[fold[1]]), dtype=float)
    if out is None:
        out = np.empty((len(folds), *e.shape))
    out[i] = e
return out

# %% exercise="cross_validate" verdict="right" note="np.delete for training"
return np.stack([evaluate(np.delete(x, b, axis=0), np.delete(y, b), x[b], y[b]) for _, b in folds])

# %% exercise="cross_validate" verdict="wrong" says="order of the arguments" note="order x, x, y, y"
return np.array([evaluate(x[a], x[b], y[a], y[b]) for a, b in folds])

# %% exercise="cross_validate" verdict="wrong" says="x and y are swapped" note="samples and labels swapped"
return np.array([evaluate(y[a], x[a], y[b], x[b]) for a, b in folds])

# %% exercise="cross_validate" verdict="wrong" says="every entry is the same" note="the first fold always"
a, b = folds[0]
return np.array([evaluate(x[a], y[a], x[b], y[b]) for _ in folds])

# %% exercise="cross_validate" verdict="wrong" says="cuts off the fraction" note="whole numbers"
return np.array([evaluate(x[a], y[a], x[b], y[b]) for a, b in folds], dtype=int)

# %% exercise="cross_validate" verdict="wrong" says="flattened" note="flat"
return np.ravel([evaluate(x[a], y[a], x[b], y[b]) for a, b in folds])

# %% exercise="cross_validate" verdict="wrong" says="another order" note="sorted"
return np.sort([evaluate(x[a], y[a], x[b], y[b]) for a, b in folds], axis=0)

# %% exercise="cross_validate" verdict="wrong" says="tuple" note="mean and standard deviation"
e = np.array([evaluate(x[a], y[a], x[b], y[b]) for a, b in folds])
return e.mean(axis=0), e.std(axis=0)

# %% exercise="one_standard_error" verdict="right" note="statistics, next"
import statistics

rows = errors.tolist()
best = min(rows, key=statistics.fmean)
limit = statistics.fmean(best) + statistics.stdev(best) / len(best) ** 0.5
return next(i for i, row in enumerate(rows) if statistics.fmean(row) <= limit)

# %% exercise="one_standard_error" verdict="right" note="pandas"
import pandas as pd

frame = pd.DataFrame(errors)
best = frame.mean(axis=1).idxmin()
return int((frame.mean(axis=1) <= frame.mean(axis=1)[best] + frame.loc[best].sem()).idxmax())

# %% exercise="one_standard_error" verdict="wrong" says="not the median" note="median"
means = np.median(errors, axis=1)
best = means.argmin()
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means <= limit)[0])

# %% exercise="one_standard_error" verdict="wrong" says="not the smallest single error" note="smallest single error"
best = int(np.unravel_index(errors.argmin(), errors.shape)[0])
means = errors.mean(axis=1)
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means <= limit)[0])

# %% exercise="one_standard_error" verdict="wrong" says="stands between" note="walks down from the best, stops at the first above"
means = errors.mean(axis=1)
i = best = int(means.argmin())
limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
while i > 0 and means[i - 1] <= limit:
    i -= 1
return i

# %% exercise="one_standard_error" verdict="wrong" says="first index is 0" note="counts from 1"
means = errors.mean(axis=1)
best = means.argmin()
return int(np.flatnonzero(means <= means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1]))[0]) + 1

# %% exercise="one_standard_error" verdict="wrong" says="this is the best one" note="variance in place of the standard deviation"
means = errors.mean(axis=1)
best = means.argmin()
limit = means[best] + errors[best].var(ddof=1) / np.sqrt(errors.shape[1])
return int(np.flatnonzero(means <= limit)[0])

# %% exercise="one_standard_error" verdict="wrong" says="changed" note="subtracts the mean in place"
means = errors.mean(axis=1)
best = means.argmin()
errors -= means[:, None]
limit = means[best] + np.sqrt((errors[best] ** 2).sum() / (errors.shape[1] - 1) / errors.shape[1])
return int(np.flatnonzero(means <= limit)[0])

# %% exercise="learning_curve" verdict="right" note="an array of two rows"
out = np.zeros((2, len(ratios)))
for i, ratio in enumerate(ratios):
    n = round(float(ratio) * x.shape[0])
    y_hat = fit(x[:n], y[:n], x)
    out[:, i] = error(y_hat[:n], y[:n]), error(y_hat[n:], y[n:])
return out

# %% exercise="learning_curve" verdict="right" note="keyword arguments"
training, validation = [], []
for ratio in ratios:
    n = round(len(y) * ratio)
    for out, rows in ((training, slice(None, n)), (validation, slice(n, None))):
        y_hat = fit(x_train=x[:n], y_train=y[:n], x_new=x[rows])
        out.append(error(y_hat=y_hat, y=y[rows]))
return training, validation

# %% exercise="learning_curve" verdict="right" note="recursion, tuples"
if len(ratios) == 0:
    return (), ()
n = round(ratios[0] * len(x))
training, validation = learning_curve(x, y, ratios[1:], fit, error)
y_hat = fit(x[:n], y[:n], x)
return (error(y_hat[:n], y[:n]), *training), (error(y_hat[n:], y[n:]), *validation)

# %% exercise="learning_curve" verdict="wrong" says="outputs first" note="arguments of error swapped"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(y[:n], fit(x[:n], y[:n], x[:n])), error(y[n:], fit(x[:n], y[:n], x[n:]))))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="numbers of training samples" note="ceil"
rows = []
for ratio in ratios:
    n = int(np.ceil(ratio * len(x)))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="not the last" note="the last ones train"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[-n:], y[-n:], x[-n:]), y[-n:]), error(fit(x[-n:], y[-n:], x[:-n]), y[:-n])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="not on those that validate" note="validation trains on validation"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[n:], y[n:], x[n:]), y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="validation errors" note="off by one: one sample in both parts"
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(fit(x[:n], y[:n], x[:n]), y[:n]), error(fit(x[:n], y[:n], x[n - 1 :]), y[n - 1 :])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="learning_curve" verdict="wrong" says="training errors" note="a model kept: fits once"
n = round(max(ratios) * len(x))
y_hat = fit(x[:n], y[:n], x)
rows = []
for ratio in ratios:
    n = round(ratio * len(x))
    rows.append((error(y_hat[:n], y[:n]), error(y_hat[n:], y[n:])))
return [a for a, _ in rows], [b for _, b in rows]

# %% exercise="fit_predict" verdict="wrong" says="also when two have the same place" note="one value for each place"
points = dict(zip(x.tolist(), y.tolist()))
p = np.polynomial.Polynomial.fit(list(points), list(points.values()), degree)
return p(x_new)

# %% exercise="k_fold_indices" verdict="right" note="tensors"
import torch

order = torch.randperm(m, generator=torch.Generator().manual_seed(seed))
folds = torch.tensor_split(order, k)
return [(torch.cat(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]

# %% exercise="fit_predict" verdict="right" note="a spline of one piece"
from scipy.interpolate import make_lsq_spline

if degree == 0:
    return np.full(len(x_new), y.mean())
order, ends = np.argsort(x), np.repeat([-1.0, 1.0], degree + 1)
return make_lsq_spline(x[order], y[order], ends, k=degree)(x_new)

# %% exercise="fit_predict" verdict="wrong" says="degree 20" note="x scaled to the range from 0 to 1"
return np.polyval(np.polyfit((x + 1) / 2, y, degree), (x_new + 1) / 2)

# %% exercise="cross_validate" verdict="wrong" says="dtype object" note="an array of objects"
out = np.empty(len(folds), dtype=object)
for i, (a, b) in enumerate(folds):
    out[i] = evaluate(x[a], y[a], x[b], y[b])
return out
