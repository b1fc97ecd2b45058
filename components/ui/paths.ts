import { area, curveMonotoneX, line } from "d3-shape";

export type Point = { x: number; y: number };

const x = (p: Point): number => p.x;
const y = (p: Point): number => p.y;

/** SVG path through the points, left to right, never overshooting them. */
export function linePath(points: readonly Point[]): string {
  return line<Point>().x(x).y(y).curve(curveMonotoneX)([...points]) ?? "";
}

/** The same curve closed down to a base line. */
export function areaPath(points: readonly Point[], base: number): string {
  return area<Point>().x(x).y0(base).y1(y).curve(curveMonotoneX)([...points]) ?? "";
}
