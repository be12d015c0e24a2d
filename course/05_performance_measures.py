# %% [markdown]
# # 5 · Performance measures
#
# "97.8 % correct" sounds like a good classifier. In this unit you meet one that is 97.8 % correct
# and misses one in six of the digits it was made to find. One number is never the whole story; here
# you learn which numbers tell the rest of it.
#
# **You will be able to**
#
# - read a confusion matrix and build one,
# - compute accuracy, recall, precision and the F1 score of a class, and say which question each of
#   them answers,
# - move the threshold of a classifier, and trade recall against precision on purpose,
# - draw a precision-recall curve and a ROC curve, and sum up a ROC curve by its area and its equal
#   error rate,
# - explain why a very good medical test is wrong in two of three alarms, with Bayes' rule.
#
# **Time needed:** about 4 hours, in two sittings: sections 5.1 to 5.4, then 5.5 to 5.8.
#
# **What to know before:** unit 4: the generalized perceptron $\hat y = \sigma(\mathbf w \cdot
# \mathbf x + b)$ and its reading as a probability; what a probability is, and a conditional one.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.batches import MiniBatches
from dlcourse.data import load_fashion_mnist, load_mnist
from dlcourse.pace import pace, progress
from dlcourse.plotting import (
    plot_confusion_matrix,
    plot_function,
    plot_learning_curves,
    plot_precision_recall,
    plot_roc,
    plot_tiles,
)
from dlcourse.preparation import prepare_pair, train_test_split
from dlcourse.widgets import explore, slider

plt.rcParams["figure.dpi"] = 80  # small pictures keep the notebook small
BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"

# %% [markdown]
# ## 5.1 Who is taken for whom?
#
# A classifier that knows ten digits can be wrong in ninety ways: a 4 taken for a 9, a 9 taken for
# a 4, a 1 taken for a 0. The **confusion matrix** $C$ counts all of them, and what was right as
# well:
#
# $$C_{ab} = \text{number of samples of the actual class } a \text{ that were predicted as } b.$$
#
# **Rows are the actual classes, columns the predicted ones.** (Some books have it the other way
# round. Always look at the labels first.) On the diagonal stands what was right. The sum of a row
# is the number of samples that the class has; the sum of a column is how often the class was
# predicted.
#
# Here is a small one, with four classes and 570 samples. The cell in row b and column c says: of
# the $8 + 131 + 63 + 19 = 221$ samples of class b, 63 were taken for a c.

# %% tags=["skip-execution"]
small = np.array([[120, 21, 7, 8], [8, 131, 63, 19], [12, 30, 80, 11], [1, 11, 8, 40]])
plot_confusion_matrix(small, "abcd", title="Four classes, 570 samples")
plt.show()

# %% [markdown]
# ### Exercise 1: the confusion matrix
#
# Two arrays are given, the actual and the predicted class of each sample. Count the pairs. The
# matrix has a row and a column for **every** class, also for a class that does not occur in these
# samples.
#
# *A trap, if you do it without a loop:* `matrix[actual, predicted] += 1` adds 1 to a cell only
# once, however often the pair occurs. `np.add.at(matrix, (actual, predicted), 1)` adds it every
# time. A loop is fine too.


# %% exercise="confusion_matrix"
def confusion_matrix(actual, predicted, num_classes):
    """Count how often samples of one class were predicted as another.

    Parameters
    ----------
    actual : ndarray of ints, shape (m,)
        The class of each sample, from 0 to num_classes − 1. There is at least one sample. Stays
        as it is.
    predicted : ndarray of ints, shape (m,)
        The class that was predicted for each sample, from 0 to num_classes − 1. Stays as it is.
    num_classes : int
        The number of classes. Some of them may not occur at all.

    Returns
    -------
    ndarray of whole numbers, shape (num_classes, num_classes)
        The entry [a, b] counts the samples of the actual class a that were predicted as b.
    """
    ### START YOUR CODE ###
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (actual, predicted), 1)
    return matrix
    ### END YOUR CODE ###


# %% tests="confusion_matrix" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

actual = np.array([0, 0, 1, 1, 1, 2, 0])
predicted = np.array([0, 1, 1, 1, 2, 0, 1])
wanted = np.array([[1, 2, 0], [0, 2, 1], [1, 0, 0]])
check_close(
    confusion_matrix(actual.copy(), predicted.copy(), 3),
    wanted,
    "the confusion matrix of seven samples",
    mistakes={
        "rows are the actual classes, columns the predicted ones": wanted.T,
        "each sample counts: matrix[actual, predicted] += 1 counts every pair only once": (
            np.minimum(wanted, 1)
        ),
        "count what is wrong as well, not only the diagonal": np.diag([1, 2, 0]),
        "what is right counts as well: it stands on the diagonal": wanted - np.diag([1, 2, 0]),
        "counts are wanted, not shares of all samples": wanted / 7,
        "counts are wanted, not shares of each row": wanted / wanted.sum(axis=1, keepdims=True),
        "only the first sample is counted: is `return` inside the loop?": np.diag([1, 0, 0]),
    },
)
### BEGIN HIDDEN TESTS
for name in ("forty samples", "forty other samples"):
    random = rng(f"confusion_matrix, {name}")
    actual, predicted = random.integers(5, size=40), random.integers(4, size=40)
    given = actual.copy(), predicted.copy()
    wanted = np.zeros((5, 5), dtype=int)
    for a, b in zip(actual, predicted, strict=True):
        wanted[a, b] += 1
    slips = {
        "rows are the actual classes, columns the predicted ones": wanted.T,
        "each sample counts, also when a pair comes more than once": np.minimum(wanted, 1),
    }
    check_close(confusion_matrix(*given, 5), wanted, name, mistakes=slips)
    check_unchanged(given[0], actual, "the actual classes given to confusion_matrix")
    check_unchanged(given[1], predicted, "the predicted classes given to confusion_matrix")
one = confusion_matrix(np.array([1]), np.array([0]), 2)
check_close(one, np.array([[0, 0], [1, 0]]), "a single sample")
### END HIDDEN TESTS

# %% tests="confusion_matrix" points=1
import numpy as np
from dlcourse.testing import check_close

