import { categoryNames } from "./category-names";

const small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** A count in words up to twelve, figures beyond, for the start of sentences: "Eleven". */
export function countWord(count: number): string {
  const word = small[count] ?? String(count);
  return word;
}

/** First letter upper case. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** "1 customer", "2 customers"; the figure is given ready formatted. */
export function plural(count: number, figure: string, singular: string, many = `${singular}s`): string {
  return `${figure} ${count === 1 ? singular : many}`;
}

/** "a, b and c". */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** A category's key as words: "bed_bath_table" → "Bed, bath & table", "garden_hoses" → "Garden hoses". */
export function categoryWords(key: string): string {
  return Object.hasOwn(categoryNames, key) ? (categoryNames[key] ?? key) : capitalise(key.replaceAll("_", " "));
}

/** Categories in a sentence, each in quotes, since their names hold commas: "“Toys”, “Baby” and “Auto”". */
export function categoryList(keys: readonly string[]): string {
  return listWords(keys.map((key) => `“${categoryWords(key)}”`));
}

const paymentNames: Record<string, string> = {
  credit_card: "Card",
  debit_card: "Debit",
  boleto: "Boleto",
  voucher: "Voucher",
  not_defined: "Unknown",
};

/** A payment type's key as a word. */
export function paymentWords(key: string): string {
  return paymentNames[key] ?? categoryWords(key);
}
