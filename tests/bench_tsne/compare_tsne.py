#!/usr/bin/env python3
"""Whydah's t-SNE beside scikit-learn's Barnes-Hut on the same points, back to back, on the same number of threads:
time, CPU time, and the divergence of both maps from the same probabilities (scikit-learn's), with the exact sum over all
pairs.

    compare_tsne.py build/release/bin/whydah-bench-tsne [FEATURES.npz] [--repeats 3]

Points: the first 50 principal components of FEATURES (Caltech-101's MobileNet features, say), filled up to 10,000 with
Gaussian clusters around some of them; without FEATURES clusters only.
"""
import argparse, os, resource, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("bench")
parser.add_argument("features", nargs="?")
parser.add_argument("--points", type=int, default=10000)
parser.add_argument("--repeats", type=int, default=3)
parser.add_argument("--iterations", type=int, default=750)
parser.add_argument("--perplexity", type=float, default=30)
parser.add_argument("--threads", type=int, default=2)
args = parser.parse_args()
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(args.threads)

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors


def make_points():
    rng = np.random.default_rng(0)
    if args.features:
        table = np.load(args.features, allow_pickle=False)
        x = table[next(k for k in table.files if table[k].ndim == 2)].astype(np.float32)
        x = PCA(50, random_state=0).fit_transform(x)[: args.points]
    else:
        x = rng.normal(size=(60, 50)) * 3
    centres = x[rng.choice(len(x), 20)]
    more = args.points - len(x)
    filled = centres[rng.integers(0, 20, more)] + rng.normal(size=(more, 50)) * x.std(0) * 0.5
    return np.vstack([x, filled]).astype(np.float32)


def affinities(x):
    k = min(len(x) - 1, int(3 * args.perplexity + 1))
    graph = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(x).kneighbors_graph(mode="distance")
    graph.data **= 2
    return _joint_probabilities_nn(graph, args.perplexity, 0).tocoo()


def divergence(p, y):
    y = y.astype(np.float64)
    y = y - y.mean(0)
    z = 0.0
    for first in range(0, len(y), 500):
        part = y[first : first + 500]
        z += (1 / (1 + ((part[:, None] - y[None]) ** 2).sum(2))).sum()
    z -= len(y)
    w = 1 / (1 + ((y[p.row] - y[p.col]) ** 2).sum(1))
    return float((p.data * np.log(p.data * z / w)).sum())


def cpu(who):
    use = resource.getrusage(who)
    return use.ru_utime + use.ru_stime


x = make_points()
p = affinities(x)
p.eliminate_zeros() if hasattr(p, "eliminate_zeros") else None
folder = tempfile.mkdtemp()
points, out = os.path.join(folder, "points.npy"), os.path.join(folder, "map.csv")
np.save(points, x)
rows = []
for repeat in range(args.repeats):
    wall, used = time.time(), cpu(resource.RUSAGE_SELF)
    model = TSNE(n_iter=args.iterations, init="pca", learning_rate="auto", perplexity=args.perplexity, angle=0.5,
                 random_state=repeat, n_jobs=args.threads, n_iter_without_progress=args.iterations, min_grad_norm=0)
    theirs = model.fit_transform(x)
    rows.append(("scikit-learn", time.time() - wall, cpu(resource.RUSAGE_SELF) - used, divergence(p, theirs)))
    wall, used = time.time(), cpu(resource.RUSAGE_CHILDREN)
    subprocess.run([args.bench, points, out, str(args.iterations), str(args.perplexity), str(args.threads)], check=True)
    ours = np.loadtxt(out, delimiter=",")
    rows.append(("Whydah", time.time() - wall, cpu(resource.RUSAGE_CHILDREN) - used, divergence(p, ours)))
    for name, wall, used, kl in rows[-2:]:
        print(f"{repeat} {name:13s} {wall:7.2f} s  cpu {used:7.2f} s  KL {kl:.5f}", flush=True)
best = {n: min(r[2] for r in rows if r[0] == n) for n in ("scikit-learn", "Whydah")}
kl = {n: np.mean([r[3] for r in rows if r[0] == n]) for n in ("scikit-learn", "Whydah")}
print(f"least CPU time: scikit-learn {best['scikit-learn']:.1f} s, Whydah {best['Whydah']:.1f} s; "
      f"KL {100 * (kl['Whydah'] / kl['scikit-learn'] - 1):+.2f} %")