few = confusion_matrix(np.array([1, 1, 3]), np.array([1, 3, 1]), 4)
wanted = np.array([[0, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0]])
check_close(
    few,
    wanted,
    "classes that do not occur",
    hint="num_classes rows and columns, whatever classes occur",
)
### BEGIN HIDDEN TESTS
last = confusion_matrix(np.array([0, 2, 0, 0]), np.array([2, 2, 0, 2]), 3)
wanted = np.array([[1, 0, 2], [0, 0, 0], [0, 0, 1]])
check_close(last, wanted, "a class in the middle that does not occur")
hint = "num_classes rows and columns, whatever classes occur"
wide = confusion_matrix(np.zeros(300, dtype=int), np.zeros(300, dtype=int), 10)
wanted = np.zeros((10, 10), dtype=int)
wanted[0, 0] = 300
few = np.where(wanted > 0, 300 - 256, 0)
slips = {"a small integer type overflows: count with dtype=int": few}
check_close(wide, wanted, "one class of ten, 300 times", mistakes=slips, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Ten digits
#
# We need a classifier for all ten digits. You will build one in unit 8; here it is plumbing, given
# complete: ten neurons, one for each digit, whose outputs are made to add up to 1. It trains on
# 56,000 images of MNIST in a few seconds. We test it on the other 14,000.


# %% tags=["skip-execution"]
def class_probabilities(x, w, b):
    """Ten outputs for each image, which add up to 1 (the softmax of unit 8)."""
    z = x @ w + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


mnist = load_mnist()
pixels = mnist.images.reshape(-1, 784).astype(np.float32) / 255
x_train, x_test, digits_train, digits_test = train_test_split(pixels, mnist.labels, seed=0)
w, b = np.zeros((784, 10), dtype=np.float32), np.zeros(10, dtype=np.float32)
for _ in progress(range(pace(12, quick=2)), "training"):
    for x, digits in MiniBatches(x_train, digits_train, 256):
        error = class_probabilities(x, w, b) - np.eye(10, dtype=np.float32)[digits]
        w -= 0.3 * x.T @ error / len(x)
        b -= 0.3 * error.mean(axis=0)

probabilities = class_probabilities(x_test, w, b)
predicted = probabilities.argmax(axis=1)
ours = confusion_matrix(digits_test, predicted, 10)
plot_confusion_matrix(ours, range(10), title=f"{len(digits_test):,} test images of MNIST")
plt.show()
print(f"on the diagonal: {np.trace(ours):,} of {ours.sum():,}")

# %% [markdown]
# The matrix shows at a glance what the error rate hides. Which mistakes are the most frequent? Can
# you guess their reason? And is the matrix symmetric: is an 8 taken for a 5 as often as a 5 for an
# 8? It need not be.

# %% tags=["skip-execution"]
wrong = ours - np.diag(np.diag(ours))
order = np.argsort(wrong, axis=None)[::-1][:5]
frequent = [divmod(int(place), 10) for place in order]
for a, p in frequent:
    print(f"{a} taken for {p}: {ours[a, p]} times; {p} taken for {a}: {ours[p, a]} times")

a, p = frequent[0]
shown = np.flatnonzero((digits_test == a) & (predicted == p))[:20]
plot_tiles(
    x_test[shown].reshape(-1, 28, 28),
    captions=[f"{p}: {probabilities[i, p]:.0%}" for i in shown],
    title=f"Images of a {a} that were taken for a {p}, and how sure the classifier was",
)
plt.show()

# %% [markdown]
# The lecture notes print such a matrix too, from another classifier on another split of the same
# size. We keep it, as it is worth looking at more closely. (For the eights on the diagonal the
# notes print 227. But they count 12,855 digits on the diagonal, and this needs 1,227 there, as
# does the total of 14,000. A digit got lost.)

# %%
NOTES = np.array(
    [
        [1336, 0, 2, 3, 5, 7, 13, 3, 9, 2],
        [1, 1575, 11, 7, 1, 7, 2, 3, 23, 2],
        [8, 9, 1290, 23, 15, 5, 16, 19, 43, 5],
        [8, 4, 31, 1258, 2, 41, 3, 23, 47, 14],
        [2, 8, 10, 1, 1244, 1, 8, 7, 21, 26],
        [12, 9, 4, 40, 22, 1091, 33, 11, 65, 10],
        [9, 1, 6, 0, 18, 13, 1275, 0, 9, 0],
        [5, 4, 10, 7, 16, 1, 1, 1365, 5, 30],
        [9, 19, 11, 22, 11, 22, 10, 5, 1227, 15],
        [6, 10, 2, 19, 60, 8, 1, 53, 20, 1194],
    ]
)
print(f"notes:       {np.trace(NOTES):,} of {NOTES.sum():,} = {np.trace(NOTES) / NOTES.sum():.1%}")

# %% [markdown]
# The share of the samples on the diagonal is the **accuracy**, and what is missing to 1 is the
# *error rate* of unit 4:
#
# $$\text{accuracy} = \frac{\text{sum of the diagonal}}{\text{number of samples}}
# = 1 - \text{error rate}$$

# %% [markdown]
# ## 5.2 One class against the rest
#
# Now ask about a single class, such as the 5. A sample *is* a 5 (**positive**) or not
# (**negative**), and it is *called* a 5 or not. That gives four cases, the **confusion table**. In
# the notes' matrix, for the digit 5:
#
# | | called a 5 | called something else | together |
# | --- | --- | --- | --- |
# | **is a 5** | **TP** = 1,091 (true positives) | **FN** = 206 (false negatives) | 1,297 |
# | **is none** | **FP** = 105 (false positives) | **TN** = 12,598 (true negatives) | 12,703 |
# | **together** | 1,196 | 12,804 | 14,000 |
#
# *Positive* and *negative* say what was predicted, *true* and *false* whether that was right. Find
# the four numbers in the matrix of ten classes: TP is the diagonal cell of the 5, FN the rest of
# its **row**, FP the rest of its **column**, and TN everything else. Note that a 3 taken for an 8
# is a true negative here: it is no 5, and nobody called it one.
#
# (The negatives are 12,703 of 14,000, or 90.7 %. The notes say 12,598, which is TN alone.)
#
# Four questions, four measures:
#
# | measure | formula | question |
# | --- | --- | --- |
# | accuracy | $\dfrac{TP + TN}{TP + TN + FP + FN}$ | How many of **all** samples are right? |
# | recall | $\dfrac{TP}{TP + FN}$ | How many of the **actual** fives are found? |
# | precision | $\dfrac{TP}{TP + FP}$ | How many that are **called** five are fives? |
# | F1 score | $\dfrac{2}{\frac{1}{\text{precision}} + \frac{1}{\text{recall}}}$ | Are both high? |
#
# Recall has two other names, *sensitivity* and *true positive rate*. The F1 score is the *harmonic
# mean* of precision and recall. It is close to the smaller of the two, so it cannot be made large
# by one of them alone: who calls everything a 5 has a recall of 1 and a precision of 0.09. The
# usual mean would be 0.55, but F1 is 0.17. With a little algebra
#
# $$F_1 = \frac{2\, TP}{2\, TP + FP + FN}.$$
#
# ### Exercise 2: the four measures of a class
#
# One case needs a convention. If a class is **never predicted**, then $TP + FP = 0$ and precision
# is 0/0. We say it is 0, and so is F1.


# %% exercise="class_measures"
def class_measures(matrix, c):
    """Compute accuracy, recall, precision and F1 of one class against all others.

    Parameters
    ----------
    matrix : ndarray of ints, shape (k, k)
        A confusion matrix, actual classes in rows, predicted ones in columns. Stays as it is.
    c : int, from 0 to k − 1
        The class that counts as positive. It has at least one sample, but it may never have been
        predicted.

    Returns
    -------
    accuracy, recall, precision, f1 : four floats from 0 to 1
        Precision and F1 are 0 for a class that was never predicted.
    """
    ### START YOUR CODE ###
    tp = matrix[c, c]
    fn = matrix[c].sum() - tp
    fp = matrix[:, c].sum() - tp
    tn = matrix.sum() - tp - fn - fp
    accuracy = (tp + tn) / matrix.sum()
    recall = tp / (tp + fn)
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn)
    return accuracy, recall, precision, f1
    ### END YOUR CODE ###


# %% tests="class_measures" points=3
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# Classes 0 (no five) and 1 (a five), with the numbers of the table above.
fives = np.array([[12598, 105], [206, 1091]])
result = class_measures(fives.copy(), 1)
four = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 4
check_true(four, "four results", "end with `return accuracy, recall, precision, f1`")
recall, precision = 1091 / 1297, 1091 / 1196
check_close(
    result[0],
    13689 / 14000,
    "the accuracy of the digit 5",
    mistakes={
        "true negatives are right, too": 1091 / 14000,
        "// cuts off the fraction: divide with /": 0,
        "what is wrong was counted: this is the error rate": 311 / 14000,
        "the order: accuracy comes first, then recall": recall,
        "FN is the rest of the row and FP the rest of the column: both without TP": 11507 / 14000,
    },
)
check_close(
    result[1],
    recall,
    "the recall of the digit 5",
    mistakes={
        "recall is about the row of the actual fives, precision about the column": precision,
        "divide by the fives, not by all samples": 1091 / 14000,
        "this is the recall of the other class": 12598 / 12703,
        "false negatives are wanted: TP / (TP + FN)": 1091 / (1091 + 12598),
    },
)
check_close(
    result[2],
    precision,
    "the precision of the digit 5",
    mistakes={
        "precision is about the column of what is called a five": recall,
        "this is the precision of the other class": 12598 / 12804,
        "divide by what is called a five, not by all samples": 1091 / 14000,
    },
)
check_close(
    result[3],
    2182 / 2493,
    "the F1 score of the digit 5",
    mistakes={
        "the harmonic mean is wanted, not the usual one": (recall + precision) / 2,
        "the harmonic mean is wanted, not the geometric one": (recall * precision) ** 0.5,
        "the factor 2 is missing": 1091 / 2493,
        "the factor 2 belongs to TP in the denominator as well": 2182 / (1091 + 311),
        "half of FP + FN belongs below: TP / (TP + (FP + FN) / 2)": 1091 / (1091 + 311),
    },
)
### BEGIN HIDDEN TESTS
measures = "accuracy", "recall", "precision", "F1 score"


def wanted_measures(matrix, c):
    others = [k for k in range(len(matrix)) if k != c]
    tp, tn = matrix[c, c], matrix[np.ix_(others, others)].sum()
    fn, fp = matrix[c, others].sum(), matrix[others, c].sum()
    recall, precision = tp / (tp + fn), tp / (tp + fp)
    return (tp + tn) / matrix.sum(), recall, precision, tp / (tp + (fp + fn) / 2)


small = np.array([[120, 21, 7, 8], [8, 131, 63, 19], [12, 30, 80, 11], [1, 11, 8, 40]])
for matrix in (small, rng("class_measures").integers(1, 50, size=(4, 4))):
    for c in (1, 3, 0):
        given = matrix.copy()
        result = class_measures(given, c)
        check_unchanged(given, matrix, "the matrix given to class_measures")
        right = wanted_measures(matrix, c)
        slips = {
            "a sample of another class is right as soon as it is not called c": (
                np.trace(matrix) / matrix.sum()
            ),
            "use the argument c, not always class 1": wanted_measures(matrix, 1)[0],
            "true negatives are all samples that have nothing to do with class c": (
                matrix[c, c] / matrix.sum()
            ),
            "there are more than two classes: FN and FP are sums": (
                (matrix[0, 0] + matrix[1, 1]) / matrix[:2, :2].sum()
            ),
            "there are more than two classes: FN, FP and TN are sums": (
                (matrix[0, 0] + matrix[1, 1]) / matrix.sum()
            ),
        }
        for name, came, value in zip(measures, result, right, strict=True):
            swapped = {"recall and precision are swapped": right[1 if name == "precision" else 2]}
            more = slips if name == "accuracy" else swapped if name != "F1 score" else None
            check_close(came, value, f"the {name} of a class among four", mistakes=more)
two = class_measures(fives.copy(), 0)
for name, came, value in zip(measures, two, wanted_measures(fives, 0), strict=True):
    check_close(came, value, f"the {name} of all that is no five")
### END HIDDEN TESTS

# %% tests="class_measures" points=1
import numpy as np
from dlcourse.testing import check_close, check_true

result = class_measures(np.array([[5, 0], [3, 0]]), 1)
four = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 4
check_true(four, "four results", "end with `return accuracy, recall, precision, f1`")
name, hint = "the accuracy when the class is never predicted", "the true negatives are right"
check_close(result[0], 0.625, name, hint=hint)
check_close(result[1], 0.0, "the recall when the class is never predicted")
check_close(result[2], 0.0, "the precision when the class is never predicted", hint="0/0 is 0 here")
check_close(result[3], 0.0, "F1 when the class is never predicted", hint="0/0 is 0 here")
### BEGIN HIDDEN TESTS
names = "accuracy", "recall", "precision", "F1 score"
hint = "never predicted is one case, never right is another"
result = class_measures(np.array([[2, 3], [4, 0]]), 1)
for name, came, value in zip(names, result, (2 / 9, 0, 0, 0), strict=True):
    check_close(came, value, f"the {name} when predicted, but never right", hint=hint)
result = class_measures(np.array([[3, 0, 0], [0, 4, 0], [0, 0, 5]]), 2)
for name, came in zip(names, result, strict=True):
    check_close(came, 1.0, f"the {name} when all is right")
result = class_measures(np.array([[9, 0, 1], [2, 0, 5], [1, 0, 2]]), 1)
for name, came, value in zip(names, result, (13 / 20, 0, 0, 0), strict=True):
    check_close(came, value, f"the {name} of three, never predicted", hint="0/0 is 0 here")
### END HIDDEN TESTS

# %% [markdown]
# Now the numbers of the notes: **97.8, 84.1, 91.2 and 87.5 %** for the digit 5. Below them those of
# our own classifier.

# %% tags=["skip-execution"]
print("digit 5       accuracy  recall  precision     F1")
for name, counts in (("notes", NOTES), ("ours", ours)):
    accuracy, recall, precision, f1 = class_measures(counts, 5)
    print(f"{name:12}  {accuracy:8.1%}  {recall:6.1%}  {precision:9.1%}  {f1:5.1%}")

