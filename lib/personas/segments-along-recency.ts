import { createCellWalk, type CellWalk } from "@/lib/cluster/cells-along";
import { areTotalled } from "@/lib/features/buyer-totals";
import { columnTransformer } from "@/lib/features/transform";
import type { FeatureColumns, FittedTransform } from "@/lib/types/features";
import type { Segmentation } from "@/lib/types/segmentation";
import { assignedFeatures, createAssigner, type MemberModel } from "./assign-members";

/** Segments are kept in a byte, 0 is nobody. */
const mostSegments = 255;

/**
 * Whether a customer's segment by the run's model hangs on nothing but the number and value of the sales so far and
 * the days since the last: then it is known for all days at once. Not so where sales fall out of a window, or where
 * the model reads what a delivery or review brings later.
 */
export function movesByRecencyAlone(run: Pick<Segmentation, "windowDays"> & MemberModel): boolean {
  const { windowDays, transform, centroids, cuts, segments } = run;
  const hasModel = (transform !== null && centroids !== null) || cuts !== null;
  const recencies = (transform?.columns ?? []).filter(({ feature }) => feature === "recencyDays");
  return hasModel && windowDays === null && areTotalled(assignedFeatures(run)) && recencies.length <= 1
    && (transform?.columns ?? []).every(({ circle }) => circle === null) && segments.length <= mostSegments;
}

/**
 * Tells of each customer in turn, from recency 0 to the customer's last, in which segment it begins and where it changes.
 * @param customers their recency is not read
 * @param lasts the last recency of each, n days
 */
export type RecencyWalk = (customers: FeatureColumns, lasts: Int32Array, visit: (customer: number, recencyDays: number, segment: number) => void) => void;

/**
 * The segments of `createAssigner` for every recency at once, for models that `movesByRecencyAlone` lets pass.
 * @throws RangeError if the run stored neither centroids nor cut points
 */
export function createRecencyWalk(model: MemberModel): RecencyWalk {
  const { transform, centroids, cuts } = model;
  if (transform === null || centroids === null) return walkOfSteps(model, (cuts?.recencyDays ?? []).map((cut) => Math.floor(cut) + 1));
  const column = transform.columns.findIndex(({ feature }) => feature === "recencyDays");
  return column < 0 ? walkOfSteps(model, []) : walkOfCentroids({ transform, column, centroids: Float64Array.from(centroids.flat()) });
}

type Space = { transform: FittedTransform; centroids: Float64Array; column: number };

function walkOfCentroids({ transform, centroids, column }: Space): RecencyWalk {
  const d = transform.columns.length;
  const pointsOf = columnTransformer(transform);
  let cells: { walk: CellWalk; reach: number } = { walk: () => {}, reach: -1 };
  return (customers, lasts, visit) => {
    const reach = lasts.reduce((high, last) => Math.max(high, last), 0);
    if (reach > cells.reach) cells = { walk: createCellWalk({ centroids, d, column, coordinates: recencyScale(transform, column, 2 * reach + 1) }), reach: 2 * reach };
    const { values, n } = pointsOf({ ...customers, columns: { ...customers.columns, recencyDays: new Float64Array(customers.customerKeys.length) } });
    let customer = 0;
    const told = (recencyDays: number, segment: number): void => visit(customer, recencyDays, segment);
    for (; customer < n; customer++) cells.walk(values, customer, lasts[customer]!, told); // n last recencies
  };
}

/** The transformed coordinate of recency 0, 1, 2 ... */
function recencyScale(transform: FittedTransform, column: number, steps: number): Float64Array {
  const none = new Float64Array(steps);
  const { values, d } = columnTransformer(transform)({ customerKeys: none, columns: { recencyDays: none.map((_, day) => day), orderCount: none, revenueCents: none } });
  return none.map((_, day) => values[day * d + column]!); // a row a day
}

/** Of a model that minds only whether recency has reached some days, e.g. those beyond the cut points of its score. */
function walkOfSteps(model: MemberModel, steps: readonly number[]): RecencyWalk {
  const assigner = createAssigner(model);
  const days = [...new Set([0, ...steps.filter((day) => day > 0)])].sort((a, b) => a - b);
  return (customers, lasts, visit) => {
    const n = customers.customerKeys.length;
    const segmentsAt = (day: number): Int32Array => assigner.segments({ ...customers, columns: { ...customers.columns, recencyDays: new Float64Array(n).fill(day) } });
    const byDay = days.map(segmentsAt);
    for (let i = 0; i < n; i++) {
      let segment = -1;
      days.forEach((day, at) => {
        const found = byDay[at]![i]!; // n segments for each of the days
        if (day > lasts[i]! || found === segment) return;
        segment = found;
        visit(i, day, segment);
      });
    }
  };
}
