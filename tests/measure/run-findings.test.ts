import { expect, test } from "vitest";
import { choiceFinding, clarityOf, promotionChecks, qualityFinding, runFinding, silhouetteBand } from "@/lib/measure/run-findings";
import type { ChoiceOfK, Segment, Segmentation } from "@/lib/types/segmentation";

const choice = (k: number, silhouette: number, verdict: ChoiceOfK["verdict"] = "coarser"): ChoiceOfK => ({
  k, silhouette, verdict, inertia: 1, calinskiHarabasz: 1, daviesBouldin: 1, smallestShare: 0.1,
  reason: verdict, weightedInertia: null, simplifiedSilhouette: null, silhouetteCustomers: 10, judgedCustomers: 10, leastStability: null, weakSegments: [],
});
const segment = (name: string, borderlineShare: number | null, customerShare = 0.5): Segment => ({
  index: 0, name, valueWord: null, lifecycle: null, customers: 90, customerShare, revenueCents: 1, revenueShare: 0.5,
  centroid: {}, medians: {}, levels: {}, season: null, monthPeriod: null, silhouette: 0.3, borderlineShare, nearest: null,
  reason: "", advice: { goal: "", action: "", avoid: "" }, lifetimeMonths: null, stability: null, rule: null,
});
const stable = (name: string, borderlineShare: number, meanJaccard: number): Segment => ({
  ...segment(name, borderlineShare), stability: { meanJaccard, word: meanJaccard >= 0.85 ? "highly stable" : "doubtful" },
});
const run = (change: Partial<Segmentation>): Segmentation => ({
  id: 5, method: "kmeans", preset: "default", balance: "repeat", engine: "ml-kmeans", features: ["recencyDays"], k: 5, kRecommended: true,
  choices: [choice(3, 0.6), choice(4, 0.34, "best silhouette"), choice(5, 0.3, "recommended"), choice(6, 0.28, "silhouette too low")],
  asOf: 1, windowDays: null, status: "sales", seed: 42, nInit: 10, transform: null, centroids: null, cuts: null, rfm: null, assess: "full", quality: null, inertia: 1,
  silhouette: 0.3, silhouetteCustomers: 500, customers: 1000, snapshotHash: "aa", version: "1", tookMs: 1, createdAt: new Date(0),
  createdBy: "ada", live: false, promotedAt: null, notices: [], segments: [segment("Best", 0.05), segment("Cheap", 0.4)], ...change,
});

test("the band hangs from the best silhouette among four and more", () => {
  const band = silhouetteBand(run({}).choices);
  expect(band?.best.k).toBe(4);
  expect(band?.floor).toBeCloseTo(0.29, 12);
  expect(silhouetteBand([choice(2, 0.9)])).toBeNull();
});

test("a run says why it has as many segments as it has", () => {
  expect(runFinding(run({}), "en")).toEqual({
    finding: "Two segments are the most the silhouette supports.",
    scope: "1,000 customers. With six the silhouette falls to 0.280, more than 0.05 below the best.",
  });
  expect(runFinding(run({ k: 4 }), "en").finding).toBe("Two segments, chosen by hand; the rule would take five.");
  expect(runFinding(run({ method: "rfm" }), "en").finding).toBe("Two segments by rules on recency and orders.");
  expect(runFinding(run({ method: "rfm" }), "en").scope).toBe("1,000 customers. Silhouette 0.300 in the space of k-means, on a seeded sample of 500.");
  expect(runFinding(run({ choices: [], k: 1 }), "en").finding).toContain("too few different customers");
  expect(runFinding(run({ choices: [] }), "en").finding).toBe("Two segments, chosen by hand; no other number was compared.");
  expect(runFinding(run({ method: "tiers", choices: [], silhouetteCustomers: 1000 }), "en")).toEqual({
    finding: "Two segments by recency, orders and spend, three by definition.", scope: "1,000 customers. Silhouette 0.300 in their own space.",
  });
});

