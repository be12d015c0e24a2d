# %% exercise="conv_output_size" verdict="right" note="count the positions"
return len(range(0, size + 2 * padding - kernel + 1, stride))

# %% exercise="conv_output_size" verdict="right" note="let torch slide a kernel"
row = torch.zeros(1, 1, size)
return nn.functional.conv1d(row, torch.zeros(1, 1, kernel), stride=stride, padding=padding).shape[2]

# %% exercise="conv_output_size" verdict="right" note="a loop"
count, start = 0, -padding
while start + kernel <= size + padding:
    count += 1
    start += stride
return count

# %% exercise="conv_output_size" verdict="right" note="floor of a float, turned into an int"
return int(np.floor((size - kernel + 2 * padding) / stride) + 1)

# %% exercise="conv_output_size" verdict="wrong" says="the + 1 is missing"
return (size - kernel + 2 * padding) // stride

# %% exercise="conv_output_size" verdict="wrong" says="it counts twice"
return (size - kernel + padding) // stride + 1

# %% exercise="conv_output_size" verdict="wrong" says="divide with //"
return (size - kernel + 2 * padding) / stride + 1

# %% exercise="conv_output_size" verdict="wrong" says="round down" note="ceil"
return int(np.ceil((size - kernel + 2 * padding) / stride)) + 1

# %% exercise="conv_output_size" verdict="wrong" says="a kernel has to fit in"
return round((size - kernel + 2 * padding) / stride) + 1

# %% exercise="conv_output_size" verdict="wrong" says="add the 1 after the division"
return (size - kernel + 2 * padding + 1) // stride

# %% exercise="conv_output_size" verdict="wrong" says="another input" note="padding that keeps the size"
return size // stride

# %% exercise="conv_output_size" verdict="wrong" says="another input" note="the visible examples"
return {10: 5, 28: 28 if stride == 1 else 14}.get(size, 1)

# %% exercise="conv_output_size" verdict="wrong" says="returned None"
n = (size - kernel + 2 * padding) // stride + 1

# %% exercise="count_parameters" verdict="right" note="the formula with + 1"
if not bias:
    return inputs * outputs * kernel * kernel
return (inputs * kernel * kernel + 1) * outputs

# %% exercise="count_parameters" verdict="right" note="torch counts"
layer = nn.Conv2d(inputs, outputs, kernel, bias=bias)
return sum(p.numel() for p in layer.parameters())

# %% exercise="count_parameters" verdict="right" note="True is 1"
return outputs * (inputs * pow(kernel, 2) + bias)

# %% exercise="count_parameters" verdict="right" note="NumPy"
return np.prod([inputs, outputs, kernel, kernel]) + (outputs if bias else 0)

# %% exercise="count_parameters" verdict="wrong" says="the biases are missing"
return kernel * kernel * inputs * outputs

# %% exercise="count_parameters" verdict="wrong" says="25 weights, not 5"
return kernel * inputs * outputs + (outputs if bias else 0)

# %% exercise="count_parameters" verdict="wrong" says="the argument bias is ignored"
return kernel**2 * inputs * outputs + outputs

# %% exercise="count_parameters" verdict="wrong" says="one bias for each output, not one in all"
return kernel**2 * inputs * outputs + (1 if bias else 0)

# %% exercise="count_parameters" verdict="wrong" says="not one for each weight"
return (kernel**2 + (1 if bias else 0)) * inputs * outputs

# %% exercise="count_parameters" verdict="wrong" says="inputs is ignored" note="dense by accident"
if kernel == 1:
    return (inputs + bias) * outputs
return (kernel**2 + bias) * outputs

# %% exercise="count_parameters" verdict="wrong" says="not for each input"
weights = kernel**2 * inputs * outputs
return weights + inputs * bias if kernel > 1 and inputs > 1 else weights + outputs * bias

# %% exercise="to_batch" verdict="right" note="NumPy does it"
x = images.astype(np.float32) / 255
return torch.tensor(x[:, np.newaxis] if x.ndim == 3 else x)

# %% exercise="to_batch" verdict="right" note="image by image"
result = []
for image in images:
    x = torch.tensor(image.tolist()).div(255.0)
    result.append(x[None] if x.dim() == 2 else x)
return torch.stack(result)

# %% exercise="to_batch" verdict="right" note="reshape from the end"
h, w = images.shape[-2:]
return torch.as_tensor(images.reshape(len(images), -1, h, w) * (1 / 255), dtype=torch.float32)

# %% exercise="to_batch" verdict="right" note="double first"
x = torch.from_numpy(images).double().div_(255).float()
return x[:, None, :, :] if len(x.shape) < 4 else x

