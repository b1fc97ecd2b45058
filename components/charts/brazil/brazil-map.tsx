import Link from "../../ui/link";
import classes from "./brazil-map.module.css";
import { mapSize, placeOnMap, stateShapes } from "./brazil-paths";

/** `step` of the scale, 0-5 sequential or 0-6 diverging; null: too few to say. */
export type StateFill = { code: string; step: number | null; title: string; href: string | null };
export type CityBubble = { name: string; lat: number; lng: number; value: number; title: string; href: string | null };

const largest = 22;
const smallest = 1.2;

/** Area in proportion to the value. */
const radiusOf = (value: number, highest: number): number => Math.max(smallest, largest * Math.sqrt(highest > 0 ? value / highest : 0));

type Scale = "seq" | "div";

function State({ path, fill, scale }: { path: string; fill: StateFill | undefined; scale: Scale }) {
  const shape = (
    <path d={path} className={classes.state} style={fill === undefined || fill.step === null ? undefined : { fill: `var(--${scale}-${fill.step})` }}>
      {fill !== undefined && <title>{fill.title}</title>}
    </path>
  );
  // the table twin has the same links for keyboards and screen readers
  return fill?.href ? <Link href={fill.href} tabIndex={-1}>{shape}</Link> : shape;
}

/** The states filled by a scale, the largest cities as circles above them. */
export function BrazilMap({ fills, bubbles, scale = "seq" }: { fills: readonly StateFill[]; bubbles: readonly CityBubble[]; scale?: Scale }) {
  const byCode = new Map(fills.map((fill) => [fill.code, fill]));
  const highest = Math.max(0, ...bubbles.map((bubble) => bubble.value));
  return (
    <svg viewBox={`0 0 ${mapSize.width} ${mapSize.height}`} className={classes.map} aria-hidden="true">
      {stateShapes.map(({ code, path }) => <State key={code} path={path} fill={byCode.get(code)} scale={scale} />)}
      {bubbles.map((bubble) => {
        const place = placeOnMap(bubble.lat, bubble.lng);
        if (place === null) return null;
        const circle = (
          <circle key={bubble.title} cx={place.x} cy={place.y} r={radiusOf(bubble.value, highest)} className={classes.bubble}>
            <title>{bubble.title}</title>
          </circle>
        );
        return bubble.href === null ? circle : <Link key={bubble.title} href={bubble.href} tabIndex={-1}>{circle}</Link>;
      })}
    </svg>
  );
}
