#!/usr/bin/env python3
"""Whydah's banks of few-shot models beside scikit-learn's LogisticRegression in a loop over the same models: same
features, same images of every model, same objective (mean cross-entropy + weight_decay / 2 |W|^2, no bias), same number
of threads, one after the other in one run.

    compare_banks.py build/release/bin/whydah-bench [--shots 1,2,4] [--models 32] [--loop 4]

scikit-learn's loop is timed twice over the first --loop models: as it stops by itself, and with the least number of
iterations that brings its objective within 1e-3 of Whydah's (or below it), found before the clock starts. Then the
times of a whole bank of --bank models of each shot, as the paper has it (Sec. 3.4: 1000, 500, 200).
"""
import argparse, json, os, subprocess, tempfile, time, warnings

parser = argparse.ArgumentParser()
parser.add_argument("bench")
parser.add_argument("--shots", default="1,2,4")
parser.add_argument("--models", type=int, default=32)
parser.add_argument("--loop", type=int, default=4)
parser.add_argument("--bank", default="1000,500,200", help="models of each of --shots")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--classes", type=int, default=397)
parser.add_argument("--dimension", type=int, default=2048)
parser.add_argument("--steps", type=int, default=200)
parser.add_argument("--learning-rate", type=float, default=30)
parser.add_argument("--weight-decay", type=float, default=1e-5)
parser.add_argument("--sgd", action="store_true", help="Whydah by SGD")
args = parser.parse_args()
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(args.threads)

import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")  # it did not converge: that is what is asked of it
equal = 1e-3

folder = tempfile.mkdtemp()
subprocess.run([args.bench, "banks", "--out", folder, "--shots", args.shots]
               + [f"--{name.replace('_', '-')}={getattr(args, name)}"
                  for name in ("models", "threads", "classes", "dimension", "steps", "learning_rate", "weight_decay")] + ["--sgd"] * args.sgd,
               check=True)
bank = json.load(open(os.path.join(folder, "bank.json")))
x = np.fromfile(os.path.join(folder, "features.f32"), np.float32).reshape(bank["images"], bank["dimension"])


def images_of(model):
    rows = np.array([row for of_class in model for row in of_class])
    return x[rows], np.repeat(np.arange(len(model)), [len(of_class) for of_class in model])


def fit(data, labels, iterations, tolerance=1e-12):
    model = LogisticRegression(C=1 / (bank["weight_decay"] * len(labels)), fit_intercept=False, max_iter=iterations,
                               tol=tolerance, solver="lbfgs", multi_class="multinomial")
    model.fit(data, labels)
    return model


def objective(model, data, labels):
    w = model.coef_.astype(np.float64)
    scores = data.astype(np.float64) @ w.T
    scores -= scores.max(1, keepdims=True)
    log_p = scores[np.arange(len(labels)), labels] - np.log(np.exp(scores).sum(1))
    return -log_p.mean() + 0.5 * bank["weight_decay"] * (w**2).sum()


def enough_iterations(data, labels, wanted):
    """The least number that reaches the objective: doubled, then halved in between."""
    low, high = 0, 1
    while objective(fit(data, labels, high), data, labels) > wanted + equal:
        low, high = high, 2 * high
        if high > 5000:
            raise SystemExit("scikit-learn does not reach Whydah's objective")
    while high - low > 1:
        middle = (low + high) // 2
        reached = objective(fit(data, labels, middle), data, labels) <= wanted + equal
        low, high = (low, middle) if reached else (middle, high)
    return high


def loop(models, iterations, tolerance):
    begin = time.perf_counter()
    fitted = [fit(data, labels, iterations, tolerance) for data, labels in models]
    seconds = (time.perf_counter() - begin) / len(models)
    return seconds, np.mean([objective(m, *data) for m, data in zip(fitted, models)]), max(m.n_iter_[0] for m in fitted)


least, whole, whole_ours = {}, {}, 0
for shot, in_bank in zip(bank["shots"], map(int, args.bank.split(","))):
    models = [images_of(model) for model in shot["rows"][: args.loop]]
    ours = shot["seconds_a_model"]
    whole_ours += in_bank * ours
    reached = np.mean(shot["objectives"][: args.loop])
    print(f"k={shot['k']}: Whydah {ours:.4f} s a model, the first {args.loop} at {reached:.5f}", flush=True)
    iterations = enough_iterations(*models[0], shot["objectives"][0])
    for name, settings in (("as it stops by itself", (100, 1e-4)), ("stopped at equal loss", (iterations, 1e-12))):
        theirs, loss, used = loop(models, *settings)
        whole[name] = whole.get(name, 0) + in_bank * theirs
        least[name] = min(least.get(name, float("inf")), theirs / ours)
        print(f"    scikit-learn {name}: {theirs:.3f} s at {loss:.5f}, {used} iterations: Whydah is {theirs / ours:.1f} "
              "times faster", flush=True)
for name, ratio in least.items():
    print(f"scikit-learn {name}: least of a shot {ratio:.1f} times, the whole bank of {args.bank} models "
          f"{whole[name]:.0f} s and {whole_ours:.0f} s, {whole[name] / whole_ours:.1f} times faster")