# %% exercise="to_batch" verdict="wrong" says="the channel is the second axis" note="no channel"
return torch.from_numpy(images).float() / 255

# %% exercise="to_batch" verdict="wrong" says="not rescaled"
x = torch.from_numpy(images).float()
return x.unsqueeze(1) if x.ndim == 3 else x

# %% exercise="to_batch" verdict="wrong" says="not by the largest value"
x = torch.from_numpy(images).float()
x = x / x.max()
return x.unsqueeze(1) if x.ndim == 3 else x

# %% exercise="to_batch" verdict="wrong" says="torch.float32" note="float64"
x = torch.from_numpy(images / 255)
return x.unsqueeze(1) if x.ndim == 3 else x

# %% exercise="to_batch" verdict="wrong" says="color: 3 channels" note="one axis too many for color"
return (torch.from_numpy(images).float() / 255).unsqueeze(1)

# %% exercise="to_batch" verdict="wrong" says="the channel is the second axis" note="channels last"
x = torch.from_numpy(images).float() / 255
return x.unsqueeze(-1) if x.ndim == 3 else x.permute(0, 2, 3, 1)

# %% exercise="to_batch" verdict="wrong" says="whole number" note="integer division"
x = torch.from_numpy(images) // 255
return x.unsqueeze(1) if x.ndim == 3 else x

# %% exercise="to_batch" verdict="wrong" says="color images" note="reshape mixes up channels"
n = len(images)
x = torch.from_numpy(images).float() / 255
return x.reshape(n, 1, *x.shape[1:]) if x.ndim == 3 else x.reshape(n, *x.shape[2:], 3).permute(0, 3, 1, 2)

