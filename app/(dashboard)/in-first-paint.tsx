import { Suspense, type ReactNode } from "react";
import { PageLoading } from "@/components/ui/page-loading";

/** How long the first paint waits for the page. */
const patienceMs = 600;

/** A page that is ready soon comes whole with the first paint; of one that takes longer the shape comes first. */
export function inFirstPaint<Props>(page: (props: Props) => Promise<Awaited<ReactNode>>): (props: Props) => Promise<ReactNode> {
  return async function Page(props) {
    const content = page(props);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<ReactNode>((resolve) => {
      timer = setTimeout(() => resolve(<Suspense fallback={<PageLoading />}>{content}</Suspense>), patienceMs);
    });
    return Promise.race([content, late]).finally(() => clearTimeout(timer));
  };
}
