/** A city as it is written, with its state: "Vila do Meio, GO"; null where neither is known. */
export function placeWords(city: string | null, state: string | null): string | null {
  if (city === null) return state;
  const name = city
    .replace(/(^|[\s'-])\p{Ll}/gu, (start) => start.toUpperCase())
    .replace(/ (D[aeo]s?|E) /g, (word) => word.toLowerCase());
  return state === null ? name : `${name}, ${state}`;
}
