/**
 * What the product's measures are, each in one or two sentences for a reader who
 * is no statistician. The full account is the method document; these say the same.
 */
export const methodTerms = {
  sale: { name: "Sale", text: "An order whose status counts as a sale in the shop's settings. Everything is counted up to the as-of day; later orders do not exist for the page." },
  person: { name: "Customer", text: "A person with at least one sale, however often the shop gave them a new number. Days are calendar days in the shop's time zone." },
  beyondChance: { name: "Beyond chance", text: "A heading names a difference only where it is large (five points or more between shares) and three standard errors from nothing. Else it says that nothing stands out." },
  silhouette: { name: "Silhouette", text: "How much nearer customers are to their own segment than to the next: 1 is far apart, 0 on the border. Shops usually reach 0.3 to 0.4, which is cuts through a crowd, not islands." },
  stability: { name: "Stability, Jaccard", text: "Customers are drawn anew, the segments are found again, and members compared: 1 is the same members each time. From 0.85 highly stable, from 0.75 valid, from 0.60 doubtful, below not to be trusted." },
  borderline: { name: "Borderline", text: "A customer almost as near to the next segment as to their own: the margin is under 0.1." },
  calinskiHarabasz: { name: "Calinski-Harabasz, CH", text: "How far segments lie apart over how wide they are. Higher is better." },
  daviesBouldin: { name: "Davies-Bouldin, DB", text: "How alike each segment is to the one most like it, on average. Lower is better." },
  inertia: { name: "Inertia", text: "Squared distances of all customers from the middle of their segment, added up. It falls with every segment more: look where it stops falling much." },
  influence: { name: "Part of variance", text: "How much of what sets the segments apart lies in one feature. The parts add up to 100%." },
  ari: { name: "Adjusted Rand index, ARI", text: "Do two groupings put the same customers together? 1 is the same grouping, 0 what chance gives." },
  granularity: { name: "Granularity", text: "The effective number of segments: eleven equal ones give 11, one large and ten tiny ones hardly more than 1." },
  recencyFrozen: { name: "Recency frozen", text: "Everybody grows a day older each day without doing anything. With recency frozen that is left out, so that only changed buying counts." },
  psi: { name: "Population stability index, PSI", text: "How far a month's orders are from those of the base period. Under 0.1 nothing to speak of, from 0.1 moderate, from 0.25 major." },
  misplaced: { name: "Misplaced", text: "Customers whom a refit on that day would put into another group, ageing left out." },
} as const satisfies Record<string, { name: string; text: string }>;

export type MethodTerm = keyof typeof methodTerms;