never = np.array([[12703, 0], [1297, 0]])
accuracy, recall, precision, f1 = class_measures(never, 1)
print(f"{'always no':12}  {accuracy:8.1%}  {recall:6.1%}  {precision:9.1%}  {f1:5.1%}")

# %% [markdown]
# Look at the last line. A "classifier" that never says 5 is right in 90.7 % of the cases, because
# that is the share of the other digits. So 97.8 % is much less than it sounds. **With unbalanced
# classes accuracy says little**: compare it with what the largest class alone would give. Recall
# and precision leave out the many easy true negatives, so they cannot be fooled in this way.
#
# All digits at once, for our classifier:

# %% tags=["skip-execution"]
table = np.array([class_measures(ours, c) for c in range(10)])
figure, ax = plt.subplots(figsize=(7.5, 3.6), layout="constrained")
for column, (name, color, marker) in {
    1: ("recall", BLUE, "o"),
    2: ("precision", ORANGE, "s"),
    0: ("accuracy of the class", "gray", "_"),
}.items():
    ax.plot(range(10), 100 * table[:, column], marker, color=color, label=name, markersize=8, mew=2)
ax.set(
    xticks=range(10), xlabel="digit", ylabel="measure in %", title="Each digit against all others"
)
ax.grid(axis="y", alpha=0.3)
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
plt.show()

# %% [markdown]
# The accuracies (gray) are all alike and close to 100 %. Recall and precision tell the digits
# apart. Where precision is higher than recall, the classifier is hesitant with that digit: it
# misses some, but what it calls so is mostly right. Where recall is higher, it is generous.
#
# ### One number for all classes
#
# The mean of a measure over all classes is the *system* (or *macro*) measure. For F1 there are two
# habits, and they do not agree exactly: the notes take the harmonic mean of system precision and
# system recall, most libraries the mean of the F1 scores. When you report one, say which.

# %% tags=["skip-execution"]
for name, counts in (("notes", NOTES), ("ours", ours)):
    means = np.mean([class_measures(counts, c) for c in range(10)], axis=0)
    harmonic = 2 / (1 / means[1] + 1 / means[2])
    print(
        f"{name:5}  system recall {means[1]:.2%}, system precision {means[2]:.2%}, "
        f"F1: harmonic mean of the two {harmonic:.3%}, mean of the F1 scores {means[3]:.3%}"
    )

# %% [markdown]
# ## 5.3 The threshold
#
# The neuron of unit 4 says *how sure* it is, and we decided: class 1 if $\hat y \ge \frac12$. Who
# says that it has to be ½? If it is bad to miss something (an illness), decide for class 1 already
# at $\hat y \ge 0.1$. If a false alarm is bad (a letter put into the spam folder), only at
# $\hat y \ge 0.9$. The decision rule with a **threshold** $t$:
#
# $$\text{class 1 if } \hat y \ge t, \qquad \text{class 0 if } \hat y < t.$$
#
# The classifier stays the same, it is not trained anew. Only where we cut changes, and with it the
# confusion table.
#
# ### Exercise 3: the confusion table at a threshold
#
# Return the confusion matrix of the two classes 0 and 1, in that order: TN and FP in the first
# row, FN and TP in the second. (The table of section 5.2 has the positive class first; here it
# comes last, as numbers run from 0.) Your `confusion_matrix` can do the counting: decisions are
# class numbers.


# %% exercise="confusion_table"
def confusion_table(y_hat, y, threshold):
    """Count true and false decisions, when class 1 is decided for ŷ ≥ threshold.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m,)
        The outputs, from 0 to 1. Stays as it is.
    y : ndarray of ints, shape (m,)
        The labels, 0 or 1. Both classes need not occur. Stays as it is.
    threshold : float
        Any number. An output that is equal to it counts as class 1.

    Returns
    -------
    ndarray of whole numbers, shape (2, 2)
        [[TN, FP], [FN, TP]], where class 1 is the positive one.
    """
    ### START YOUR CODE ###
    decision = (y_hat >= threshold).astype(int)
    return confusion_matrix(y, decision, 2)
    ### END YOUR CODE ###


# %% tests="confusion_table" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

y_hat = np.array([0.9, 0.6, 0.4, 0.2, 0.6, 0.7, 0.6, 0.1])
y = np.array([1, 0, 1, 0, 1, 0, 1, 0])
check_close(
    confusion_table(y_hat.copy(), y.copy(), 0.6),
    np.array([[2, 2], [1, 3]]),
    "the table of eight samples at the threshold 0.6",
    mistakes={
        "an output equal to the threshold counts as class 1: >= and not >": np.array(
            [[3, 1], [3, 1]]
        ),
        "the order is [[TN, FP], [FN, TP]]: class 0 comes first": np.array([[3, 1], [2, 2]]),
        "the order is [[TN, FP], [FN, TP]]: TN and TP are swapped": np.array([[3, 2], [1, 2]]),
        "rows are the actual classes, columns the decisions": np.array([[2, 1], [2, 3]]),
        "class 1 is decided where ŷ is large, not where it is small": np.array([[2, 2], [3, 1]]),
        "class 1 is decided where ŷ is large: >= and not <=": np.array([[1, 3], [1, 3]]),
        "counts are wanted, not shares": np.array([[2, 2], [1, 3]]) / 8,
    },
)
check_close(
    confusion_table(y_hat.copy(), y.copy(), 0.3),
    np.array([[2, 2], [0, 4]]),
    "the table of eight samples at the threshold 0.3",
    mistakes={"use the argument threshold, not always 0.5": np.array([[2, 2], [1, 3]])},
)
### BEGIN HIDDEN TESTS
random = rng("confusion_table")
y_hat, y = random.integers(0, 101, size=60) / 100, random.integers(2, size=60)


def wanted_table(threshold):
    table = np.zeros((2, 2), dtype=int)
    for output, label in zip(y_hat, y, strict=True):
        table[label, 1 if output >= threshold else 0] += 1
    return table


for threshold in (float(y_hat[7]), float(y_hat[7]) + 0.002, 0.5, 0.0, 1.5, -0.5):
    given = y_hat.copy(), y.copy()
    wanted = wanted_table(threshold)
    slips = {
        "use the argument threshold, not always 0.5": wanted_table(0.5),
        "an output equal to the threshold counts as class 1": wanted_table(threshold + 1e-9),
        "the order is [[TN, FP], [FN, TP]]": wanted[::-1, ::-1],
        "rows are the actual classes, columns the decisions": wanted.T,
    }
    came = confusion_table(*given, threshold)
    check_close(came, wanted, f"sixty samples at the threshold {threshold:g}", mistakes=slips)
    check_unchanged(given[0], y_hat, "the outputs given to confusion_table")
    check_unchanged(given[1], y, "the labels given to confusion_table")
one = confusion_table(np.array([0.8]), np.array([1]), 0.5)
hint = "two rows and two columns, also when a class does not occur"
check_close(one, np.array([[0, 0], [0, 1]]), "a single sample", hint=hint)
one = confusion_table(np.array([0.8]), np.array([0]), 0.5)
check_close(one, np.array([[0, 1], [0, 0]]), "another single sample", hint=hint)
none = confusion_table(np.array([0.8, 0.1, 0.3]), np.array([1, 1, 1]), 0.9)
check_close(none, np.array([[0, 0], [3, 0]]), "one class only, nothing above the threshold")
### END HIDDEN TESTS

# %% [markdown]
# ### T-shirts and trousers
#
# Our example is the one of the notes: T-shirts ($y = 0$) and trousers ($y = 1$) of Fashion-MNIST,
# a generalized perceptron, mean squared error, 200 epochs with $\alpha = 0.5$. Its training is
# what you wrote in unit 4.


# %% tags=["skip-execution"]
fashion = load_fashion_mnist()
pair = prepare_pair(fashion, 0, 1, seed=0)
plot_tiles(
    pair.x_train[:10].reshape(-1, 28, 28),
    captions=[f"y = {label}" for label in pair.y_train[:10]],
    title="T-shirts (y = 0) and trousers (y = 1)",
)
plt.show()


def outputs(x, w, b):
    """The outputs ŷ = σ(w·x + b)."""
    return 1 / (1 + np.exp(-(x @ w + b)))


x, y = pair.x_train.astype(np.float32), pair.y_train.astype(np.float32)
w, b = np.zeros(x.shape[1], dtype=np.float32), np.float32(0)
for _ in progress(range(pace(200, quick=60)), "training"):
    y_hat = outputs(x, w, b)
    delta = (y_hat - y) * y_hat * (1 - y_hat) / np.float32(len(y))
    w, b = w - np.float32(0.5) * (delta @ x), b - np.float32(0.5) * delta.sum()

y_test, scores = pair.y_test, outputs(pair.x_test, w.astype(float), float(b))
table = confusion_table(scores, y_test, 0.5)
accuracy, recall, precision, f1 = class_measures(table, 1)
print(f"{len(y_test):,} test images, {y_test.sum():,} of them trousers")
print(f"threshold 0.5: accuracy {accuracy:.1%}, recall {recall:.1%}, precision {precision:.1%}")

# %% [markdown]
# Move the threshold. On the left are the outputs for all test images, one histogram for each class
# (mind the logarithmic scale), on the right the table that results.
#
# *Try:* which threshold finds 99 % of the trousers? What precision does it cost? Where is accuracy
# best, and is it at 0.5?


# %% tags=["skip-execution"]
def draw_threshold(threshold):
    """Draw the outputs of both classes, a threshold, and the confusion table it gives."""
    table = confusion_table(scores, y_test, threshold)
    accuracy, recall, precision, _ = class_measures(table, 1)
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(10.5, 3.8), layout="constrained", width_ratios=(1.7, 1)
    )
    bins = np.linspace(0, 1, 51)
    for label, name, color in ((0, "T-shirts", BLUE), (1, "trousers", ORANGE)):
        left.hist(scores[y_test == label], bins, color=color, alpha=0.55, label=name)
    left.axvline(threshold, color="black", linestyle="--", label="threshold")
    left.set(xlabel="output ŷ", ylabel="images", yscale="log")
    left.set_title(
        f"threshold {threshold:.2f}, accuracy {accuracy:.1%}\n"
        f"recall {recall:.1%}, precision {precision:.1%}"
    )
    left.legend(loc="upper center")
    plot_confusion_matrix(table, ("T-shirt", "trousers"), ax=right)
    return figure


