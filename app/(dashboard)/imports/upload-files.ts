"use client";

type Stored = { uploadId: string };

/** The sentence of our own routes; anything else is not for people. */
async function problemOf(response: Response): Promise<string> {
  const answer: unknown = await response.json().catch(() => null);
  const isOurs = typeof answer === "object" && answer !== null && "message" in answer && typeof answer.message === "string";
  return isOurs ? String(answer.message) : `The upload was refused (${response.status}).`;
}

/**
 * Sends files one after the other into one upload.
 * @param onFile called with the number of files that are stored
 * @returns the upload's id
 * @throws Error with a sentence for the person
 */
export async function uploadFiles(files: readonly File[], onFile: (stored: number) => void): Promise<string> {
  let uploadId: string | null = null;
  for (const [i, file] of files.entries()) {
    const query: URLSearchParams = new URLSearchParams({ name: file.name, ...(uploadId === null ? {} : { upload: uploadId }) });
    const response: Response = await fetch(`/api/uploads?${query}`, { method: "POST", body: file }).catch(() => {
      throw new Error(`${file.name} could not be sent. Check the connection and try again; nothing was imported.`);
    });
    if (!response.ok) throw new Error(await problemOf(response));
    const stored = (await response.json()) as Stored; // our own route
    uploadId = stored.uploadId;
    onFile(i + 1);
  }
  if (uploadId === null) throw new Error("Choose at least one file.");
  return uploadId;
}

/** Column names in the first line of a text file; none for a ZIP. */
export async function readHeader(file: File): Promise<string[]> {
  if (/\.zip$/i.test(file.name)) return [];
  const start = await file.slice(0, 65_536).text();
  const line = start.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/, 1)[0] ?? "";
  const delimiter = [",", ";", "\t", "|"].reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best), ",");
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")).filter((cell) => cell !== "");
}
