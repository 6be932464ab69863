#!/usr/bin/env python3
"""What PyTorch and torchvision compute, for the tests of core/networks.

reference_networks.py parity NETWORK FOLDER    weights.pth, reference.pth (images, outputs, a training step)
reference_networks.py files FOLDER             weights in every form that Whydah reads, and some that it refuses
reference_networks.py scripted FOLDER          TorchScript modules, scripted and traced
reference_networks.py features FOLDER SIDE IMAGE...   weights.pth of a resnet18 and features.pth of the images

Exit code 77: torch or torchvision is not installed. torchvision has no CIFAR ResNet-32 and no small CNN; they stand here.
"""
import json
import pathlib
import struct
import sys

try:
    import torch
    import torchvision
    from torch import nn
    from torch.nn import functional as F
except ImportError:
    sys.exit(77)


class CifarBlock(nn.Module):
    """BasicBlock of He et al. 2016 with option A, as in the reference code of LDAM (Cao et al. 2019)."""

    def __init__(self, before, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.pad = width // 4 if stride != 1 or before != width else None

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        shortcut = x if self.pad is None else F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(out + shortcut)


class CifarResNet32(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        before = 16
        for stage, width in enumerate((16, 32, 64)):
            blocks = []
            for block in range(5):
                blocks.append(CifarBlock(before, width, 2 if stage > 0 and block == 0 else 1))
                before = width
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.linear = nn.Linear(64, num_classes)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.linear(F.avg_pool2d(x, x.size(3)).flatten(1))


class SmallCnn(nn.Module):
    """core/backbone/small_cnn.h with a head."""

    def __init__(self, num_classes):
        super().__init__()
        layers = []
        for before, width in ((1, 32), (32, 64), (64, 128), (128, 128)):
            layers += [nn.Conv2d(before, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
            if before != 128:
                layers.append(nn.MaxPool2d(2))
        self.layers = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        return self.fc(self.layers(x))


HEADS = {"alexnet": "classifier.6", "resnet32": "linear"}


def make(name, classes):
    own = {"resnet32": CifarResNet32, "small_cnn": SmallCnn}
    torch.manual_seed(17)
    network = own[name](classes) if name in own else getattr(torchvision.models, name)(num_classes=classes)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):  # as if trained: at the start all of them are 0 or 1
            module.running_mean.uniform_(-0.2, 0.2)
            module.running_var.uniform_(0.5, 1.5)
            nn.init.uniform_(module.weight, 0.4, 0.8)
            nn.init.uniform_(module.bias, -0.2, 0.2)
        if isinstance(module, nn.Dropout):
            module.p = 0.0  # the two generators differ: the step is compared without dropout
    return network


def pixels(name):
    channels, side = (1, 32) if name == "small_cnn" else (3, 32 if name == "resnet32" else 64)
    torch.manual_seed(23)
    return torch.randn(8, channels, side, side)


def parity(name, folder):
    network = make(name, 7)
    torch.save(network.state_dict(), folder / "weights.pth")
    images, labels = pixels(name), torch.arange(8) % 7
    seen = {}
    head = network.get_submodule(HEADS.get(name, "fc"))
    head.register_forward_hook(lambda module, inputs, output: seen.update(features=inputs[0]))
    network.eval()
    with torch.no_grad():
        logits = network(images)
    reference = {"images": images, "labels": labels, "logits": logits, "features": seen["features"]}
    network.train()
    sgd = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-4)
    trained = network(images)
    loss = F.cross_entropy(trained, labels)
    loss.backward()
    sgd.step()
    network.eval()
    with torch.no_grad():
        reference["logits_after"] = network(images)
    reference.update(train_logits=trained.detach(), loss=loss.detach())
    for key, value in network.state_dict().items():  # the first numbers of every tensor are enough, and small
        reference["after." + key] = value.flatten()[:512].clone()
    torch.save(reference, folder / "reference.pth")


def write_safetensors(path, tensors):
    """The format by its letter, without the library."""
    names = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in tensors.items():
        raw = value.contiguous().view(torch.uint8 if value.dim() else value.dtype)
        raw = bytes(raw.numpy()) if value.dim() else value.numpy().tobytes()
        header[name] = {"dtype": names[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def files(folder):
    network = make("resnet32", 7)
    weights = network.state_dict()
    torch.save(weights, folder / "plain.pth")
    torch.save(weights, folder / "old.pth", _use_new_zipfile_serialization=False)
    torch.save(dict(weights), folder / "dict.pth")
    torch.save(weights, folder / "protocol4.pth", pickle_protocol=4)
    torch.save({"epoch": 3, "arch": "resnet32", "best": 0.5, "state_dict": {"module." + k: v for k, v in weights.items()},
                "optimizer": torch.optim.SGD(network.parameters(), lr=0.1).state_dict()}, folder / "checkpoint.pth")
    torch.save({k: v.half() if v.is_floating_point() else v for k, v in weights.items()}, folder / "half.pth")
    torch.save({k: v.bfloat16() if v.is_floating_point() else v for k, v in weights.items()}, folder / "bfloat16.pth")
    torch.save({k: nn.Parameter(v, v.is_floating_point() and True) if v.is_floating_point() else v for k, v in weights.items()},
               folder / "parameters.pth")
    shared = torch.cat([v.flatten() for v in weights.values() if v.is_floating_point()])
    views, at = {}, 0
    for key, value in weights.items():  # all tensors within one storage, the convolutions turned
        if not value.is_floating_point():
            continue
        views[key] = shared[at:at + value.numel()].view(value.shape)
        if value.dim() == 4:
            views[key] = views[key].to(memory_format=torch.channels_last)
        at += value.numel()
    torch.save(views, folder / "views.pth")
    torch.save(views, folder / "old_views.pth", _use_new_zipfile_serialization=False)
    torch.jit.script(network).save(str(folder / "scripted.pt"))
    write_safetensors(folder / "plain.safetensors", weights)
    write_safetensors(folder / "half.safetensors", {k: v.half() if v.is_floating_point() else v for k, v in weights.items()})
    write_safetensors(folder / "bfloat16.safetensors", {k: v.bfloat16() if v.is_floating_point() else v for k, v in weights.items()})
    write_safetensors(folder / "double.safetensors", {k: v.double() if v.is_floating_point() else v for k, v in weights.items()})
    # Refused:
    torch.save(network, folder / "whole_model.pth")
    torch.save(network, folder / "old_whole_model.pth", _use_new_zipfile_serialization=False)
    torch.save([1, 2, 3], folder / "list.pth")
    torch.save({"epoch": 3}, folder / "no_weights.pth")

    class Command:  # what an attack looks like: unpickling calls os.system
        def __reduce__(self):
            import os
            return os.system, (f"touch {folder}/code_was_run",)

    torch.save({"weight": Command()}, folder / "attack.pth")
    torch.save({"weight": Command()}, folder / "old_attack.pth", _use_new_zipfile_serialization=False)


class Body(nn.Module):
    """A small network up to its pooling."""

    def __init__(self, normalised=True, dropout=0.0):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, 2, 1, bias=not normalised)
        self.bn1 = nn.BatchNorm2d(8) if normalised else nn.Identity()
        self.conv2 = nn.Conv2d(8, 16, 3, 2, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.dropout(F.relu(self.conv2(x)).mean((2, 3)))


def scripted(folder):
    example = torch.randn(2, 3, 32, 32)

    def trace(network):
        return torch.jit.trace(network, example, check_trace=False)

    torch.manual_seed(3)
    torch.jit.script(Body()).save(str(folder / "scripted.pt"))
    torch.jit.script(Body().eval()).save(str(folder / "scripted_eval.pt"))
    torch.jit.script(Body(False, 0.5)).save(str(folder / "scripted_dropout.pt"))
    trace(Body().eval()).save(str(folder / "traced_eval.pt"))
    trace(Body().train()).save(str(folder / "traced_train.pt"))
    trace(Body(False, 0.5).eval()).save(str(folder / "traced_dropout.pt"))
    trace(Body(False, 0.0).eval()).save(str(folder / "traced_plain.pt"))
    torch.jit.freeze(torch.jit.script(Body().eval())).save(str(folder / "frozen.pt"))
    mixed = nn.Sequential(trace(Body().eval()), nn.Linear(16, 4))
    torch.jit.script(mixed).save(str(folder / "scripted_around_traced.pt"))
    resnet = torchvision.models.resnet18()
    resnet.fc = nn.Identity()
    torch.jit.script(resnet).save(str(folder / "resnet18_scripted.pt"))
    trace(resnet.eval()).save(str(folder / "resnet18_traced.pt"))
    mobile = torchvision.models.mobilenet_v2()
    mobile.classifier = nn.Identity()
    torch.jit.script(mobile).save(str(folder / "mobilenet_v2_scripted.pt"))
    torch.jit.script(Body().requires_grad_(False)).save(str(folder / "scripted_without_gradient.pt"))


def features(folder, side, images):
    from PIL import Image
    network = make("resnet18", 7).eval()
    torch.save(network.state_dict(), folder / "weights.pth")
    network.fc = nn.Identity()
    prepare = torchvision.transforms.Compose([
        torchvision.transforms.Resize(side), torchvision.transforms.CenterCrop(side), torchvision.transforms.ToTensor(),
        torchvision.transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))])
    batch = torch.stack([prepare(Image.open(image).convert("RGB")) for image in images])
    with torch.no_grad():
        torch.save({"images": batch, "features": network(batch)}, folder / "features.pth")


if __name__ == "__main__":
    torch.set_num_threads(1)
    what, arguments = sys.argv[1], sys.argv[2:]
    if what == "parity":
        parity(arguments[0], pathlib.Path(arguments[1]))
    elif what == "features":
        features(pathlib.Path(arguments[0]), int(arguments[1]), arguments[2:])
    else:
        {"files": files, "scripted": scripted}[what](pathlib.Path(arguments[0]))
