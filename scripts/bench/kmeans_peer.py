#!/usr/bin/python3
"""scikit-learn's k-means and silhouette on points in a file, one measurement a line of standard input.

Each line is a JSON object: what (lloyd, elkan, minibatch, silhouette or choice), file (n x d doubles), n, d, k,
init (k x d) or labels (n), steps; of a choice the sizes of its samples. Each answer is one line: seconds,
and inertia or the (mean) silhouette. Reading the file is not measured; neither is starting Python.
"""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.metrics.cluster import contingency_matrix

warnings.filterwarnings("ignore")


def jaccard_maxima(base, other):
    """For each cluster of one labelling, its largest Jaccard index with a cluster of another."""
    shared = contingency_matrix(base, other)
    either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    return (shared / either).max(axis=1)


def choose_k(points, asked):
    """The whole choice of k on the same sizes of sample: fits, indices, and a bootstrap of every k."""
    random = np.random.default_rng(42)
    n = len(points)
    draw = lambda size: points[random.choice(n, min(n, size), replace=False)]
    fitted, judged = draw(asked["fitRows"]), draw(asked["judgedRows"])
    models, assigned, silhouettes = {}, {}, []
    for k in range(2, asked["k"] + 1):
        models[k] = KMeans(k, n_init=asked["starts"], random_state=42).fit(fitted)
        labels = assigned[k] = models[k].predict(judged)
        size = min(len(judged), asked["silhouetteRows"])
        silhouettes.append(silhouette_score(judged, labels, sample_size=size, random_state=42))
        calinski_harabasz_score(judged, labels)
        davies_bouldin_score(judged, labels)
    stability = {k: [] for k in models}
    for b in range(asked["resamples"]):
        resample = points[random.integers(0, n, min(n, asked["resampleRows"]))]
        for k in models:
            again = KMeans(k, n_init=asked["resampleStarts"], random_state=b).fit(resample)
            stability[k].append(jaccard_maxima(assigned[k], again.predict(judged)))
    return float(np.mean(silhouettes)), {k: np.mean(rows, axis=0) for k, rows in stability.items()}


def measure(asked):
    points = np.fromfile(asked["file"]).reshape(asked["n"], asked["d"])
    if asked["what"] == "silhouette":
        labels = np.array(asked["labels"])
        began = time.perf_counter()
        value = float(silhouette_score(points, labels))
        return {"seconds": time.perf_counter() - began, "value": value}
    if asked["what"] == "choice":
        began = time.perf_counter()
        value, _ = choose_k(points, asked)
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