explore(draw_threshold, threshold=slider(0.0, 1.0, 0.5, step=0.01, label="threshold"))

# %% [markdown]
# ## 5.4 Precision against recall
#
# Instead of moving a slider, let us compute all positions at once. Not infinitely many: the
# decisions change only where the threshold passes an output. So the outputs themselves are all the
# thresholds that we need. From the strictest downward:
#
# - At the largest output only the surest sample is called positive.
# - At each next output one more sample joins (or several, if their outputs are equal).
# - At the smallest output all samples are called positive. Then recall is 1, and precision is the
#   share of the positives.
#
# ### Exercise 4: the points of the curve
#
# One threshold for each **distinct** output, in **descending** order, and for each of them
# precision and recall of class 1. Samples with equal outputs share a threshold: they are called
# positive together or not at all.
#
# A loop with your `confusion_table` is right. It looks at all $m$ samples for each of up to $m$
# thresholds, which takes a moment for 14,000 samples. *Hint for a faster way:* count how many
# samples, and how many positive ones, have each of the outputs, and add up the counts from the
# largest output downward (`np.cumsum`).


# %% exercise="precision_recall_curve"
def precision_recall_curve(y_hat, y):
    """Compute precision and recall of class 1 at every threshold that makes a difference.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m,)
        The outputs, from 0 to 1, in any order; several may be equal. Stays as it is.
    y : ndarray of ints, shape (m,)
        The labels, 0 or 1. At least one of them is 1. Stays as it is.

    Returns
    -------
    precision : ndarray of floats, shape (d,)
        The precision at each threshold.
    recall : ndarray of floats, shape (d,)
        The recall at each threshold; it never falls, and ends with 1.
    thresholds : ndarray of floats, shape (d,)
        The d distinct outputs in descending order; class 1 is decided where ŷ ≥ threshold.
    """
    ### START YOUR CODE ###
    thresholds, place = np.unique(y_hat, return_inverse=True)  # ascending
    hits = np.bincount(place, weights=y)[::-1].cumsum()
    called = np.bincount(place)[::-1].cumsum()
    return hits / called, hits / hits[-1], thresholds[::-1]
    ### END YOUR CODE ###


# %% tests="precision_recall_curve" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

result = precision_recall_curve(np.array([0.3, 0.9, 0.6, 0.8]), np.array([0, 1, 1, 0]))
three = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 3
check_true(three, "three results", "end with `return precision, recall, thresholds`")
check_close(
    result[2],
    np.array([0.9, 0.8, 0.6, 0.3]),
    "the thresholds of four samples",
    mistakes={
        "descending order is wanted": np.array([0.3, 0.6, 0.8, 0.9]),
        "sort the outputs": np.array([0.3, 0.9, 0.6, 0.8]),
        "the order of the results: precision, recall, thresholds": np.array([1, 1 / 2, 2 / 3, 0.5]),
        "the order of the results: first precision, then recall": np.array([0.5, 0.5, 1, 1]),
    },
    hint="every distinct output is a threshold",
)
precision, recall = np.array([1, 1 / 2, 2 / 3, 1 / 2]), np.array([0.5, 0.5, 1, 1])
check_close(
    result[0],
    precision,
    "the precision of four samples",
    mistakes={
        "this is the recall: the order is precision, recall, thresholds": recall,
        "an output equal to the threshold counts as class 1: >= and not >": np.array(
            [0, 1, 1 / 2, 2 / 3]
        ),
        "the order: from the largest threshold to the smallest": precision[::-1],
        "this is the accuracy": np.array([0.75, 0.5, 0.75, 0.5]),
        "the labels must be sorted as the outputs are": np.array([0, 1 / 2, 2 / 3, 1 / 2]),
        "divide by what is called positive, not by m": np.array([0.25, 0.25, 0.5, 0.5]),
        "the precision is never corrected: it may fall and rise again": np.array(
            [1, 2 / 3, 2 / 3, 1 / 2]
        ),
    },
    hint="one value for each threshold",
)
check_close(
    result[1],
    recall,
    "the recall of four samples",
    mistakes={
        "an output equal to the threshold counts as class 1: >= and not >": np.array(
            [0, 0.5, 0.5, 1]
        ),
        "the order: from the largest threshold to the smallest": recall[::-1],
        "divide by the number of positive samples, not by m": recall / 2,
    },
)
### BEGIN HIDDEN TESTS
for name in ("thirty samples", "thirty other samples"):
    random = rng(f"precision_recall_curve, {name}")
    y_hat, y = random.uniform(size=30), np.arange(30) % 3 == 0
    y = random.permutation(y).astype(int)
    given = y_hat.copy(), y.copy()
    precision, recall, thresholds = precision_recall_curve(*given)
    check_unchanged(given[0], y_hat, "the outputs given to precision_recall_curve")
    check_unchanged(given[1], y, "the labels given to precision_recall_curve")
    down = np.array(sorted(y_hat, reverse=True))
    called = [y[y_hat >= threshold] for threshold in down]
    check_close(thresholds, down, f"the thresholds of {name}")
    right = np.array([labels.mean() for labels in called])
    check_close(precision, right, f"the precision of {name}")
    right = np.array([labels.sum() / 10 for labels in called])
    slips = {"take the number of positive samples from y": right * 5}
    check_close(recall, right, f"the recall of {name}", mistakes=slips)
precision, recall, thresholds = precision_recall_curve(np.array([0.7]), np.array([1]))
check_close(thresholds, np.array([0.7]), "the threshold of a single sample")
check_close(precision, np.array([1.0]), "the precision of a single sample")
check_close(recall, np.array([1.0]), "the recall of a single sample")
single = np.array([0.25, 0.75, 0.5, 0.125, 1.0, 0.0], dtype=np.float32)
precision, recall, thresholds = precision_recall_curve(single, np.array([0, 1, 0, 1, 0, 0]))
down = np.array([1, 0.75, 0.5, 0.25, 0.125, 0])
check_close(thresholds, down, "the thresholds of outputs in single precision, 0 and 1 among them")
right = np.array([0, 1 / 2, 1 / 3, 1 / 4, 2 / 5, 1 / 3])
check_close(precision, right, "the precision when the surest sample is negative")
check_close(recall, np.array([0, 1, 1, 1, 2, 2]) / 2, "the recall when the surest is negative")
### END HIDDEN TESTS

# %% tests="precision_recall_curve" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