test("with stability assessed, the next k is refused for its weakest segment", () => {
  const choices = [{ ...choice(5, 0.3, "recommended"), leastStability: 0.63 }, { ...choice(6, 0.29, "not stable"), leastStability: 0.48, weakSegments: [{ name: "Promising", meanJaccard: 0.48 }] }];
  expect(runFinding(run({ choices }), "en")).toEqual({
    finding: "Two segments are as many as the data support.",
    scope: "1,000 customers. With six, resamples bring Promising back at only 0.48.",
  });
});

test("a k off the recommendation is called coarser or finer", () => {
  expect(choiceFinding(run({}))).toBe("k = 5 is the finest grouping that still holds");
  expect(choiceFinding(run({ k: 4 }))).toContain("coarser");
  expect(choiceFinding(run({ k: 9 }))).toContain("finer");
});

test("a quarter of borderline members makes a segment blurred", () => {
  expect([0, 0.149, 0.15, 0.249, 0.25, null].map((borderlineShare) => clarityOf({ borderlineShare }))).toEqual([
    "clear", "clear", "fair", "fair", "blurred", "by rule",
  ]);
});

test("blurred segments are named; with none or all the finding says so", () => {
  expect(qualityFinding([segment("Best", 0.1), segment("Cheap", 0.4)])).toBe("Cheap is blurred: use it for reading, not for lists");
  expect(qualityFinding([segment("Best", 0.1)])).toContain("In every segment");
  expect(qualityFinding([segment("Best", 0.5)])).toContain("All segments");
  expect(qualityFinding([segment("Best", null)])).toContain("Rules");
});

test("before promotion: snapshot, names, small or blurred segments and the run's own notices", () => {
  const live = { id: 2, segments: [segment("Best", 0.1), segment("Loyal", 0.1)] };
  const checks = promotionChecks(run({ notices: ["120 rows imputed"], segments: [stable("Best", 0.1, 0.9), { ...stable("Cheap", 0.41, 0.63), customerShare: 0.001 }] }), {
    currentHash: "bb", live, locale: "en",
  });
  expect(checks).toEqual([
    { isFine: false, text: "Made from an older snapshot: orders imported since then are not in it" },
    { isFine: false, text: "1 of 2 names are in the live run 2; new: Cheap; gone: Loyal" },
    { isFine: false, text: "Cheap is doubtful: resamples bring it back at 0.63" },
    { isFine: false, text: "One segment holds under 1% of customers: Cheap" },
    { isFine: false, text: "Cheap has 90 customers, 41% borderline: read it, don't target it" },
    { isFine: true, text: "Silhouette measured on a sample of 500, reweighted" },
    { isFine: false, text: "120 rows imputed" },
  ]);
  const lineage = { comparedWith: 2, matches: [{ index: 0, from: 0, fromName: "Best", jaccard: 0.9 }], born: [{ index: 1, reason: "Born: of nobody." }], retired: [] };
  expect(promotionChecks(run({ lineage }), { currentHash: "aa", live, locale: "en" }).slice(1, 3)).toEqual([
    { isFine: false, text: "1 of 2 personas matched to live; one birth, none retired" }, { isFine: false, text: "Born: Cheap. Of nobody." },
  ]);
  const back = { ...lineage, born: [], returned: [{ index: 1, persona: "1.4", name: "Friends", run: 1, jaccard: 0.8 }], retired: [{ persona: "2.3", name: "Old", reason: "Retired: no customer belongs to it any more." }] };
  expect(promotionChecks(run({ lineage: back }), { currentHash: "aa", live: null, locale: "en" }).slice(1, 4).map(({ text }) => text)).toEqual([
    "1 of 2 personas matched to run 2; no births, one retired", "Back from run 1: Friends, with its name and notes", "Retired: Old. No customer belongs to it any more.",
  ]);
  const calm = promotionChecks(run({ segments: [stable("Best", 0.1, 0.9)], silhouetteCustomers: 1000 }), { currentHash: "aa", live: null, locale: "en" });
  expect(calm.every(({ isFine }) => isFine)).toBe(true);
  const unknown = promotionChecks(run({ segments: [segment("Best", 0.1)] }), { currentHash: "aa", live: null, locale: "en" });
  expect(unknown[1]).toEqual({ isFine: false, text: "How stable the segments are over resamples was not assessed" });
});
