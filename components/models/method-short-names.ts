import type { ComparedKey } from "@/lib/types/comparison";

/** Names of the compared methods where there is little room. */
export const shortNames: Record<ComparedKey, string> = { rfm7: "RFM 7", rfm11: "RFM 11", kmeans: "K-means", minibatch: "MiniBatch", tiers: "Tiers", ward: "Ward", dbscan: "DBSCAN" };
