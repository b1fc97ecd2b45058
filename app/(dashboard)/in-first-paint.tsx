import type { ReactNode } from "react";
import { LateBoundary } from "@/components/ui/late-boundary";

/** How long the first paint waits for the page. */
const patienceMs = 600;

/** A page that is ready soon comes whole with the first paint; of one that takes longer the shape comes first. */
export function inFirstPaint<Props>(page: (props: Props) => Promise<Awaited<ReactNode>>): (props: Props) => Promise<ReactNode> {
  return async function Page(props) {
    const content = page(props);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<ReactNode>((resolve) => {
      timer = setTimeout(() => resolve(<LateBoundary isLate>{content}</LateBoundary>), patienceMs);
    });
    const ready = content.then((soon) => <LateBoundary isLate={false}>{soon}</LateBoundary>);
    return Promise.race([ready, late]).finally(() => clearTimeout(timer));
  };
}
