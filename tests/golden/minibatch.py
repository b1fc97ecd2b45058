#!/usr/bin/python3
"""Golden inertia for lib/cluster/minibatch from scikit-learn's MiniBatchKMeans, and lloyd beside it.

Version of the recorded run: scikit-learn 1.2.1, NumPy 1.24.2; seed 21.

    /usr/bin/python3 tests/golden/minibatch.py > tests/golden/minibatch.json

The points are not stored: both sides make them from the same linear congruential stream.
"""
import json

import numpy as np
from sklearn import __version__
from sklearn.cluster import KMeans, MiniBatchKMeans

N, D = 30_000, 3


def stream(n):
    state, out = 12345, np.empty(n)
    for i in range(n):
        state = (state * 1664525 + 1013904223) % 2**32
        out[i] = state / 2**32
    return out


u = stream(N * D).reshape(N, D)
groups = np.arange(N) % 7
points = np.round(u + np.column_stack([groups % 3, groups // 3, (groups * 2) % 5 / 2]) * 1.5, 9)
batch = [MiniBatchKMeans(7, batch_size=4096, n_init=3, random_state=s).fit(points) for s in range(10)]
wide = [MiniBatchKMeans(12, batch_size=4096, n_init=3, random_state=s).fit(points) for s in range(10)]
full = lambda k: KMeans(k, n_init=10, random_state=0).fit(points).inertia_
inertia = lambda m: float(((points - m.cluster_centers_[m.predict(points)]) ** 2).sum())
print(json.dumps({
    "versions": {"scikit-learn": __version__, "numpy": np.__version__},
    "n": N, "d": D, "sum": float(points.sum()),
    "k7": {"miniBatch": float(np.median([inertia(m) for m in batch])), "lloyd": full(7)},
    "k12": {"miniBatch": float(np.median([inertia(m) for m in wide])), "lloyd": full(12)},
}))