result = precision_recall_curve(np.array([0.5, 0.5, 0.8, 0.5]), np.array([1, 0, 1, 0]))
three = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 3
check_true(three, "three results", "end with `return precision, recall, thresholds`")
hint = "samples with equal outputs are called positive together: one point for them all"
check_close(result[2], np.array([0.8, 0.5]), "the thresholds when outputs are equal", hint=hint)
check_close(result[0], np.array([1, 0.5]), "the precision when outputs are equal", hint=hint)
check_close(result[1], np.array([0.5, 1]), "the recall when outputs are equal", hint=hint)
### BEGIN HIDDEN TESTS
random = rng("precision_recall_curve with ties")
y_hat, y = random.integers(7, size=50) / 8, random.integers(2, size=50)
precision, recall, thresholds = precision_recall_curve(y_hat.copy(), y.copy())
down = np.arange(6, -1, -1) / 8
called = [y[y_hat >= threshold] for threshold in down]
check_close(thresholds, down, "the thresholds of fifty samples with seven outputs", hint=hint)
right = np.array([labels.mean() for labels in called])
check_close(precision, right, "the precision of fifty samples with seven outputs", hint=hint)
right = np.array([labels.sum() / y.sum() for labels in called])
check_close(recall, right, "the recall of fifty samples with seven outputs", hint=hint)
same = precision_recall_curve(np.full(5, 0.5), np.array([0, 1, 0, 0, 1]))
check_close(same[0], np.array([0.4]), "the precision when all outputs are equal", hint=hint)
check_close(same[1], np.array([1.0]), "the recall when all outputs are equal", hint=hint)
check_close(same[2], np.array([0.5]), "the threshold when all outputs are equal", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# First both measures against the threshold. With 2,800 images a single one hardly moves the curves
# on the left. So the right picture has only those images about which the neuron is unsure: few
# enough to see what each of them does.

# %% tags=["skip-execution"]
precision, recall, thresholds = precision_recall_curve(scores, y_test)
unsure = (scores > 0.2) & (scores < 0.8)
few = precision_recall_curve(scores[unsure], y_test[unsure])
figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
for ax, (p, r, t) in zip(axes, ((precision, recall, thresholds), few)):
    curves = {"precision": p, "recall": r}
    plot_learning_curves(curves, x=t, xlabel="threshold", ylabel="rate", ax=ax)
    ax.set_ylim(0, 1.03)
axes[0].set_title(f"All {len(scores):,} images")
axes[1].set_title(f"Only the {unsure.sum():,} images with 0.2 < ŷ < 0.8")
plt.show()
falls = int(np.sum(np.diff(few[0][::-1]) < 0))
print(f"right picture: as the threshold rises, the precision falls {falls:,} times on its way up")

# %% [markdown]
# Lower the threshold (go to the left), and **recall never falls**: what was found stays found.
# (The notes say that it always increases. It does so only when the sample that joins is a positive
# one; otherwise it stays where it is.) Precision has no such rule. Raise the threshold past a
# true positive, and precision *falls*, if there are false alarms above it: these stay, but one hit
# is lost. So the precision curve is jagged, and a higher threshold need not mean higher precision.
#
# The **precision-recall curve** leaves the threshold out and shows one against the other. Good is
# the upper right corner, where both are high.

# %% tags=["skip-execution"]
share = y_test.mean()
figure, axes = plt.subplots(1, 2, figsize=(10.5, 4.9), layout="constrained")
for ax in axes:
    plot_precision_recall(recall, precision, label="T-shirts and trousers", ax=ax)
    ax.axhline(share, color="gray", linestyle=":", label=f"random guess: {share:.2f}")
    half = np.flatnonzero(thresholds >= 0.5)[-1]
    ax.plot(recall[half], precision[half], "o", color=GREEN, markersize=9, label="threshold 0.5")
axes[0].legend(loc="lower left")
axes[0].set_title("Precision-recall curve")
axes[1].get_legend().remove()
axes[1].set(xlim=(0.9, 1.003), ylim=(0.9, 1.003), title="Zoomed in (mind the axes)")
plt.show()

best = np.argmax(2 * precision * recall / (precision + recall + 1e-12))
print(f"F1 is largest at the threshold {thresholds[best]:.2f}: ", end="")
print(f"recall {recall[best]:.1%}, precision {precision[best]:.1%}")

# %% [markdown]
# A random guess has the same precision everywhere: the share of the positives. That is ½ here, as
# in the notes, but only because there are as many trousers as T-shirts. With 9 % fives among the
# digits it would be 0.09.
#
# The area under this curve is often used as one number for the whole of it. A word of caution: the
# area of the *straight lines between* the points flatters the classifier, as precision does not
# change in straight lines. The usual way is a sum of steps, called **average precision**:
# $\sum_k (R_k - R_{k-1})\, P_k$, with recall $R_k$ and precision $P_k$ at the $k$-th threshold, and
# $R_0 = 0$.


# %%
def average_precision(precision, recall):
    """The area under a precision-recall curve, as a sum of steps."""
    return np.sum(np.diff(recall, prepend=0.0) * precision)


# %% tags=["skip-execution"]
print(f"average precision, T-shirts and trousers: {average_precision(precision, recall):.4f}")

# %% [markdown]
# ## 5.5 The ROC curve
#
# The second classical picture comes from the radar operators of the 1940s, hence its name:
# *receiver operating characteristic*. It asks about the two classes separately:
#
# $$\text{true positive rate} = \frac{TP}{TP + FN} \qquad
# \text{false positive rate} = \frac{FP}{FP + TN}$$
#
# How many of the positives are found, and how many of the negatives raise a false alarm? Each is a
# share of **its own class**. (The first is the recall. Mind the second: it is *not* one minus the
# precision, which divides by $TP + FP$.) The complements are the *false negative rate*
# $1 - \mathrm{TPR}$ and the *true negative rate* $1 - \mathrm{FPR}$.
#
# A threshold above all outputs calls nothing positive: that is the point $(0, 0)$, where the curve
# starts. The smallest output as threshold calls everything positive: the point $(1, 1)$, where it
# ends. (The notes leave out the thresholds 0 and 1, at which the decision is trivial. As the two
# ends of the curve they are welcome.) Good is the upper left corner. A random guess calls the same
# share of both classes positive, and so walks along the diagonal.
#
# ### Exercise 5: the points of the ROC curve
#
# The same walk down the outputs as before, with other denominators, and with $(0, 0)$ in front.


# %% exercise="roc_curve"
def roc_curve(y_hat, y):
    """Compute false and true positive rate at every threshold that makes a difference.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m,)
        The outputs, from 0 to 1, in any order; several may be equal. Stays as it is.
    y : ndarray of ints, shape (m,)
        The labels, 0 or 1. Both occur. Stays as it is.

    Returns
    -------
    fpr : ndarray of floats, shape (d + 1,)
        The false positive rates, where d is the number of distinct outputs. First 0, for a
        threshold above all outputs, then one for each distinct output as threshold (class 1 is
        decided where ŷ ≥ threshold), in descending order. The last is 1.
    tpr : ndarray of floats, shape (d + 1,)
        The true positive rates, likewise.
    """
    ### START YOUR CODE ###
    _, place = np.unique(y_hat, return_inverse=True)
    hits = np.bincount(place, weights=y)[::-1].cumsum()
    alarms = np.bincount(place, weights=1 - y)[::-1].cumsum()
    return np.append(0, alarms / alarms[-1]), np.append(0, hits / hits[-1])
    ### END YOUR CODE ###


# %% tests="roc_curve" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

result = roc_curve(np.array([0.3, 0.9, 0.6, 0.8, 0.1]), np.array([0, 1, 1, 0, 0]))
two = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 2
check_true(two, "two results", "end with `return fpr, tpr`")
fpr, tpr = np.array([0, 0, 1, 1, 2, 3]) / 3, np.array([0, 1, 1, 2, 2, 2]) / 2
check_close(
    result[0],
    fpr,
    "the false positive rates of five samples",
    mistakes={
        "the start (0, 0) is missing: a threshold above all outputs": fpr[1:],
        "this is the true positive rate: the order is fpr, tpr": tpr,
        "the order: from the largest threshold to the smallest": fpr[::-1],
        "divide by the negatives FP + TN, not by all samples": fpr * 3 / 5,
        "divide by the negatives FP + TN: this is one minus the precision": np.array(
            [0, 0, 1 / 2, 1 / 3, 1 / 2, 3 / 5]
        ),
        "this is the true negative rate, 1 − FPR": 1 - fpr,
        "divide by the negatives FP + TN, not by the positives": fpr * 3 / 2,
        "this is the false negative rate; FP / (FP + TN) is wanted": 1 - tpr,
        "rates are wanted, not counts: divide by the negatives FP + TN": fpr * 3,
    },
    hint="first 0, then one value for each distinct output",
)
check_close(
    result[1],
    tpr,
    "the true positive rates of five samples",
    mistakes={
        "the start (0, 0) is missing: a threshold above all outputs": tpr[1:],
        "the order: from the largest threshold to the smallest": tpr[::-1],
        "divide by the positives TP + FN, not by all samples": tpr * 2 / 5,
        "this is the false negative rate, 1 − TPR": 1 - tpr,
        "divide by the positives TP + FN, not by the negatives": tpr * 2 / 3,
    },
)
### BEGIN HIDDEN TESTS
for name in ("thirty samples", "thirty other samples"):
    random = rng(f"roc_curve, {name}")
    y_hat, y = random.uniform(size=30), random.permutation(np.arange(30) % 3 == 0).astype(int)
    given = y_hat.copy(), y.copy()
    fpr, tpr = roc_curve(*given)
    check_unchanged(given[0], y_hat, "the outputs given to roc_curve")
    check_unchanged(given[1], y, "the labels given to roc_curve")
    down = [2.0, *sorted(y_hat, reverse=True)]
    right = np.array([np.mean(y_hat[y == 0] >= threshold) for threshold in down])
    check_close(fpr, right, f"the false positive rates of {name}")
    right = np.array([np.mean(y_hat[y == 1] >= threshold) for threshold in down])
    check_close(tpr, right, f"the true positive rates of {name}")
fpr, tpr = roc_curve(np.array([0.0, 1.0]), np.array([0, 1]))
check_close(fpr, np.array([0, 0, 1]), "the false positive rates of two samples, 0 and 1")
slips = {"the first threshold must be above all outputs, so also above 1": np.ones(3)}
right, name = np.array([0, 1, 1]), "the true positive rates of two samples, 0 and 1"
check_close(tpr, right, name, mistakes=slips)
fpr, tpr = roc_curve(np.array([0.25, 0.5, 0.75], dtype=np.float32), np.array([1, 0, 0]))
check_close(fpr, np.array([0, 0.5, 1, 1]), "the false positive rates, the worst order")
check_close(tpr, np.array([0, 0, 0, 1]), "the true positive rates, the worst order")
### END HIDDEN TESTS

# %% tests="roc_curve" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

result = roc_curve(np.array([0.5, 0.5, 0.8, 0.5]), np.array([1, 0, 1, 0]))
two = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 2
check_true(two, "two results", "end with `return fpr, tpr`")
hint = "samples with equal outputs are called positive together: one point for them all"
check_close(result[0], np.array([0.0, 0, 1]), "fpr when outputs are equal", hint=hint)
check_close(result[1], np.array([0, 0.5, 1]), "tpr when outputs are equal", hint=hint)
### BEGIN HIDDEN TESTS
random = rng("roc_curve with ties")
y_hat, y = random.integers(7, size=50) / 8, random.integers(2, size=50)
fpr, tpr = roc_curve(y_hat.copy(), y.copy())
down = np.arange(7, -1, -1) / 8
right = np.array([np.mean(y_hat[y == 0] >= threshold) for threshold in down])
check_close(fpr, right, "fpr of fifty samples with seven outputs", hint=hint)
right = np.array([np.mean(y_hat[y == 1] >= threshold) for threshold in down])
check_close(tpr, right, "tpr of fifty samples with seven outputs", hint=hint)
fpr, tpr = roc_curve(np.full(5, 0.5), np.array([0, 1, 0, 0, 1]))
check_close(fpr, np.array([0.0, 1]), "fpr when all outputs are equal", hint=hint)
check_close(tpr, np.array([0.0, 1]), "tpr when all outputs are equal", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### The area under the curve
#
# One number for the whole curve is the area under it, **AUC**: 1 for a perfect classifier, ½ for a
# random guess. Two neighboring points $(x_k, y_k)$ and $(x_{k+1}, y_{k+1})$ are joined by a
# straight line, which makes a *trapezoid* with the width $x_{k+1} - x_k$ and the mean height
# $\frac12 (y_k + y_{k+1})$:
#
# $$\mathrm{AUC} = \sum_k (x_{k+1} - x_k)\, \frac{y_k + y_{k+1}}{2}$$
#
# ### Exercise 6: the area


# %% exercise="area_under"
def area_under(x, y):
    """Compute the area under the straight lines that join points.

    Parameters
    ----------
    x : ndarray of floats, shape (n,), n ≥ 2
        Ascending; neighbors may be equal. Stays as it is.
    y : ndarray of floats, shape (n,)
        The heights, 0 or more; they may rise and fall. Stays as it is.

    Returns
    -------
    float
        The area between the lines and the x axis, from x[0] to x[-1].
    """
    ### START YOUR CODE ###
    return np.sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2)
    ### END YOUR CODE ###


# %% tests="area_under" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

x, y = np.array([0, 0.2, 0.6, 1]), np.array([0, 0.5, 0.9, 1])
check_close(
    area_under(x.copy(), y.copy()),
    0.71,
    "the area under four points",
    mistakes={
        "the trapezoid has the mean height of its two points, not that of the left one": 0.56,
        "the trapezoid has the mean height of its two points, not that of the right one": 0.86,
        "the widths are missing: they are not all the same": 1.9,
        "the points do not lie at equal distances: use the widths x[k + 1] − x[k]": 1.9 / 3,
        "this is the mean of the heights": 0.6,
        "x and y are swapped": 0.29,
        "the 1/2 of the mean height is missing": 1.42,
        "the last trapezoid is missing: does the loop end one step early?": 0.33,
        "the first trapezoid is missing: does the loop start one step late?": 0.66,
    },
)
### BEGIN HIDDEN TESTS
for name in ("nine points", "nine other points"):
    random = rng(f"area_under, {name}")
    x, y = np.sort(random.uniform(-1, 2, size=9)), random.uniform(size=9)
    x[4] = x[3]
    given = x.copy(), y.copy()
    right = sum((x[k + 1] - x[k]) * (y[k] + y[k + 1]) for k in range(8)) / 2
    slips = {
        "the left height alone": float(np.sum(np.diff(x) * y[:-1])),
        "the right height alone": float(np.sum(np.diff(x) * y[1:])),
        "x and y are swapped": float(np.sum(np.diff(y) * (x[1:] + x[:-1])) / 2),
        "use the widths: the points do not lie at equal distances": float(
            np.sum(y[1:] + y[:-1]) / 2 * (x[-1] - x[0]) / 8
        ),
    }
    check_close(area_under(*given), right, f"the area under {name}", mistakes=slips)
    check_unchanged(given[0], x, "the x given to area_under")
    check_unchanged(given[1], y, "the y given to area_under")
check_close(area_under(np.array([0.5, 2.5]), np.array([3.0, 1.0])), 4.0, "the area of two points")
steps = area_under(np.array([0, 0, 0.5, 0.5, 1]), np.array([0, 0.6, 0.6, 1, 1]))
check_close(steps, 0.8, "the area under steps")
# The area under a ROC curve is the share of the pairs that come in the right order.
random = rng("area_under, pairs")
good, bad = random.normal(1.0, 1.0, size=12), random.normal(0.0, 1.0, size=17)
down = [9.0, *sorted([*good, *bad], reverse=True)]
tpr = np.array([np.mean(good >= threshold) for threshold in down])
fpr = np.array([np.mean(bad >= threshold) for threshold in down])
share = np.mean(good[:, None] > bad)
check_close(area_under(fpr, tpr), share, "the area under a ROC curve")
### END HIDDEN TESTS

# %% [markdown]
# The area has a meaning of its own: draw a pair of trousers and a T-shirt at random, and AUC is the
# **probability that the trousers get the larger output** (equal outputs count one half). It says
# how well the classifier *sorts*, whatever the threshold. Let us see whether both ways give the
# same number.

# %% tags=["skip-execution"]
rate_fp, rate_tp = roc_curve(scores, y_test)
auc = area_under(rate_fp, rate_tp)
trousers, shirts = scores[y_test == 1][:, None], scores[y_test == 0]
in_order = np.mean(trousers > shirts) + np.mean(trousers == shirts) / 2
print(f"area under the ROC curve:     {auc:.6f}")
print(f"pairs that are sorted right:  {in_order:.6f}  (of {trousers.size * shirts.size:,} pairs)")

# %% [markdown]
# ### The equal error rate
#
# Another way to sum up the curve with one number is to pick a point on it. At a high threshold
# many positives are missed and few negatives raise an alarm, at a low one it is the other way
# round. In between is a point where both kinds of errors are equally frequent, each in its class:
#
# $$\mathrm{FPR} = \mathrm{FNR} = 1 - \mathrm{TPR}.$$
#
# Their common value is the **equal error rate** (EER), well known from face and voice recognition.
# In the picture it lies where the curve crosses the falling diagonal from $(0, 1)$ to $(1, 0)$.
#
# ### Exercise 7: the equal error rate
#
# The curve usually crosses that diagonal *between* two of its points. There it is a straight line,
# so **interpolate**. *Hint:* $\mathrm{FPR} - \mathrm{FNR} = \mathrm{FPR} + \mathrm{TPR} - 1$ rises
# along the curve from −1 to 1. Where is it 0? `np.interp(at, known, values)` reads a value off
# straight lines; here `at` is 0.


# %% exercise="equal_error_rate"
def equal_error_rate(fpr, tpr):
    """Find the error rate at which false positives and false negatives are equally frequent.

    Parameters
    ----------
    fpr, tpr : ndarrays of floats, shape (n,), n ≥ 2
        The points of a ROC curve, from (0, 0) to (1, 1). Neither of the two ever falls from one
        point to the next, and at least one of them rises. Both stay as they are.

    Returns
    -------
    float
        The false positive rate where the curve, with straight lines between its points, has
        FPR = 1 − TPR.
    """
    ### START YOUR CODE ###
    return np.interp(0.0, fpr + tpr - 1, fpr)
    ### END YOUR CODE ###


# %% tests="equal_error_rate" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

fpr, tpr = np.array([0, 0.1, 0.3, 1]), np.array([0, 0.6, 0.9, 1])
check_close(
    equal_error_rate(fpr.copy(), tpr.copy()),
    0.22,
    "the equal error rate of four points",
    mistakes={
        "this is the true positive rate there: the error rate is one minus it": 0.78,
        "interpolate: the curve crosses between the points (0.1, 0.6) and (0.3, 0.9)": 0.3,
        "interpolate: the crossing is not in the middle between two points": 0.2,
        "interpolate: this is only the point before the crossing": 0.1,
        "FPR = 1 − TPR is wanted, not FPR = TPR": 0.0,
        "the last point came: what is handed to np.interp must rise, as FPR + TPR − 1 does": 1.0,
        "np.interp(at, known, values): FPR + TPR − 1 is known, FPR are the values": -1.0,
        "the point nearer to the crossing has the larger weight: they are swapped": 0.18,
        "this is the false negative rate of the point before the crossing": 0.4,
        "a rate is wanted, not the number of a point": 2,
        "a rate is wanted, not the place among the points": 1.6,
    },
)
### BEGIN HIDDEN TESTS
for name in ("nine points", "nine other points", "nine points more"):
    random = rng(f"equal_error_rate, {name}")
    inner = np.sort(random.uniform(size=(2, 7)) ** [[2.0], [0.5]], axis=1)
    fpr, tpr = np.pad(inner, ((0, 0), (1, 1)), constant_values=((0, 0), (0, 1)))
    given = fpr.copy(), tpr.copy()
    k = next(k for k in range(8) if fpr[k + 1] + tpr[k + 1] >= 1)
    before, after = fpr[k] + tpr[k] - 1, fpr[k + 1] + tpr[k + 1] - 1
    right = fpr[k] + (fpr[k + 1] - fpr[k]) * before / (before - after)
    slips = {
        "interpolate: this is the point before the crossing": fpr[k],
        "interpolate: this is the point after the crossing": fpr[k + 1],
        "interpolate: the crossing is not in the middle": (fpr[k] + fpr[k + 1]) / 2,
        "this is the true positive rate there": 1 - right,
    }
    check_close(equal_error_rate(*given), right, f"the rate of {name}", mistakes=slips)
    check_unchanged(given[0], fpr, "the fpr given to equal_error_rate")
    check_unchanged(given[1], tpr, "the tpr given to equal_error_rate")
hit = equal_error_rate(np.array([0, 0.25, 0.5, 1]), np.array([0, 0.75, 0.75, 1]))
check_close(hit, 0.25, "a point that lies on the crossing")
check_close(equal_error_rate(np.array([0.0, 1]), np.array([0.0, 1])), 0.5, "a random guess")
perfect = equal_error_rate(np.array([0.0, 0, 1]), np.array([0.0, 1, 1]))
check_close(perfect, 0.0, "a perfect curve")
upright = equal_error_rate(np.array([0, 0.2, 0.2, 1]), np.array([0, 0.4, 0.9, 1]))
check_close(upright, 0.2, "a curve that rises straight up at the crossing")
flat = equal_error_rate(np.array([0, 0.1, 0.4, 1]), np.array([0, 0.7, 0.7, 1]))
check_close(flat, 0.3, "a curve that is flat at the crossing")
### END HIDDEN TESTS

# %% [markdown]
# Now the picture.

# %% tags=["skip-execution"]
eer = equal_error_rate(rate_fp, rate_tp)
figure, axes = plt.subplots(1, 2, figsize=(10.5, 4.9), layout="constrained")
for ax in axes:
    plot_roc(rate_fp, rate_tp, label="T-shirts and trousers", ax=ax)
    ax.plot([0, 1], [1, 0], color=GREEN, linestyle="--", linewidth=1, label="FPR = 1 − TPR")
    ax.plot(eer, 1 - eer, "o", color=GREEN, markersize=9, label="equal error rate")
axes[0].legend(loc="lower right")
axes[0].set_title("ROC curve")
axes[1].get_legend().remove()
axes[1].set(xlim=(-0.003, 0.1), ylim=(0.9, 1.003), title="Zoomed in (mind the axes)")
plt.show()
print(f"area under the curve {auc:.4f}, equal error rate {eer:.2%}")

# %% [markdown]
# The notes call the equal error rate a global measure. It is one point of the curve, at which the
# classifier favors neither class; only the area looks at the whole curve. Two curves with the same
# equal error rate may differ everywhere else.

# %% [markdown]
# ## 5.6 When the classes are unbalanced
#
# Which of the two curves should you trust? As long as there are as many positives as negatives,
# both tell the same story. So back to the fives among the digits, which are only 9 % of the
# images. The output for *five* of our ten-digit classifier is a $\hat y$, too. (We round it to
# three decimals. That leaves at most 1,001 thresholds, so that a loop over them is quick enough.)

# %% tags=["skip-execution"]
is_five, five_hat = (digits_test == 5).astype(int), probabilities[:, 5].astype(float).round(3)
five_fpr, five_tpr = roc_curve(five_hat, is_five)
five_precision, five_recall, _ = precision_recall_curve(five_hat, is_five)

figure, axes = plt.subplots(1, 2, figsize=(10.5, 4.9), layout="constrained")
for name, rates in (
    ("T-shirts and trousers", (rate_fp, rate_tp)),
    ("5 or not", (five_fpr, five_tpr)),
):
    plot_roc(*rates, label=name, ax=axes[0])
pictures = {"T-shirts and trousers": (recall, precision), "5 or not": (five_recall, five_precision)}
for name, rates in pictures.items():
    plot_precision_recall(*rates, label=name, ax=axes[1])
axes[1].axhline(is_five.mean(), color="gray", linestyle=":")
axes[1].text(0.0, is_five.mean() + 0.015, f"random guess, 5 or not: {is_five.mean():.2f}")
axes[1].legend(loc="center left")
axes[0].set_title("ROC curves")
axes[1].set_title("Precision-recall curves")
plt.show()

print("                       AUC (ROC)   equal error rate   average precision")
for name, rates, pr in (
    ("T-shirts and trousers", (rate_fp, rate_tp), (precision, recall)),
    ("5 or not", (five_fpr, five_tpr), (five_precision, five_recall)),
):
    area, rate = area_under(*rates), equal_error_rate(*rates)
    print(f"{name:21}  {area:9.4f}   {rate:16.2%}   {average_precision(*pr):17.4f}")

# %% [markdown]
# On the left the fives look nearly as good as the trousers. On the right they do not. The ROC
# curve divides the false alarms by the number of negatives, and 1 % of 12,700 negatives sounds
# like little. But those 127 false alarms compete with fewer than 1,300 fives, and that is what
# precision sees.
#
# There is a second reason why the precision-recall curve has become the more important one: in
# many tasks nobody can count the true negatives. If you look for faces anywhere in a photograph,
# how many places are there *without* a face? The ROC curve cannot be drawn. Precision and recall
# do not need TN.

# %% [markdown]
# ## 5.7 Bayes' rule
#
# Two questions sound alike and are not:
#
# - How probable is an alarm, given that there is a fire? $P(\text{alarm} \mid \text{fire})$
# - How probable is a fire, given that there is an alarm? $P(\text{fire} \mid \text{alarm})$
#
# **Bayes' rule** leads from the one to the other. For classes $C_1, \dots, C_k$ and an observation
# $\mathbf x$:
#
# $$\underbrace{P(C_j \mid \mathbf x)}_{\text{posterior}} =
# \frac{\overbrace{p(\mathbf x \mid C_j)}^{\text{likelihood}}\;
# \overbrace{P(C_j)}^{\text{prior}}}{\underbrace{p(\mathbf x)}_{\text{evidence}}}
# \qquad\text{with}\qquad
# p(\mathbf x) = \sum_{l=1}^k p(\mathbf x \mid C_l)\, P(C_l)$$
#
# The *prior* says how frequent a class is before we look. The *likelihood* says how well the
# observation fits the class. The *evidence* is the same for all classes: it only makes the
# posteriors add up to 1. Whoever always picks the class with the largest posterior has the best
# accuracy that is possible.
#
# *An example of the notes.* A red truck carries oranges and apples in the ratio 6 : 2, a blue one
# in the ratio 3 : 5. You reach blindly into a truck and hold an orange. Red, you would think, and
# right: if both colors are equally frequent. But if only one truck in five is red, then
#
# $$P(\text{red} \mid \text{orange}) = \frac{\frac68 \cdot \frac15}{\frac68 \cdot \frac15 +
# \frac38 \cdot \frac45} = \frac{0.15}{0.15 + 0.30} = \frac13,$$
#
# and you should say *blue*. (For the digit 5 against the rest the priors are about $\frac{1}{10}$
# and $\frac{9}{10}$. The notes print $\frac{1}{10}$ for both, but priors add up to 1.)
#
# ### Exercise 8: the posterior


# %% exercise="posterior"
def posterior(prior, likelihood):
    """Compute the posterior probabilities of classes after an observation.

    Parameters
    ----------
    prior : ndarray of floats, shape (k,)
        P(C_j), from 0 to 1; they add up to 1. Stays as it is.
    likelihood : ndarray of floats, shape (k,)
        p(x | C_j), 0 or more. These do not add up to 1, and densities may be larger than 1. At
        least one class has both a prior and a likelihood above 0. Stays as it is.

    Returns
    -------
    ndarray of floats, shape (k,)
        P(C_j | x); they add up to 1.
    """
    ### START YOUR CODE ###
    joint = prior * likelihood
    return joint / joint.sum()
    ### END YOUR CODE ###


# %% tests="posterior" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

check_close(
    posterior(np.array([0.2, 0.8]), np.array([6 / 8, 3 / 8])),
    np.array([1 / 3, 2 / 3]),
    "red and blue trucks, after an orange",
    mistakes={
        "divide by the evidence: posteriors add up to 1": np.array([0.15, 0.3]),
        "the prior is missing": np.array([2 / 3, 1 / 3]),
        "the likelihood is missing": np.array([0.2, 0.8]),
        "the evidence is a sum of products: prior times likelihood": np.array([0.15, 0.3]) / 1.125,
        "divide by one evidence for all classes": np.array([1.0, 1.0]),
        "multiply prior and likelihood, do not add them": np.array([0.95, 1.175]) / 2.125,
        "the probabilities are wanted, not the decision": np.array([0, 1]),
        "divide by the sum, not by the largest entry": np.array([0.5, 1.0]),
    },
)
check_close(
    posterior(np.array([0.2, 0.8]), np.array([2 / 8, 5 / 8])),
    np.array([1 / 11, 10 / 11]),
    "red and blue trucks, after an apple",
)
### BEGIN HIDDEN TESTS
for name in ("four classes", "four other classes"):
    random = rng(f"posterior, {name}")
    prior, likelihood = random.dirichlet(np.ones(4)), random.uniform(0, 5, size=4)
    given = prior.copy(), likelihood.copy()
    evidence = sum(p * q for p, q in zip(prior, likelihood, strict=True))
    right = prior * likelihood / evidence
    slips = {
        "divide by the evidence": prior * likelihood,
        "the prior is missing": likelihood / likelihood.sum(),
        "the evidence is a sum of products": prior * likelihood / likelihood.sum(),
        "multiply the two, do not add them": (prior + likelihood) / (1 + likelihood.sum()),
    }
    check_close(posterior(*given), right, name, mistakes=slips)
    check_unchanged(given[0], prior, "the prior given to posterior")
    check_unchanged(given[1], likelihood, "the likelihood given to posterior")
never = posterior(np.array([0.0, 0.25, 0.75]), np.array([0.9, 0.4, 0.0]))
name, hint = "a class that never occurs, and one that does not fit", "0 stays 0, without a constant"
check_close(never, np.array([0.0, 1, 0]), name, hint=hint)
check_close(posterior(np.array([1.0]), np.array([0.25])), np.array([1.0]), "a single class")
tiny = posterior(np.array([0.5, 0.5]), np.array([3e-12, 1e-12]))
check_close(tiny, np.array([0.75, 0.25]), "an observation that is improbable in every class")
### END HIDDEN TESTS

# %% [markdown]
# An observation can also be a number. A boat brings in 12 trout and 20 perch. Trout are longer on
# average, and we model the length of each kind by a bell curve. The posterior says for each length
# how probable a trout is. Where it passes ½, the decision changes.
#
# *Try:* catch more trout, and watch the boundary move: the same fish, measured to the same length,
# gets another name.


# %% tags=["skip-execution"]
def bell(x, mean, deviation):
    """The density of a normal distribution."""
    return np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))


