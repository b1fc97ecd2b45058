import { expect, test } from "vitest";
import { madeOnce } from "@/lib/format/made-once";

test("each locale and each choice of options is made once, and nobody gets another's", () => {
  const made: string[] = [];
  const make = madeOnce((locale, options: { digits: number }) => {
    made.push(`${locale} ${options.digits}`);
    return { text: `${locale} ${options.digits}` };
  });
  const asked = [make("en", { digits: 1 }), make("pt-BR", { digits: 1 }), make("en", { digits: 2 }), make("en", { digits: 1 })];
  expect(asked.map(({ text }) => text)).toEqual(["en 1", "pt-BR 1", "en 2", "en 1"]);
  expect(made).toEqual(["en 1", "pt-BR 1", "en 2"]);
});
