/**
 * What is made of a locale and options, made the first time only: making a formatter takes fifty times
 * as long as using it, and a table uses hundreds.
 *
 * @param options plain values; the same in another order are made again
 */
export function madeOnce<Options, Made>(make: (locale: string, options: Options) => Made): (locale: string, options: Options) => Made {
  const known = new Map<string, Made>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(locale, options);
    known.set(key, made);
    return made;
  };
}