def draw_catch(trout):
    """Draw two bell curves, weighted by how frequent the two kinds are, and the posterior."""
    prior = np.array([trout, 32 - trout]) / 32
    lengths = np.linspace(10, 50, 401)
    fits = np.array([bell(lengths, 34, 5), bell(lengths, 25, 4)])
    after = np.array([posterior(prior, fit)[0] for fit in fits.T])
    figure, (left, right) = plt.subplots(1, 2, figsize=(10.5, 3.4), layout="constrained")
    for name, weight, fit, color in zip(("trout", "perch"), prior, fits, (ORANGE, BLUE)):
        left.fill_between(lengths, weight * fit, color=color, alpha=0.35)
        left.plot(lengths, weight * fit, color=color, label=name)
    right.plot(lengths, after, color=ORANGE, label="P(trout | length)")
    right.axhline(0.5, color="gray", linestyle=":")
    boundary = lengths[np.argmax(after >= 0.5)]
    for ax in (left, right):
        ax.axvline(boundary, color="black", linestyle="--", label=f"boundary: {boundary:.1f} cm")
        ax.set(xlabel="length in cm")
        ax.legend(loc="upper left")
    left.set(
        ylabel="likelihood · prior", ylim=(0, 0.11), title=f"{trout} trout, {32 - trout} perch"
    )
    right.set(ylabel="posterior", ylim=(-0.03, 1.03), title="How probable is a trout?")
    return figure


