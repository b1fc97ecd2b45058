import type { Progress } from "@/lib/types/job";

export type ProgressLine = { show: (progress: Progress) => void; say: (line: string) => void; clear: () => void };

function secondsText(seconds: number | null): string {
  if (seconds === null) return "";
  return seconds >= 90 ? `, ${Math.round(seconds / 60)} min left` : `, ${seconds} s left`;
}

/** Progress as one line that is rewritten on a terminal, and one line a stage elsewhere. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let shown = "";
  let stage = "";
  const clear = () => {
    if (stream.isTTY && shown !== "") stream.write("\r\u001b[K");
    shown = "";
  };
  return {
    clear,
    say: (line) => {
      clear();
      stream.write(`${line}\n`);
    },
    show: (progress) => {
      const rows = progress.rows === null ? "" : `, ${progress.rows.toLocaleString("en")} rows`;
      const text = `${progress.stage} ${Math.floor(progress.fraction * 100)} %${rows}${secondsText(progress.secondsLeft)}`;
      if (stream.isTTY && text !== shown) {
        stream.write(`\r\u001b[K${text}`);
        shown = text;
      } else if (!stream.isTTY && progress.stage !== stage) {
        stream.write(`${progress.stage} ...\n`);
      }
      stage = progress.stage;
    },
  };
}
