#!/usr/bin/python3
"""Golden principal axes, agreement and Ward linkage for lib/cluster from scikit-learn and SciPy.

Versions of the recorded run: scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2; seed 22.

    /usr/bin/python3 tests/golden/pca.py > tests/golden/pca.json
"""
import json

import numpy as np
from scipy import __version__ as scipy_version
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn import __version__
from sklearn.cluster import DBSCAN
from sklearn.decomposition import PCA

rng = np.random.default_rng(22)
mixing = rng.normal(0, 1, (4, 4))
points = np.round(rng.normal(0, [3, 2, 1, 0.5], (80, 4)) @ mixing + [5, -2, 0, 100], 6)
model = PCA(4).fit(points)
axes = model.components_
axes = axes * np.sign(axes[np.arange(4), np.abs(axes).argmax(1)])[:, None]
tree = linkage(points, "ward")
scan = DBSCAN(eps=2.5, min_samples=4).fit(points)

print(json.dumps({
    "versions": {"scikit-learn": __version__, "scipy": scipy_version, "numpy": np.__version__},
    "points": points.tolist(),
    "axes": axes.tolist(),
    "shares": model.explained_variance_ratio_.tolist(),
    "seen": ((points - points.mean(0)) @ axes.T)[:5].tolist(),
    "wardHeights": tree[:, 2].tolist(),
    "ward": {str(k): fcluster(tree, k, "maxclust").tolist() for k in (2, 3, 5, 9)},
    "dbscan": scan.labels_.tolist(),
    "core": sorted(scan.core_sample_indices_.tolist()),
}))
