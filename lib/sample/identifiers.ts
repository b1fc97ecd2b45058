import { mix32 } from "./random";

/** What an identifier names; kinds never share an identifier. */
export type IdentifierKind = "account" | "person" | "order" | "product" | "seller" | "review";

const kindNumber: Record<IdentifierKind, number> = {
  account: 1,
  person: 2,
  order: 3,
  product: 4,
  seller: 5,
  review: 6,
};
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * Maker of 32-digit hexadecimal identifiers like Olist's. The first eight digits are
 * a bijection of the number, so that two numbers of one kind can never collide.
 *
 * @param seed of the shop
 * @returns function from a number below 2^32 to its identifier
 */
export function identifierMaker(seed: number, kind: IdentifierKind): (number: number) => string {
  const key = mix32(seed ^ Math.imul(kindNumber[kind], 0x9e3779b9));
  return (number) => {
    const first = mix32(number ^ key);
    const second = mix32(first ^ 0x7f4a7c15 ^ key);
    const third = mix32(second + 0x165667b1);
    return hex32(first) + hex32(second) + hex32(third) + hex32(mix32(third ^ kindNumber[kind]));
  };
}

function hex32(word: number): string {
  return hex8(word >>> 24) + hex8((word >>> 16) & 255) + hex8((word >>> 8) & 255) + hex8(word & 255);
}

function hex8(byte: number): string {
  return hexOfByte[byte] as string; // 256 entries, one per byte
}

/**
 * Identifiers of 0..count-1, for a list that is kept. Cut out of one flat text, because a
 * text put together from pieces keeps the pieces alive, ten times its size.
 */
export function identifierList(seed: number, kind: IdentifierKind, count: number): string[] {
  const make = identifierMaker(seed, kind);
  return Array.from({ length: count }, (_, i) => make(i))
    .join(",")
    .split(",");
}
