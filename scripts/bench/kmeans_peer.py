#!/usr/bin/python3
"""scikit-learn's k-means and silhouette on points in a file, one measurement a line of standard input.

Each line is a JSON object: what (lloyd, elkan, minibatch or silhouette), file (n x d doubles), n, d, k,
init (k x d) or labels (n), steps. Each answer is one line: seconds, and inertia or the silhouette.
Reading the file is not measured; neither is starting Python.
"""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.metrics import silhouette_score

warnings.filterwarnings("ignore")


def measure(asked):
    points = np.fromfile(asked["file"]).reshape(asked["n"], asked["d"])
    if asked["what"] == "silhouette":
        labels = np.array(asked["labels"])
        began = time.perf_counter()
        value = float(silhouette_score(points, labels))
        return {"seconds": time.perf_counter() - began, "value": value}
    init = np.array(asked["init"]).reshape(asked["k"], asked["d"])
    if asked["what"] == "minibatch":
        model = MiniBatchKMeans(asked["k"], init=init, n_init=1, batch_size=4096, random_state=42)
    else:
        model = KMeans(asked["k"], init=init, n_init=1, algorithm=asked["what"], tol=0, max_iter=asked["steps"])
    began = time.perf_counter()
    model.fit(points)
    return {"seconds": time.perf_counter() - began, "value": float(model.inertia_)}


for line in sys.stdin:
    print(json.dumps(measure(json.loads(line))), flush=True)
