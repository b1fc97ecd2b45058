#!/usr/bin/python3
"""Golden figures for lib/cluster and lib/stats from scikit-learn, SciPy, NumPy and pandas.

Versions of the recorded run: scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2, pandas 1.5.3; seed 20.

    /usr/bin/python3 tests/golden/clustering.py > tests/golden/clustering.json
"""
import json

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import __version__
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_samples,
    silhouette_score,
)

rng = np.random.default_rng(20)
centres = rng.normal(0, 2, (5, 3))
points = np.round(np.vstack([c + rng.normal(0, 0.9, (60, 3)) for c in centres]), 6)
init = points[rng.choice(len(points), 5, replace=False)]
model = KMeans(5, init=init, n_init=1, algorithm="lloyd", tol=0, max_iter=300).fit(points)
labels = model.labels_
other = KMeans(4, n_init=1, random_state=3).fit(points).labels_
values = np.round(rng.lognormal(4, 1, 57), 3)
p_values = [0.01, 0.04, 0.03, 0.005, 0.5]
sort = np.argsort(p_values)
holm = np.empty(5)
holm[sort] = np.minimum(1, np.maximum.accumulate([(5 - i) * p_values[j] for i, j in enumerate(sort)]))

weights = np.arange(len(points)) % 4
weighted = KMeans(5, init=init, n_init=1, algorithm="lloyd", tol=0, max_iter=300).fit(points, sample_weight=weights)

print(json.dumps({
    "versions": {"scikit-learn": __version__, "numpy": np.__version__, "pandas": pd.__version__},
    "points": points.tolist(),
    "init": init.tolist(),
    "labels": labels.tolist(),
    "centroids": model.cluster_centers_.tolist(),
    "inertia": model.inertia_,
    "iterations": int(model.n_iter_),
    "weights": weights.tolist(),
    "weightedLabels": weighted.labels_.tolist(),
    "weightedCentroids": weighted.cluster_centers_.tolist(),
    "weightedInertia": weighted.inertia_,
    "silhouette": silhouette_score(points, labels),
    "silhouettes": silhouette_samples(points, labels).tolist(),
    "calinskiHarabasz": calinski_harabasz_score(points, labels),
    "daviesBouldin": davies_bouldin_score(points, labels),
    "otherLabels": other.tolist(),
    "adjustedRandIndex": adjusted_rand_score(labels, other),
    "values": values.tolist(),
    "quantiles": {str(p): float(pd.Series(values).quantile(p)) for p in [0, 0.005, 0.25, 0.5, 0.85, 0.975, 1]},
    "normalTails": {str(z): float(stats.norm.sf(z)) for z in [-3, 0, 0.5, 1.96, 3, 3.6, 8, 25]},
    "pValues": p_values,
    "holm": holm.tolist(),
}))
