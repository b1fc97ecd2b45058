import Image from "next/image";
import { clouds, viewBox } from "./sign-in-dots";
import classes from "./sign-in.module.css";

/** The dots in both themes; names and axes are drawn over them in the page's own font and colours. */
const dotFiles = [
  { src: "/sign-in-light.svg", only: classes.lightOnly },
  { src: "/sign-in-dark.svg", only: classes.darkOnly },
];

/** The illustration beside the sign-in form. */
export function SignInPicture() {
  return (
    <div className={classes.picture}>
      {dotFiles.map(({ src, only }) => (
        // fetched only when shown: neither on a phone nor in the other theme
        <Image key={src} src={src} alt="" width={640} height={740} className={`${classes.layer} ${only}`} />
      ))}
      <svg viewBox={viewBox} className={classes.layer} aria-hidden="true" focusable="false">
        {clouds.map((cloud) =>
          cloud.name === null ? null : (
            <g key={cloud.name} transform={`translate(${cloud.x},${cloud.y})`}>
              <rect x={-cloud.name.length * 4 - 6} y={-11} width={cloud.name.length * 8 + 12} height={22} rx={4} fill="var(--c-canvas)" opacity={0.9} />
              <text textAnchor="middle" dominantBaseline="central" fontSize={13} fontWeight={550} fill="var(--c-text)">{cloud.name}</text>
            </g>
          ),
        )}
        <g fontSize={11.5} fill="var(--c-dim)" stroke="none">
          <text x={0} y={716}>silent for long</text>
          <text x={600} y={716} textAnchor="end">ordered lately</text>
          <text transform="translate(-18,40) rotate(-90)" textAnchor="end">large orders</text>
          <text transform="translate(-18,650) rotate(-90)">small orders</text>
        </g>
        <path d="M95 712H510M-22 130V560" stroke="var(--c-edge)" />
      </svg>
    </div>
  );
}
