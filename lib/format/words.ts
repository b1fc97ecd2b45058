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

/** First letter lower case, for a label within a sentence. */
export function uncapitalise(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
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

const keyWords = (key: string): string => capitalise(key.replaceAll("_", " "));

/** A category's key as words: "bed_bath_table" → "Bed, bath & table", "garden_hoses" → "Garden hoses". */
export function categoryWords(key: string): string {
  return Object.hasOwn(categoryNames, key) ? (categoryNames[key] ?? key) : keyWords(key);
}

/** An order status's key as words: "in_transit" → "In transit". */
export const statusWords = (status: string): string => keyWords(status);

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
