# %% [markdown]
# Right and wrong answers to the exercises of unit 5.

# %% exercise="confusion_matrix" verdict="right" note="loop"
matrix = np.zeros((num_classes, num_classes))
for a, p in zip(actual, predicted):
    matrix[a, p] += 1
return matrix

# %% exercise="confusion_matrix" verdict="right" note="scikit-learn"
from sklearn import metrics

return metrics.confusion_matrix(actual, predicted, labels=np.arange(num_classes))

# %% exercise="confusion_matrix" verdict="right" note="bincount of pairs"
pairs = num_classes * actual + predicted
return np.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)

# %% exercise="confusion_matrix" verdict="right" note="product of one-hot matrices"
eye = np.eye(num_classes, dtype=int)
return eye[actual].T @ eye[predicted]

# %% exercise="confusion_matrix" verdict="right" note="comparisons, an array of lists"
return np.array(
    [
        [np.sum((actual == a) & (predicted == p)) for p in range(num_classes)]
        for a in range(num_classes)
    ]
)

# %% exercise="confusion_matrix" verdict="right" note="torch"
import torch

matrix = torch.zeros(num_classes, num_classes, dtype=torch.int64)
index = torch.as_tensor(actual), torch.as_tensor(predicted)
return matrix.index_put(index, torch.tensor(1), accumulate=True)

# %% exercise="confusion_matrix" verdict="right" note="histogram"
edges = np.arange(num_classes + 1) - 0.5
return np.histogram2d(actual, predicted, bins=(edges, edges))[0]

# %% exercise="confusion_matrix" verdict="wrong" says="rows are the actual classes"
matrix = np.zeros((num_classes, num_classes), dtype=int)
np.add.at(matrix, (predicted, actual), 1)
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="counts every pair only once"
matrix = np.zeros((num_classes, num_classes), dtype=int)
matrix[actual, predicted] += 1
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="not only the diagonal"
matrix = np.zeros((num_classes, num_classes), dtype=int)
for a, p in zip(actual, predicted):
    if a == p:
        matrix[a, p] += 1
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="what is right counts as well"
matrix = np.zeros((num_classes, num_classes), dtype=int)
for a, p in zip(actual, predicted):
    if a != p:
        matrix[a, p] += 1
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="num_classes rows and columns"
k = max(actual.max(), predicted.max()) + 1
matrix = np.zeros((k, k), dtype=int)
np.add.at(matrix, (actual, predicted), 1)
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="num_classes rows and columns" note="only classes that occur"
from sklearn import metrics

return metrics.confusion_matrix(actual, predicted)

# %% exercise="confusion_matrix" verdict="wrong" says="shares of each row"
matrix = np.zeros((num_classes, num_classes))
np.add.at(matrix, (actual, predicted), 1)
return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)

# %% exercise="confusion_matrix" verdict="wrong" says="shares of all samples"
matrix = np.zeros((num_classes, num_classes))
np.add.at(matrix, (actual, predicted), 1)
return matrix / len(actual)

# %% exercise="confusion_matrix" verdict="wrong" says="return" note="prints it"
matrix = np.zeros((num_classes, num_classes), dtype=int)
np.add.at(matrix, (actual, predicted), 1)
print(matrix)

# %% exercise="confusion_matrix" verdict="wrong" says="changed" note="sorts its argument"
order = np.argsort(actual)
matrix = np.zeros((num_classes, num_classes), dtype=int)
np.add.at(matrix, (actual[order], predicted[order]), 1)
actual.sort()
return matrix

# %% exercise="class_measures" verdict="right" note="harmonic mean, with cases"
tp = matrix[c][c]
recall = tp / sum(matrix[c])
called = sum(matrix[:, c])
precision = 0 if called == 0 else tp / called
f1 = 0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
accuracy = 1 - (called + sum(matrix[c]) - 2 * tp) / matrix.sum()
return accuracy, recall, precision, f1

# %% exercise="class_measures" verdict="right" note="a table of two classes, an array of results"
mask = np.arange(len(matrix)) == c
tp = matrix[mask][:, mask].sum()
fn = matrix[mask][:, ~mask].sum()
fp = matrix[~mask][:, mask].sum()
tn = matrix[~mask][:, ~mask].sum()
return np.array(
    [(tp + tn) / (tp + tn + fp + fn), tp / (tp + fn), tp / max(tp + fp, 1), tp / (tp + (fp + fn) / 2)]
)

# %% exercise="class_measures" verdict="right" note="0/0 mended afterward, with a warning"
tp, row, column, total = matrix[c, c], matrix[c].sum(), matrix[:, c].sum(), matrix.sum()
precision = np.nan_to_num(tp / column)
return [(total - row - column + 2 * tp) / total, tp / row, precision, 2 * tp / (row + column)]

# %% exercise="class_measures" verdict="right" note="loops"
tp = fn = fp = tn = 0
for a in range(len(matrix)):
    for p in range(len(matrix)):
        n = int(matrix[a, p])
        tp, fn = tp + n * (a == c and p == c), fn + n * (a == c and p != c)
        fp, tn = fp + n * (a != c and p == c), tn + n * (a != c and p != c)
