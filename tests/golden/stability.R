# Golden bootstrap stability for lib/cluster/bootstrap from fpc::clusterboot.
#
# Versions of the recorded run are written into the file; seed 23.
#
#     Rscript tests/golden/stability.R > tests/golden/stability.json
#
# Points drawn twice count twice (multipleboot), as in our resamples. clusterboot compares on the
# points of each resample, we on all points: the means agree to a few hundredths, not to the digit.
suppressMessages({library(fpc); library(jsonlite)})
set.seed(23)
group <- function(n, x, y, s) cbind(rnorm(n, x, s), rnorm(n, y, s))
points <- round(rbind(group(100, 0, 0, 0.6), group(80, 4, 0, 0.6), group(60, 2, 2.2, 0.9), group(60, 3.6, 3.2, 0.9)), 6)
boot <- function(k) {
  result <- clusterboot(points, B = 200, bootmethod = "boot", multipleboot = TRUE, clustermethod = kmeansCBI, krange = k, runs = 10, count = FALSE, seed = 23)
  list(k = k, labels = result$partition, means = result$bootmean)
}
cat(toJSON(list(
  versions = list(R = paste(R.version$major, R.version$minor, sep = "."), fpc = as.character(packageVersion("fpc"))),
  points = points, runs = lapply(c(3, 4, 5), boot)
), digits = NA, auto_unbox = TRUE))