explore(draw_catch, trout=slider(1, 31, 12, label="trout among 32 fish"))

# %% [markdown]
# ### A medical test
#
# Now an example that everybody should work out once. A disease is rare: 1 % of all people have it.
# There is a test for it, and a good one: it is positive for 95 % of the ill and negative for
# 98 % of the healthy. A person is picked at random, and the test is **positive**. How probable is
# it that this person is ill? *Make a guess before you go on.*

# %% tags=["skip-execution"]
prior = np.array([0.01, 0.99])  # ill, healthy
positive, negative = np.array([0.95, 0.02]), np.array([0.05, 0.98])
print(f"positive: ill     with probability {posterior(prior, positive)[0]:.4f}")
print(f"negative: healthy with probability {posterior(prior, negative)[1]:.4f}")

# %% [markdown]
# **0.32.** Two of three positive tests are false alarms. (And 0.9995: a negative test is a
# relief.) There is no trick in it. Follow 10,000 people through the tree: there are few ill ones,
# and nearly all of them are found. But 2 % of very many healthy people are more than 95 % of very
# few ill ones.
#
# *Try:* how frequent must the disease be, for a positive test to mean "ill" with 90 %?


# %% tags=["skip-execution"]
def draw_tree(prevalence):
    """Draw what becomes of 10,000 people who are tested."""
    people = {"ill": (prevalence, 0.95), "healthy": (1 - prevalence, 0.02)}
    figure, ax = plt.subplots(figsize=(10, 4.4), layout="constrained")
    box = {"boxstyle": "round,pad=0.45", "edgecolor": "0.4"}
    table = []

    def branch(start, end, text, chance, color):
        ax.plot([start[0], end[0]], [start[1], end[1]], color="0.6", zorder=1)
        middle = (start[0] + 0.45 * (end[0] - start[0]), start[1] + 0.45 * (end[1] - start[1]))
        above = end[1] > start[1]
        ax.text(
            middle[0],
            middle[1] + (0.16 if above else -0.16),
            f"{chance:.3g}",
            ha="center",
            va="bottom" if above else "top",
        )
        ax.text(*end, text, ha="center", va="center", bbox={**box, "facecolor": color}, zorder=2)

    for (name, (share, alarm)), height in zip(people.items(), (3.0, 0.0)):
        tint = "#fbe3d3" if name == "ill" else "#d8e8f4"
        node = (2.0, height + 0.5)
        branch((0, 2), node, f"{name}\n{10_000 * share:,.0f}", share, tint)
        kinds = ("TP", "FN") if name == "ill" else ("FP", "TN")
        table.append([share * alarm, share * (1 - alarm)])
        for kind, joint, chance, word, shift in zip(
            kinds, table[-1], (alarm, 1 - alarm), ("positive", "negative"), (1.15, -0.15)
        ):
            text = f"{word} ({kind})\n{joint:.4f}: {10_000 * joint:,.0f} people"
            branch(node, (4.6, height + shift), text, chance, tint)
    ax.text(0, 2, "10,000\npeople", ha="center", va="center", bbox={**box, "facecolor": "white"})
    (tp, fn), (fp, tn) = table
    ax.set_title(
        f"P(ill | positive) = {tp / (tp + fp):.2f},  "
        f"P(healthy | negative) = {tn / (tn + fn):.4f},  accuracy {tp + tn:.4f}"
    )
    ax.set(xlim=(-0.5, 5.6), ylim=(-0.75, 4.75))
    ax.axis("off")
    return figure