precision = tp / (tp + fp) if tp + fp else 0.0
return (tp + tn) / (tp + fn + fp + tn), tp / (tp + fn), precision, tp / (tp + (fp + fn) / 2)

# %% exercise="class_measures" verdict="right" note="a tiny number below, in single precision"
n = matrix.astype(np.float32)
tp, row, column = n[c, c], n[c].sum(), n[:, c].sum()
accuracy = 1 - (row + column - 2 * tp) / n.sum()
return accuracy, tp / row, tp / np.maximum(column, np.float32(1e-9)), 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="not called c"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = np.trace(matrix) / matrix.sum()
return accuracy, tp / row, tp / column if column else 0.0, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="precision about the column" note="swapped"
tp, row, column = matrix[c, c], matrix[:, c].sum(), matrix[c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / row if row else 0.0, tp / column, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="not the usual one"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
precision = tp / column if column else 0.0
return accuracy, tp / row, precision, (tp / row + precision) / 2

# %% exercise="class_measures" verdict="wrong" says="geometric"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
precision = tp / column if column else 0.0
return accuracy, tp / row, precision, (tp / row * precision) ** 0.5

# %% exercise="class_measures" verdict="wrong" says="0/0 is 0" note="no case for a class never predicted"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / row, tp / column, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="0/0 is 0" note="harmonic mean of zeros"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
precision = tp / column if column else 0.0
recall = tp / row
return accuracy, recall, precision, 2 * precision * recall / (precision + recall)

# %% exercise="class_measures" verdict="wrong" says="0/0 is 0" note="precision 1 for a class never predicted"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / row, tp / column if column else 1.0, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="true negatives are right"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
return tp / matrix.sum(), tp / row, tp / column if column else 0.0, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="this is the error rate"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (row + column - 2 * tp) / matrix.sum()
return accuracy, tp / row, tp / column if column else 0.0, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="a class among four" note="always class 1"
tp, row, column = matrix[1, 1], matrix[1].sum(), matrix[:, 1].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / row, tp / column if column else 0.0, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="four results" note="a dict"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return {
    "accuracy": accuracy,
    "recall": tp / row,
    "precision": tp / column if column else 0.0,
    "f1": 2 * tp / (row + column),
}

# %% exercise="class_measures" verdict="wrong" says="percent"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
values = accuracy, tp / row, tp / column if column else 0.0, 2 * tp / (row + column)
return [100 * value for value in values]

# %% exercise="class_measures" verdict="wrong" says="changed" note="empties the cell in place"
tp, total = matrix[c, c], matrix.sum()
matrix[c, c] = 0
fn, fp = matrix[c].sum(), matrix[:, c].sum()
precision = tp / (tp + fp) if tp + fp else 0.0
return (total - fn - fp) / total, tp / (tp + fn), precision, 2 * tp / (2 * tp + fp + fn)

# %% exercise="class_measures" verdict="wrong" says="the other class" note="takes class 0 for positive"
c = 1 - c if len(matrix) == 2 else c
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / row, tp / column, 2 * tp / (row + column)

# %% exercise="confusion_table" verdict="right" note="loop"
tn = fp = fn = tp = 0
for output, label in zip(y_hat, y):
    if output >= threshold:
        tp, fp = tp + label, fp + 1 - label
    else:
        fn, tn = fn + label, tn + 1 - label
return np.array([[tn, fp], [fn, tp]])

# %% exercise="confusion_table" verdict="right" note="sums of masks"
yes, positive = y_hat >= threshold, y == 1
return np.array(
    [[(~yes & ~positive).sum(), (yes & ~positive).sum()], [(~yes & positive).sum(), (yes & positive).sum()]]
)

# %% exercise="confusion_table" verdict="right" note="where"
return confusion_matrix(y, np.where(y_hat < threshold, 0, 1), 2)

# %% exercise="confusion_table" verdict="right" note="differences"
tp = np.dot(y, y_hat >= threshold)
called = np.count_nonzero(y_hat >= threshold)
return np.array([[len(y) - called - y.sum() + tp, called - tp], [y.sum() - tp, tp]], dtype=float)

# %% exercise="confusion_table" verdict="right" note="scikit-learn"
from sklearn import metrics

return metrics.confusion_matrix(y, y_hat >= threshold, labels=[0, 1])

# %% exercise="confusion_table" verdict="wrong" says=">= and not >"
return confusion_matrix(y, (y_hat > threshold).astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="not always 0.5"
return confusion_matrix(y, (y_hat >= 0.5).astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="class 0 comes first" note="positive first"
table = confusion_matrix(y, (y_hat >= threshold).astype(int), 2)
return table[::-1, ::-1]

# %% exercise="confusion_table" verdict="wrong" says="rows are the actual classes"
return confusion_matrix((y_hat >= threshold).astype(int), y, 2)

# %% exercise="confusion_table" verdict="wrong" says="not <=" note="below the threshold"
return confusion_matrix(y, (y_hat <= threshold).astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="shape" note="a list in place of a table"
yes = y_hat >= threshold
return np.array([sum(~yes & (y == 0)), sum(yes & (y == 0)), sum(~yes & (y == 1)), sum(yes & (y == 1))])

# %% exercise="confusion_table" verdict="wrong" says="changed" note="decides in place"
y_hat[:] = y_hat >= threshold
return confusion_matrix(y, y_hat.astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="not shares"
return confusion_matrix(y, (y_hat >= threshold).astype(int), 2) / len(y)

# %% exercise="confusion_table" verdict="wrong" says="single sample" note="only where both classes occur"
from sklearn import metrics

return metrics.confusion_matrix(y, (y_hat >= threshold).astype(int))

# %% exercise="precision_recall_curve" verdict="right" note="loop with confusion_table"
thresholds = sorted(set(y_hat.tolist()), reverse=True)
tables = [confusion_table(y_hat, y, threshold) for threshold in thresholds]
precision = [table[1, 1] / (table[1, 1] + table[0, 1]) for table in tables]
recall = [table[1, 1] / (table[1, 1] + table[1, 0]) for table in tables]
return np.array(precision), np.array(recall), np.array(thresholds)

# %% exercise="precision_recall_curve" verdict="right" note="loop with class_measures"
thresholds = np.unique(y_hat)[::-1]
measures = np.array([class_measures(confusion_table(y_hat, y, t), 1) for t in thresholds])
return measures[:, 2], measures[:, 1], thresholds

# %% exercise="precision_recall_curve" verdict="right" note="sorting, and the last of equal outputs"
order = np.argsort(-y_hat, kind="stable")
outputs, labels = y_hat[order], y[order]
last = np.append(np.flatnonzero(np.diff(outputs)), len(outputs) - 1)
hits = np.cumsum(labels)[last]
return hits / (last + 1), hits / y.sum(), outputs[last]

# %% exercise="precision_recall_curve" verdict="right" note="scikit-learn"
from sklearn import metrics

precision, recall, thresholds = metrics.precision_recall_curve(y, y_hat)
return precision[-2::-1], recall[-2::-1], thresholds[::-1]

# %% exercise="precision_recall_curve" verdict="right" note="a table of comparisons"
thresholds = np.flip(np.unique(y_hat))
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return [hits / yes.sum(axis=1), hits / y.sum(), thresholds]

# %% exercise="precision_recall_curve" verdict="right" note="one array"
thresholds = np.flip(np.unique(y_hat))
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return np.stack([hits / yes.sum(axis=1), hits / y.sum(), thresholds])

# %% exercise="precision_recall_curve" verdict="right" note="torch"
import torch

thresholds, place = torch.unique(torch.as_tensor(y_hat), return_inverse=True)
hits = torch.bincount(place, weights=torch.as_tensor(y).double()).flip(0).cumsum(0)
called = torch.bincount(place).flip(0).cumsum(0)
return hits / called, hits / hits[-1], thresholds.flip(0)

# %% exercise="precision_recall_curve" verdict="wrong" says="descending order"
thresholds = np.unique(y_hat)
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / yes.sum(axis=1), hits / y.sum(), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="from the largest threshold" note="only the thresholds are turned round"
thresholds = np.unique(y_hat)
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / yes.sum(axis=1), hits / y.sum(), thresholds[::-1]

# %% exercise="precision_recall_curve" verdict="wrong" says="called positive together" note="a point for every sample"
order = np.argsort(-y_hat, kind="stable")
hits = np.cumsum(y[order])
return hits / np.arange(1, len(y) + 1), hits / hits[-1], y_hat[order]

# %% exercise="precision_recall_curve" verdict="wrong" says=">= and not >" note="excludes the threshold"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat > thresholds[:, None]
hits = yes @ y
return hits / np.maximum(yes.sum(axis=1), 1), hits / y.sum(), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="the order is precision, recall" note="recall first"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / y.sum(), hits / yes.sum(axis=1), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="every distinct output is a threshold" note="a grid of its own"
thresholds = np.linspace(1, 0, 101)
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / np.maximum(yes.sum(axis=1), 1), hits / y.sum(), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="not by m" note="recall divided by m"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / yes.sum(axis=1), hits / len(y), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="sorted as the outputs are" note="does not sort the labels"
thresholds = np.sort(y_hat)[::-1]
hits = np.cumsum(y)
return hits / np.arange(1, len(y) + 1), hits / hits[-1], thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="this is the accuracy"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
return (yes == y).mean(axis=1), yes @ y / y.sum(), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="three results" note="forgets the thresholds"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return hits / yes.sum(axis=1), hits / y.sum()

# %% exercise="precision_recall_curve" verdict="wrong" says="changed" note="sorts in place"
order = np.argsort(-y_hat)
labels = y[order]
y_hat.sort()
thresholds = np.unique(y_hat)[::-1]
called = np.array([np.sum(y_hat >= threshold) for threshold in thresholds])
hits = np.cumsum(labels)[called - 1]
return hits / called, hits / hits[-1], thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="one point for them all" note="scikit-learn's form, with its last point"
from sklearn import metrics

precision, recall, thresholds = metrics.precision_recall_curve(y, y_hat)
return precision[::-1], recall[::-1], thresholds[::-1]

# %% exercise="roc_curve" verdict="right" note="loop with confusion_table"
fpr, tpr = [0.0], [0.0]
for threshold in np.unique(y_hat)[::-1]:
    (tn, fp), (fn, tp) = confusion_table(y_hat, y, threshold)
    fpr.append(fp / (fp + tn))
    tpr.append(tp / (tp + fn))
return np.array(fpr), np.array(tpr)

# %% exercise="roc_curve" verdict="right" note="an infinite threshold"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="right" note="scikit-learn, all points"
from sklearn import metrics

return metrics.roc_curve(y, y_hat, drop_intermediate=False)[:2]

# %% exercise="roc_curve" verdict="right" note="means within each class, one array"
thresholds = [2.0, *sorted(set(y_hat.tolist()), reverse=True)]
return np.array([[np.mean(y_hat[y == c] >= t) for t in thresholds] for c in (0, 1)])

# %% exercise="roc_curve" verdict="right" note="sorting"
order = np.argsort(y_hat)[::-1]
outputs, labels = y_hat[order], y[order]
last = np.append(np.flatnonzero(outputs[1:] != outputs[:-1]), len(y) - 1)
hits = np.cumsum(labels)[last]
fpr = (last + 1 - hits) / (len(y) - y.sum())
return np.insert(fpr, 0, 0.0), np.insert(hits / y.sum(), 0, 0.0)

# %% exercise="roc_curve" verdict="wrong" says="the start (0, 0) is missing"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="wrong" says="the order is fpr, tpr"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ y / np.sum(y), yes @ (1 - y) / np.sum(y == 0)

# %% exercise="roc_curve" verdict="wrong" says="one minus the precision"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.maximum(yes.sum(axis=1), 1), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="wrong" says="not by all samples"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / len(y), yes @ y / len(y)

# %% exercise="roc_curve" verdict="wrong" says="true negative rate"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return 1 - yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="wrong" says="from the largest threshold"
thresholds = np.append(np.unique(y_hat), np.inf)
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="wrong" says="called positive together" note="a point for every sample"
labels = y[np.argsort(-y_hat, kind="stable")]
hits, alarms = np.append(0, labels.cumsum()), np.append(0, (1 - labels).cumsum())
return alarms / alarms[-1], hits / hits[-1]

# %% exercise="roc_curve" verdict="wrong" says="false positive rates of" note="scikit-learn drops points"
from sklearn import metrics

return metrics.roc_curve(y, y_hat)[:2]

# %% exercise="roc_curve" verdict="wrong" says="two results" note="thresholds, too"
from sklearn import metrics

return metrics.roc_curve(y, y_hat, drop_intermediate=False)

# %% exercise="roc_curve" verdict="wrong" says="changed" note="labels in place"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
tpr = yes @ y / np.sum(y)
y -= 1
y *= -1
return yes @ y / np.sum(y), tpr

# %% exercise="roc_curve" verdict="wrong" says="five samples" note="excludes the threshold"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat > thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="area_under" verdict="right" note="numpy's function"
return np.trapezoid(y, x)

# %% exercise="area_under" verdict="right" note="loop"
area = 0.0
for k in range(len(x) - 1):
    area += (x[k + 1] - x[k]) * (y[k] + y[k + 1]) / 2
return area

# %% exercise="area_under" verdict="right" note="dot product"
return np.diff(x) @ (y[:-1] + np.diff(y) / 2)

# %% exercise="area_under" verdict="right" note="scikit-learn"
from sklearn import metrics

return metrics.auc(x, y)

# %% exercise="area_under" verdict="right" note="torch"
import torch

return torch.trapezoid(torch.as_tensor(y), torch.as_tensor(x))

# %% exercise="area_under" verdict="right" note="the mean of left and right sums"
return (np.sum(np.diff(x) * y[:-1]) + np.sum(np.diff(x) * y[1:])) * 0.5

# %% exercise="area_under" verdict="right" note="the shoelace formula, around the polygon"
px = np.concatenate([x, [x[-1], x[0]]])
py = np.concatenate([y, [0.0, 0.0]])
return abs(np.sum(px * np.roll(py, -1) - np.roll(px, -1) * py)) / 2

# %% exercise="area_under" verdict="wrong" says="not that of the left one"
return np.sum(np.diff(x) * y[:-1])

# %% exercise="area_under" verdict="wrong" says="not that of the right one"
return np.sum(np.diff(x) * y[1:])

# %% exercise="area_under" verdict="wrong" says="mean of the heights"
return np.mean(y)

# %% exercise="area_under" verdict="wrong" says="widths are missing"
return np.sum(y[1:] + y[:-1]) / 2

# %% exercise="area_under" verdict="wrong" says="x and y are swapped"
return np.trapezoid(x, y)

# %% exercise="area_under" verdict="wrong" says="1/2 of the mean height"
return np.sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]))

# %% exercise="area_under" verdict="wrong" says="equal distances"
return np.mean((y[1:] + y[:-1]) / 2) * (x[-1] - x[0])

# %% exercise="area_under" verdict="wrong" says="four points" note="Simpson's rule rounds the corners"
from scipy.integrate import simpson

return simpson(y, x=x)

# %% exercise="area_under" verdict="wrong" says="is a sum or a mean missing" note="the areas one by one"
return (x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2

# %% exercise="area_under" verdict="wrong" says="nine points" note="from the start point of a ROC curve"
x, y = np.append(0, x), np.append(0, y)
return np.trapezoid(y, x)

# %% exercise="area_under" verdict="wrong" says="changed" note="shifts x in place"
x -= x[0]
return np.trapezoid(y, x)

# %% exercise="equal_error_rate" verdict="right" note="the segment, by hand"
fnr = 1 - tpr
for k in range(1, len(fpr)):
    if fpr[k] >= fnr[k]:
        before, after = fnr[k - 1] - fpr[k - 1], fnr[k] - fpr[k]
        part = before / (before - after)
        return fpr[k - 1] + part * (fpr[k] - fpr[k - 1])

# %% exercise="equal_error_rate" verdict="right" note="interpolates the other rate"
return np.interp(0, fpr - (1 - tpr), 1 - tpr)

# %% exercise="equal_error_rate" verdict="right" note="bisection along the curve"
at = np.arange(len(fpr))
low, high = 0.0, len(fpr) - 1.0
for _ in range(60):
    middle = (low + high) / 2
    if np.interp(middle, at, fpr) + np.interp(middle, at, tpr) < 1:
        low = middle
    else:
        high = middle
return np.interp(low, at, fpr)

# %% exercise="equal_error_rate" verdict="right" note="searchsorted"
gap = fpr + tpr - 1
k = np.searchsorted(gap, 0.0)
share = gap[k] / (gap[k] - gap[k - 1])
return share * fpr[k - 1] + (1 - share) * fpr[k]

# %% exercise="equal_error_rate" verdict="right" note="scipy"
from scipy.optimize import brentq

at = np.arange(len(fpr))
place = brentq(lambda t: np.interp(t, at, fpr + tpr) - 1, 0, len(fpr) - 1)
return float(np.interp(place, at, fpr))

# %% exercise="equal_error_rate" verdict="wrong" says="interpolate" note="the nearest point"
return fpr[np.argmin(np.abs(fpr - (1 - tpr)))]

# %% exercise="equal_error_rate" verdict="wrong" says="not in the middle" note="the mean of both rates at the nearest point"
k = np.argmin(np.abs(fpr - (1 - tpr)))
return (fpr[k] + 1 - tpr[k]) / 2

# %% exercise="equal_error_rate" verdict="wrong" says="not FPR = TPR"
return fpr[np.argmin(np.abs(fpr - tpr))]

# %% exercise="equal_error_rate" verdict="wrong" says="one minus it"
return np.interp(0.0, fpr + tpr - 1, tpr)

# %% exercise="equal_error_rate" verdict="wrong" says="before the crossing"
return fpr[np.flatnonzero(fpr < 1 - tpr)[-1]]

# %% exercise="equal_error_rate" verdict="wrong" says="number of a point"
return int(np.argmin(np.abs(fpr - (1 - tpr))))

# %% exercise="equal_error_rate" verdict="wrong" says="place among the points"
return np.interp(0.0, fpr + tpr - 1, np.arange(len(fpr)))

# %% exercise="equal_error_rate" verdict="wrong" says="middle"
k = np.flatnonzero(fpr >= 1 - tpr)[0]
return (fpr[k - 1] + fpr[k]) / 2

# %% exercise="equal_error_rate" verdict="wrong" says="changed" note="in place"
tpr -= 1
tpr += fpr
return np.interp(0.0, tpr, fpr)

# %% exercise="equal_error_rate" verdict="wrong" says="equal error rate of four points" note="the usual mean over the curve"
return np.mean((fpr + 1 - tpr) / 2)

# %% exercise="posterior" verdict="right" note="loop"
evidence = 0.0
for p, q in zip(prior, likelihood):
    evidence += p * q
return np.array([p * q / evidence for p, q in zip(prior, likelihood)])

# %% exercise="posterior" verdict="right" note="dot product"
return likelihood * prior / np.dot(likelihood, prior)

# %% exercise="posterior" verdict="right" note="by way of logarithms"
with np.errstate(divide="ignore"):
    score = np.log(prior) + np.log(likelihood)
score = np.exp(score - score.max())
return score / score.sum()

# %% exercise="posterior" verdict="right" note="torch"
import torch

joint = torch.as_tensor(prior) * torch.as_tensor(likelihood)
return joint / joint.sum()

# %% exercise="posterior" verdict="right" note="likelihoods rescaled first"
weights = prior * (likelihood / np.max(likelihood))
return np.divide(weights, np.sum(weights))

# %% exercise="posterior" verdict="right" note="single precision"
joint = prior.astype(np.float32) * likelihood.astype(np.float32)
return joint / joint.sum()

# %% exercise="posterior" verdict="wrong" says="divide by the evidence"
return prior * likelihood

# %% exercise="posterior" verdict="wrong" says="the prior is missing"
return likelihood / likelihood.sum()

# %% exercise="posterior" verdict="wrong" says="the likelihood is missing"
return prior / prior.sum()

# %% exercise="posterior" verdict="wrong" says="sum of products"
return prior * likelihood / likelihood.sum()

# %% exercise="posterior" verdict="wrong" says="do not add them"
total = prior + likelihood
return total / total.sum()

# %% exercise="posterior" verdict="wrong" says="not the decision"
joint = prior * likelihood
return (joint == joint.max()).astype(float)

# %% exercise="posterior" verdict="wrong" says="not by the largest"
joint = prior * likelihood
return joint / joint.max()

# %% exercise="posterior" verdict="wrong" says="changed" note="in place"
prior *= likelihood
return prior / prior.sum()

# %% exercise="posterior" verdict="wrong" says="single number" note="only the first class"
joint = prior * likelihood
return joint[0] / joint.sum()

# %% exercise="posterior" verdict="wrong" says="improbable in every class" note="a small constant below"
joint = prior * likelihood
return joint / (joint.sum() + 1e-10)

# %% exercise="posterior" verdict="wrong" says="four classes" note="two classes only"
evidence = prior[0] * likelihood[0] + prior[-1] * likelihood[-1]
return prior * likelihood / evidence

# %% exercise="posterior" verdict="wrong" says="one evidence for all classes"
joint = prior * likelihood
return joint / (prior * likelihood)

# %% exercise="confusion_matrix" verdict="right" note="a counter of pairs"
from collections import Counter

count = Counter(zip(actual.tolist(), predicted.tolist()))
return np.array([[count[a, p] for p in range(num_classes)] for a in range(num_classes)])

# %% exercise="confusion_matrix" verdict="right" note="recursion"
def count(i):
    if i == len(actual):
        return np.zeros((num_classes, num_classes), dtype=np.int64)
    matrix = count(i + 1)
    matrix[int(actual[i]), int(predicted[i])] += 1
    return matrix

return count(0)

# %% exercise="confusion_matrix" verdict="wrong" says="off by one" note="starts at one"
matrix = np.ones((num_classes, num_classes), dtype=int)
np.add.at(matrix, (actual, predicted), 1)
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="all rows are the same" note="all rows the same list"
matrix = [[0] * num_classes] * num_classes
for a, p in zip(actual, predicted):
    matrix[a][p] += 1
return np.array(matrix)

# %% exercise="confusion_matrix" verdict="wrong" says="entries are wrong" note="symmetric"
matrix = np.zeros((num_classes, num_classes), dtype=int)
for a, p in zip(actual, predicted):
    matrix[a, p] += 1
    if a != p:
        matrix[p, a] += 1
return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="inside the loop" note="return in the loop"
matrix = np.zeros((num_classes, num_classes), dtype=int)
for a, p in zip(actual, predicted):
    matrix[a, p] += 1
    return matrix

# %% exercise="confusion_matrix" verdict="wrong" says="changed" note="predicted changed in place"
predicted += num_classes * actual
return np.bincount(predicted, minlength=num_classes**2).reshape(num_classes, num_classes)

# %% exercise="class_measures" verdict="right" note="named tuple"
from collections import namedtuple

Measures = namedtuple("Measures", "accuracy recall precision f1")
tp = matrix[c, c]
row, column = matrix[c, :].sum(), matrix[:, c].sum()
hits = 0.0 if column == 0 else tp / column
return Measures(1 - (row + column - 2 * tp) / matrix.sum(), tp / row, hits, 2 * tp / (row + column))

# %% exercise="class_measures" verdict="right" note="fractions, early return"
from fractions import Fraction

tp, row, column = int(matrix[c, c]), int(matrix[c].sum()), int(matrix[:, c].sum())
accuracy = float(1 - Fraction(row + column - 2 * tp, int(matrix.sum())))
if column == 0:
    return accuracy, 0, 0, 0
return accuracy, float(Fraction(tp, row)), float(Fraction(tp, column)), float(Fraction(2 * tp, row + column))

# %% exercise="class_measures" verdict="right" note="rows and columns deleted, try and except"
tp = float(matrix[c, c])
tn = float(np.delete(np.delete(matrix, c, 0), c, 1).sum())
recall = tp / float(matrix[c].sum())
try:
    precision = tp / float(matrix[:, c].sum())
    f1 = 2 / (1 / precision + 1 / recall)
except ZeroDivisionError:
    precision = f1 = 0.0
return (tp + tn) / float(matrix.sum()), recall, precision, f1

# %% exercise="class_measures" verdict="wrong" says="more than two classes" note="corner of a larger matrix"
tn, fp, fn, tp = matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]
if c == 0:
    tn, fp, fn, tp = tp, fn, fp, tn
precision = tp / (tp + fp) if tp + fp else 0.0
return (tp + tn) / matrix.sum(), tp / (tp + fn), precision, 2 * tp / (2 * tp + fp + fn)

# %% exercise="class_measures" verdict="wrong" says="cuts off the fraction" note="integer division"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
return (matrix.sum() - row - column + 2 * tp) // matrix.sum(), tp // row, tp // max(column, 1), 2 * tp // (row + column)

# %% exercise="class_measures" verdict="wrong" says="return the exact value" note="rounded"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
precision = tp / column if column else 0.0
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return round(accuracy, 3), round(tp / row, 3), round(precision, 3), round(2 * tp / (row + column), 3)

# %% exercise="class_measures" verdict="wrong" says="both without TP" note="row without taking TP away"
tp = matrix[c, c]
fn, fp = matrix[c].sum(), matrix[:, c].sum()
tn = matrix.sum() - tp - fn - fp
precision = tp / (tp + fp)
return (tp + tn) / matrix.sum(), tp / (tp + fn), precision, 2 * tp / (2 * tp + fp + fn)

# %% exercise="class_measures" verdict="wrong" says="never predicted" note="zero only when never right"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
if tp == 0:
    return 0.0, 0.0, 0.0, 0.0
return (matrix.sum() - row - column + 2 * tp) / matrix.sum(), tp / row, tp / column, 2 * tp / (row + column)

# %% exercise="class_measures" verdict="wrong" says="needless small constant" note="a tiny constant everywhere"
tp, row, column = matrix[c, c], matrix[c].sum(), matrix[:, c].sum()
accuracy = (matrix.sum() - row - column + 2 * tp) / matrix.sum()
return accuracy, tp / (row + 1), tp / (column + 1), 2 * tp / (row + column + 1)

# %% exercise="confusion_table" verdict="right" note="bincount"
return np.bincount(2 * y + (y_hat >= threshold), minlength=4).reshape(2, 2)

# %% exercise="confusion_table" verdict="right" note="sorted outputs of each class"
rows = []
for c in (0, 1):
    outputs = np.sort(y_hat[y == c])
    below = np.searchsorted(outputs, threshold, side="left")
    rows.append([below, len(outputs) - below])
return np.asarray(rows)

# %% exercise="confusion_table" verdict="right" note="keyword arguments"
return confusion_matrix(num_classes=2, predicted=1 - (y_hat < threshold), actual=y)

# %% exercise="confusion_table" verdict="wrong" says="your code raised" note="truncated to an integer"
return confusion_matrix(y, (y_hat - threshold + 1).astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="0.572" note="a tolerance"
return confusion_matrix(y, (y_hat >= threshold - 0.005).astype(int), 2)

# %% exercise="confusion_table" verdict="wrong" says="TN and TP are swapped" note="TP first row"
yes, one = y_hat >= threshold, y == 1
return np.array([[np.sum(yes & one), np.sum(yes & ~one)], [np.sum(~yes & one), np.sum(~yes & ~one)]])

# %% exercise="confusion_table" verdict="wrong" says="your code raised" note="bools as indices"
matrix = np.zeros((2, 2), dtype=int)
np.add.at(matrix, (y == 1, y_hat >= threshold), 1)
return matrix

# %% exercise="precision_recall_curve" verdict="right" note="groupby, a generator"
from itertools import groupby

def points():
    called = hits = 0
    pairs = sorted(zip(y_hat.tolist(), y.tolist()), reverse=True)
    for output, group in groupby(pairs, key=lambda pair: pair[0]):
        labels = [label for _, label in group]
        called += len(labels)
        hits += sum(labels)
        yield hits / called, hits / y.sum(), output

return np.array(list(points())).T

# %% exercise="precision_recall_curve" verdict="right" note="sort in decreasing order, reduceat"
order = np.argsort(-y_hat)
outputs, labels = y_hat[order], y[order]
start = np.flatnonzero(np.r_[True, outputs[1:] < outputs[:-1]])
hits = np.add.reduceat(labels, start).cumsum()
called = np.r_[start[1:], len(y)]
return hits / called, hits / y.sum(), outputs[start]

# %% exercise="precision_recall_curve" verdict="wrong" says="first precision, then recall" note="order thresholds first"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
return thresholds, hits / yes.sum(axis=1), hits / y.sum()

# %% exercise="precision_recall_curve" verdict="wrong" says="every distinct output" note="stops when recall is 1"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
end = np.argmax(hits == y.sum()) + 1
return (hits / yes.sum(axis=1))[:end], (hits / y.sum())[:end], thresholds[:end]

# %% exercise="precision_recall_curve" verdict="wrong" says="it may fall and rise again" note="envelope"
thresholds = np.unique(y_hat)[::-1]
yes = y_hat >= thresholds[:, None]
hits = yes @ y
precision = hits / yes.sum(axis=1)
return np.maximum.accumulate(precision[::-1])[::-1], hits / y.sum(), thresholds

# %% exercise="precision_recall_curve" verdict="wrong" says="called positive together" note="last of equal outputs is the first"
order = np.argsort(-y_hat, kind="stable")
hits = np.cumsum(y[order])
thresholds, first = np.unique(-y_hat[order], return_index=True)
return hits[first] / (first + 1), hits[first] / hits[-1], -thresholds

# %% exercise="roc_curve" verdict="right" note="strictly above each output, then all"
outputs = np.unique(y_hat)[::-1]
above = y_hat > outputs[:, None]
above = np.vstack([above, np.ones(len(y), dtype=bool)])
return above[:, y == 0].mean(axis=1), above[:, y == 1].mean(axis=1)

# %% exercise="roc_curve" verdict="right" note="empirical distribution functions"
edges = np.concatenate([[np.inf], np.sort(np.unique(y_hat))[::-1]])
return tuple(1 - np.searchsorted(np.sort(y_hat[y == c]), edges) / np.sum(y == c) for c in (0, 1))

# %% exercise="roc_curve" verdict="wrong" says="also above 1" note="starts at the threshold 1"
thresholds = np.append(1.0, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y)

# %% exercise="roc_curve" verdict="wrong" says="not by the negatives" note="both divided by the negatives"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y) / np.sum(y == 0), yes @ y / np.sum(y == 0)

# %% exercise="roc_curve" verdict="wrong" says="false negative rate" note="false negatives for false positives"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
tpr = yes @ y / np.sum(y)
return 1 - tpr, tpr

# %% exercise="roc_curve" verdict="wrong" says="not counts" note="counts"
thresholds = np.append(np.inf, np.unique(y_hat)[::-1])
yes = y_hat >= thresholds[:, None]
return yes @ (1 - y), yes @ y

# %% exercise="area_under" verdict="right" note="summation by parts"
return x[-1] * y[-1] - x[0] * y[0] - np.sum((x[1:] + x[:-1]) / 2 * np.diff(y))

# %% exercise="area_under" verdict="right" note="recursion"
def area(k):
    if k == 0:
        return 0.0
    return area(k - 1) + (x[k] - x[k - 1]) * (y[k] + y[k - 1]) / 2

return area(len(x) - 1)

# %% exercise="area_under" verdict="wrong" says="last trapezoid is missing" note="misses the last trapezoid"
area = 0.0
for k in range(len(x) - 2):
    area += (x[k + 1] - x[k]) * (y[k] + y[k + 1]) / 2
return area

# %% exercise="area_under" verdict="wrong" says="nine points" note="drops repeated x"
x, keep = np.unique(x, return_index=True)
return np.trapezoid(y[keep], x)

# %% exercise="area_under" verdict="wrong" says="nearly right" note="a fine grid"
grid = np.linspace(x[0], x[-1], 1001)
return np.mean(np.interp(grid, x, y)) * (x[-1] - x[0])

# %% exercise="area_under" verdict="wrong" says="nine points" note="average over the width"
return np.trapezoid(y, x) / (x[-1] - x[0])

# %% exercise="equal_error_rate" verdict="right" note="the root of a function of fpr"
from scipy.optimize import brentq

return brentq(lambda x: x - (1 - np.interp(x, fpr, tpr)), 0, 1)

# %% exercise="equal_error_rate" verdict="right" note="torch, float32"
import torch

f, t = torch.tensor(fpr, dtype=torch.float32), torch.tensor(tpr, dtype=torch.float32)
k = int(torch.nonzero(f + t >= 1)[0, 0])
share = (1 - f[k - 1] - t[k - 1]) / (f[k] + t[k] - f[k - 1] - t[k - 1])
return torch.lerp(f[k - 1], f[k], share)

# %% exercise="equal_error_rate" verdict="wrong" says="nine points" note="a grid of false positive rates"
grid = np.linspace(0, 1, 1001)
return grid[np.argmin(np.abs(grid - (1 - np.interp(grid, fpr, tpr))))]

# %% exercise="equal_error_rate" verdict="wrong" says="np.interp(at" note="arguments of interp in the wrong order"
return np.interp(0.0, fpr, fpr + tpr - 1)

# %% exercise="equal_error_rate" verdict="wrong" says="must rise" note="the gap falls: interp is misled"
return np.interp(0.0, 1 - tpr - fpr, fpr)

# %% exercise="equal_error_rate" verdict="wrong" says="they are swapped" note="weights the wrong way round"
gap = fpr + tpr - 1
k = np.searchsorted(gap, 0.0)
share = gap[k] / (gap[k] - gap[k - 1])
return (1 - share) * fpr[k - 1] + share * fpr[k]

# %% exercise="equal_error_rate" verdict="wrong" says="nine points" note="only between points 1 and 2"
before, after = fpr[1] + tpr[1] - 1, fpr[2] + tpr[2] - 1
return fpr[1] + (fpr[2] - fpr[1]) * before / (before - after)

# %% exercise="posterior" verdict="right" note="odds against each other class"
with np.errstate(divide="ignore", invalid="ignore"):
    return np.array([1 / sum(prior * likelihood / (prior[j] * likelihood[j])) if prior[j] * likelihood[j] else 0.0 for j in range(len(prior))])

# %% exercise="posterior" verdict="wrong" says="four classes" note="only two classes"
first = prior[0] * likelihood[0] / (prior[0] * likelihood[0] + (1 - prior[0]) * likelihood[-1])
return np.array([first, 1 - first])

# %% exercise="posterior" verdict="wrong" says="four other classes" note="logs without care for zero"
score = np.log(prior + 1e-6) + np.log(likelihood + 1e-6)
score = np.exp(score - score.max())
return score / score.sum()

# %% exercise="posterior" verdict="wrong" says="four classes" note="likelihoods are capped at 1"
joint = prior * np.clip(likelihood, 0, 1)
return joint / joint.sum()

# %% exercise="posterior" verdict="wrong" says="return the exact value" note="rounded"
joint = prior * likelihood
return np.round(joint / joint.sum(), 4)

# %% exercise="confusion_matrix" verdict="wrong" says="overflows" note="bytes, which count to 255"
matrix = np.zeros((num_classes, num_classes), dtype=np.uint8)
for i in range(actual.size):
    matrix[actual[i]][predicted[i]] += 1
return matrix

# %% exercise="posterior" verdict="wrong" says="0 stays 0" note="clipped away from 0"
joint = np.clip(prior, 1e-7, 1) * np.clip(likelihood, 1e-7, None)
return joint / joint.sum()