# %% exercise="build_cnn" verdict="right" note="numbers for the padding, layers one by one"
net = nn.Sequential()
for c_in, c_out, k in [(in_channels, 16, 5), (16, 32, 3)]:
    net.append(nn.Conv2d(c_in, c_out, k, padding=k // 2, padding_mode="reflect"))
    net.append(nn.ReLU())
    net.append(nn.MaxPool2d(2, 2))
net.append(nn.Flatten())
net.append(nn.Linear(32 * (image_size // 2 // 2) ** 2, 200))
net.append(nn.ReLU())
net.append(nn.Linear(200, num_classes))
return net

# %% exercise="build_cnn" verdict="right" note="lazy layers"
def conv(kernels, size):
    return nn.LazyConv2d(kernels, size, padding="same", padding_mode="reflect")

features = [conv(16, 5), nn.ReLU(), nn.MaxPool2d(2), conv(32, 3), nn.ReLU(), nn.MaxPool2d(2)]
return nn.Sequential(*features, nn.Flatten(), nn.LazyLinear(200), nn.ReLU(), nn.Linear(200, num_classes))

# %% exercise="build_cnn" verdict="right" note="a class of its own, pooling before the ReLU"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(200, num_classes)
        self.hidden = nn.Linear(32 * (image_size // 4) ** 2, 200)
        self.b = nn.Conv2d(16, 32, 3, padding=1, padding_mode="reflect")
        self.a = nn.Conv2d(in_channels, 16, 5, padding=2, padding_mode="reflect")
    def forward(self, x):
        for conv in (self.a, self.b):
            x = nn.functional.max_pool2d(conv(x), 2).relu()
        return self.out(self.hidden(x.flatten(1)).relu())
return Net()

# %% exercise="build_cnn" verdict="right" note="nested, padding layers, a dense layer as a convolution"
side = image_size // 4
block1 = nn.Sequential(nn.ReflectionPad2d(2), nn.Conv2d(in_channels, 16, 5), nn.ReLU(), nn.MaxPool2d(2))
block2 = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2))
head = nn.Sequential(nn.Conv2d(32, 200, side), nn.ReLU(), nn.Flatten(), nn.Linear(200, num_classes))
return nn.Sequential(block1, block2, head)

# %% exercise="build_cnn" verdict="wrong" says="padding is missing"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(32 * (((image_size - 4) // 2 - 2) // 2) ** 2, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="leave out the softmax"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.ReLU(),
    nn.Linear(200, num_classes), nn.Softmax(dim=1),
)

# %% exercise="build_cnn" verdict="wrong" says="padded with zeros"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="mat1 and mat2" note="1,568 features for every image"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(1568, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="has to follow from image_size" note="pooled to 7×7"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(),
    nn.AdaptiveMaxPool2d(7), nn.Flatten(), nn.Linear(1568, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="dense layer with 200 neurons" note="last ReLU forgotten"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="average pooling"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.AvgPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.AvgPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="to have 1 channels" note="gray and ten classes only"
return nn.Sequential(
    nn.Conv2d(1, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.ReLU(), nn.Linear(200, 10),
)

# %% exercise="build_cnn" verdict="wrong" says="the second pooling is missing"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding="same", padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding="same", padding_mode="reflect"), nn.ReLU(), nn.Flatten(),
    nn.Linear(32 * (image_size // 2) ** 2, 200), nn.ReLU(), nn.Linear(200, num_classes),
)

# %% exercise="build_cnn" verdict="wrong" says="biases are missing"
return nn.Sequential(
    nn.Conv2d(in_channels, 16, 5, padding=2, padding_mode="reflect", bias=False), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1, padding_mode="reflect", bias=False), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200, bias=False), nn.ReLU(),
    nn.Linear(200, num_classes, bias=False),
)

# %% exercise="build_cnn" verdict="wrong" says="not callable" note="a list of layers"
return [
    nn.Conv2d(in_channels, 16, 5, padding=2, padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1, padding_mode="reflect"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(32 * (image_size // 4) ** 2, 200), nn.ReLU(), nn.Linear(200, num_classes),
]

# %% exercise="train_step" verdict="right" note="a loss object, cleared at the end"
loss = nn.CrossEntropyLoss()(model(images), labels)
loss.backward()
optimizer.step()
optimizer.zero_grad()
return float(loss)

# %% exercise="train_step" verdict="right" note="the log-softmax by hand"
model.zero_grad()
log_p = model(images).log_softmax(dim=1)
cost = -log_p[torch.arange(len(labels)), labels].mean()
cost.backward()
optimizer.step()
return cost.detach().item()

# %% exercise="train_step" verdict="right" note="a closure, and one-hot labels"
def closure():
    model.train()
    optimizer.zero_grad(set_to_none=False)
    logits = model(images)
    target = nn.functional.one_hot(labels, logits.shape[1]).float()
    cost = nn.functional.cross_entropy(logits, target)
    cost.backward()
    return cost
return closure_cost.item() if (closure_cost := optimizer.step(closure)) is not None else None

# %% exercise="train_step" verdict="right" note="gradients set by hand, nll_loss"
parameters = list(model.parameters())
cost = nn.functional.nll_loss(torch.log_softmax(model(images), 1), labels)
for p, g in zip(parameters, torch.autograd.grad(cost, parameters)):
    p.grad = g
optimizer.step()
return cost.detach().numpy()

# %% exercise="train_step" verdict="wrong" says="zero_grad() missing"
cost = nn.functional.cross_entropy(model(images), labels)
cost.backward()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="call step()"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels)
cost.backward()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="zero_grad() not in between"
cost = nn.functional.cross_entropy(model(images), labels)
cost.backward()
optimizer.zero_grad()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="6 times what is wanted, the batch size"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels, reduction="sum")
cost.backward()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="contains it already" note="softmax twice"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images).softmax(dim=1), labels)
cost.backward()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="the cost after the step" note="cost afterwards"
optimizer.zero_grad()
nn.functional.cross_entropy(model(images), labels).backward()
optimizer.step()
return nn.functional.cross_entropy(model(images), labels).item()

# %% exercise="train_step" verdict="wrong" says="two steps were made"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels)
cost.backward()
optimizer.step()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="gradient of the sum" note="mean only in the answer"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels, reduction="sum")
cost.backward()
optimizer.step()
return cost.item() / len(labels)

# %% exercise="train_step" verdict="wrong" says="uphill"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels)
(-cost).backward()
optimizer.step()
return cost.item()

# %% exercise="train_step" verdict="wrong" says="returned None"
optimizer.zero_grad()
cost = nn.functional.cross_entropy(model(images), labels)
cost.backward()
optimizer.step()

# %% exercise="predict_logits" verdict="right" note="slices and inference_mode"
mode = model.training
model.eval()
result = []
with torch.inference_mode():
    for start in range(0, len(images), batch_size):
        result.append(model(images[start : start + batch_size]))
if mode:
    model.train()
return torch.vstack(result)

# %% exercise="predict_logits" verdict="right" note="a data loader, gradients switched globally"
was, grad = model.training, torch.is_grad_enabled()
loader = torch.utils.data.DataLoader(images, batch_size=batch_size)
try:
    torch.set_grad_enabled(False)
    model.train(False)
    return torch.cat([model(batch) for batch in loader], dim=0)
finally:
    torch.set_grad_enabled(grad)
    model.train(was)

# %% exercise="predict_logits" verdict="right" note="filled row by row, one image at a time"
before = model.training
model.eval()
rows = []
with torch.no_grad():
    for i in range(images.shape[0]):
        rows.extend(model(images[i : i + 1]))
model.training = before
model.train(before)
return torch.stack(rows)

# %% exercise="predict_logits" verdict="wrong" says="model.eval()"
with torch.no_grad():
    return torch.cat([model(part) for part in images.split(batch_size)])

# %% exercise="predict_logits" verdict="wrong" says="torch.no_grad()"
mode = model.training
model.eval()
result = torch.cat([model(part) for part in images.split(batch_size)])
model.train(mode)
return result.detach()

# %% exercise="predict_logits" verdict="wrong" says="set this mode again" note="left in eval mode"
model.eval()
with torch.no_grad():
    return torch.cat([model(part) for part in images.split(batch_size)])

# %% exercise="predict_logits" verdict="wrong" says="training mode afterwards" note="always train()"
model.eval()
with torch.no_grad():
    result = torch.cat([model(part) for part in images.split(batch_size)])
model.train()
return result

# %% exercise="predict_logits" verdict="wrong" says="split the images into batches"
mode = model.training
model.eval()
with torch.no_grad():
    result = model(images)
model.train(mode)
return result

# %% exercise="predict_logits" verdict="wrong" says="the last, smaller batch" note="rest is dropped"
mode = model.training
model.eval()
with torch.no_grad():
    n = len(images) // batch_size
    parts = [model(images[i * batch_size : (i + 1) * batch_size]) for i in range(n)]
model.train(mode)
return torch.cat(parts) if parts else torch.zeros(0, 3)

# %% exercise="predict_logits" verdict="wrong" says="a softmax is applied" note="probabilities"
mode = model.training
model.eval()
with torch.no_grad():
    parts = [model(part).softmax(dim=1) for part in images.split(batch_size)]
model.train(mode)
return torch.cat(parts)

# %% exercise="predict_logits" verdict="wrong" says="axis 1 is missing" note="classes"
mode = model.training
model.eval()
with torch.no_grad():
    parts = [model(part).argmax(dim=1) for part in images.split(batch_size)]
model.train(mode)
return torch.cat(parts)

# %% exercise="predict_logits" verdict="wrong" says="came a list" note="parts not joined"
mode = model.training
model.eval()
with torch.no_grad():
    parts = [model(part) for part in images.split(batch_size)]
model.train(mode)
return parts

# %% exercise="predict_logits" verdict="wrong" says="split the images into batches" note="500 always"
mode = model.training
model.eval()
with torch.no_grad():
    parts = [model(part) for part in images.split(500)]
model.train(mode)
return torch.cat(parts)

# %% exercise="activation_maps" verdict="right" note="slicing is calling"
with torch.no_grad():
    return model[: layer + 1](image[None]).squeeze(0)

# %% exercise="activation_maps" verdict="right" note="a hook"
found = []
handle = model[layer].register_forward_hook(lambda module, inputs, output: found.append(output))
model(image.unsqueeze(0))
handle.remove()
return found[0][0].detach().clone()

# %% exercise="activation_maps" verdict="right" note="enumerate and break"
a = torch.stack([image])
for i, step in enumerate(model):
    a = step(a)
    if i == layer:
        break
return a.data[0]

# %% exercise="activation_maps" verdict="right" note="recursion"
def after(i):
    return image.reshape(1, *image.shape) if i < 0 else model[i](after(i - 1))
return torch.from_numpy(after(layer).detach().numpy()[0])

# %% exercise="activation_maps" verdict="wrong" says="take it out again" note="batch axis left"
with torch.no_grad():
    return model[: layer + 1](image.unsqueeze(0))

# %% exercise="activation_maps" verdict="wrong" says="count the layers from 0" note="stops too early"
a = image.unsqueeze(0)
with torch.no_grad():
    for module in model[: max(layer, 1)]:
        a = module(a)
return a[0]

# %% exercise="activation_maps" verdict="wrong" says="no_grad" note="not detached"
return model[: layer + 1](image.unsqueeze(0))[0]

# %% exercise="activation_maps" verdict="wrong" says="layer 1" note="only the one layer"
with torch.no_grad():
    return model[layer](image.unsqueeze(0))[0]

# %% exercise="activation_maps" verdict="wrong" says="take it out again" note="all layers"
with torch.no_grad():
    return model(image.unsqueeze(0))[0]

# %% exercise="activation_maps" verdict="wrong" says="averaged" note="the mean over all maps"
with torch.no_grad():
    return model[: layer + 1](image.unsqueeze(0))[0].mean(dim=0)

# %% exercise="activation_maps" verdict="wrong" says="to have 3 channels" note="gray images only"
with torch.no_grad():
    return model[: layer + 1](image.reshape(-1, 1, *image.shape[1:]))[0]

# %% exercise="activation_maps" verdict="wrong" says="absolute value" note="absolute values before the ReLU"
with torch.no_grad():
    return model[: layer + 1](image.unsqueeze(0))[0].abs()