explore(
    draw_tree,
    prevalence=slider(0.001, 0.5, 0.01, step=0.1, label="share of the ill", log=True),
)

# %% [markdown]
# ### Precision is a posterior
#
# Compare the leaves of the tree with section 5.2: they are a confusion table, with shares in place
# of counts. (They are shares of **all** people, such as $P(\text{ill, positive}) = 0.0095$. The
# notes call them TP rate, FP rate and so on, but a rate is a share of its own class: here the true
# positive rate is 0.95.) So the measures of the test are old friends:
#
# | measure | in the language of probability | here |
# | --- | --- | --- |
# | recall (sensitivity) | $P(\text{positive} \mid \text{ill})$: a likelihood | 0.95 |
# | precision | $P(\text{ill} \mid \text{positive})$: a posterior | 0.32 |
# | accuracy | $P(\text{ill, positive}) + P(\text{healthy, negative})$ | 0.9797 |
#
# And what would a "test" achieve that calls everybody healthy? An accuracy of 0.99. It beats the
# real one, and it is of no use to anyone.

# %% tags=["skip-execution"]
counts = np.array([[9702, 198], [5, 95]])  # [[TN, FP], [FN, TP]] of 10,000 people
accuracy, recall_test, precision_test, _ = class_measures(counts, 1)
print(f"recall {recall_test:.2f}, precision {precision_test:.2f}, accuracy {accuracy:.4f}")


def after_a_positive_test(share):
    """The probability to be ill after a positive test."""
    return np.array([posterior(np.array([p, 1 - p]), positive)[0] for p in np.atleast_1d(share)])


ax = plot_function(
    lambda x: after_a_positive_test(10**x),
    -4,
    -0.01,
    xlabel="share of the ill",
    ylabel="P(ill | positive)",
    title="What a positive test means depends on who is tested",
)
ax.set_xticks(range(-4, 1), ["0.01 %", "0.1 %", "1 %", "10 %", "100 %"])
ax.plot(-2, after_a_positive_test(0.01), "o", color=ORANGE, markersize=9)
ax.annotate("1 %: 0.32", (-2, after_a_positive_test(0.01)[0]), (-2.9, 0.42))
plt.show()

# %% [markdown]
# The likelihoods, and with them recall and false positive rate, belong to the **classifier**. The
# prior belongs to the **world** in which it is used, and precision depends on both:
#
# $$\text{precision} = \frac{\mathrm{TPR} \cdot P}{\mathrm{TPR} \cdot P +
# \mathrm{FPR} \cdot (1 - P)} \qquad \text{where } P \text{ is the share of the positives.}$$
#
# So a ROC curve stays the same wherever the classifier goes (as long as trousers look like trousers
# there), and its precision-recall curve does not. Let us send our trouser detector into three
# wardrobes, without training it again. Every point of its ROC curve gives two likelihoods, and your
# `posterior` does the rest.

# %% tags=["skip-execution"]
ax = None
for share in (0.5, 0.1, 0.01):
    prior = np.array([share, 1 - share])
    points = [posterior(prior, np.array(rates))[0] for rates in zip(rate_tp[1:], rate_fp[1:])]
    ax = plot_precision_recall(rate_tp[1:], points, label=f"{share:.0%} trousers", ax=ax)
ax.set(xlim=(0.8, 1.005), aspect="auto", title="One classifier in three wardrobes")
plt.show()
at = np.flatnonzero(rate_tp >= 0.98)[0]
print(f"at a recall of {rate_tp[at]:.1%} and a false positive rate of {rate_fp[at]:.2%}:")
for share in (0.5, 0.1, 0.01):
    value = posterior(np.array([share, 1 - share]), np.array([rate_tp[at], rate_fp[at]]))[0]
    print(f"    {share:4.0%} trousers: precision {value:.1%}")

# %% [markdown]
# A classifier that was tested on a tidy, balanced data set may disappoint in the field, though
# nothing about it has changed. **Report the share of the positives together with the precision.**

# %% [markdown]
# ## 5.8 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** For which tasks is a high recall more important, for which a high precision? Give
# two examples of each, and say what a mistake costs.

# %% [markdown] question="recall-or-precision"
# Recall, when missing a positive is expensive and a false alarm is cheap: screening for a disease,
# where a second test follows; a smoke detector; searching luggage for weapons. Precision, when an
# alarm has consequences and a miss does little harm: putting mail into the spam folder, blocking a
# credit card, recommending a film, convicting somebody. Often the two come in stages: first a test
# with a high recall, then one with a high precision for those who are left.

# %% [markdown]
# **Question 2.** A colleague reports an accuracy of 99.9 % in finding credit-card fraud. In that
# data 0.17 % of the transactions are fraud. What do you answer, and what do you ask for?

# %% [markdown] question="fraud"
# Never raising an alarm would give 99.83 %. So the error was reduced from 0.17 % to 0.10 %, which
# is something, but it does not say how. I ask for the confusion table, or for recall and precision
# at the threshold that shall be used, together with the whole precision-recall curve, and for the
# costs of a missed fraud and of a false alarm, since these decide where the threshold should lie.

# %% [markdown]
# **Question 3.** You replace every output $\hat y$ by $\hat y^2$. What happens to the ROC curve, to
# its area, to the precision-recall curve, and to the accuracy at the threshold ½?

# %% [markdown] question="squared-outputs"
# Squaring is increasing on [0, 1], so the order of the samples stays the same. Each decision at a
# threshold t of the old outputs comes again at t² of the new ones. Both curves consist of the same
# points, and the area does not change. The accuracy at the threshold ½ does, in general: it is now
# that of the old outputs at the threshold √½ ≈ 0.71. The curves judge the sorting, the accuracy
# judges one decision.

# %% [markdown]
# **Question 4.** Somebody is tested positive and takes the same kind of test a second time; it is
# positive again. How probable is the illness now? What must you assume?

# %% [markdown] question="second-test"
# The posterior of the first test is the prior of the second: 0.324. With it the posterior becomes
# 0.324 · 0.95 / (0.324 · 0.95 + 0.676 · 0.02) ≈ 0.96. This assumes that the two results are
# independent, among the ill and among the healthy. If the false alarm has a cause in the person (an
# antibody that looks alike), the same test errs again, and the second result says little. That is
# why one repeats with a *different* test.

# %% [markdown]
# ## Summary
#
# - The confusion matrix counts who is taken for whom: rows are actual, columns predicted classes.
# - Recall looks along a row (how many of the actual ones are found), precision along a column (how
#   many of the predicted ones are right). F1, their harmonic mean, is high only if both are.
# - With unbalanced classes accuracy says little. Compare it with what always saying "no" would
#   give.
# - The threshold trades recall for precision. Recall never falls when the threshold is lowered;
#   precision may go either way.
# - ROC: true against false positive rate. Its area is the probability that a positive sample gets a
#   larger output than a negative one; at the equal error rate both classes have the same share of
#   errors.
# - Precision is a posterior. It depends on how frequent the positives are; recall and the ROC curve
#   do not.
#
# ## References
#
# - T. Bayes, *An essay towards solving a problem in the doctrine of chances*, Philosophical
#   Transactions of the Royal Society 53, 1763.
# - C. J. van Rijsbergen, *Information Retrieval*, 2nd edition, Butterworths, 1979 (the F measure).
# - J. A. Hanley and B. J. McNeil, *The meaning and use of the area under a receiver operating
#   characteristic (ROC) curve*, Radiology 143, 1982.
# - T. Fawcett, *An introduction to ROC analysis*, Pattern Recognition Letters 27, 2006.
# - J. Davis and M. Goadrich, *The relationship between Precision-Recall and ROC curves*, ICML 2006.
# - T. Saito and M. Rehmsmeier, *The precision-recall plot is more informative than the ROC plot
#   when evaluating binary classifiers on imbalanced datasets*, PLoS ONE 10, 2015.
# - H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking
#   machine learning algorithms*, arXiv:1708.07747, 2017.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 3.5 and 8.2.
