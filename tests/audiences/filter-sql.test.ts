import fc from "fast-check";
import { expect, test } from "vitest";
import { filterSql, likeLiteral } from "@/lib/audiences/filter-sql";
import { noFilter } from "@/lib/types/customer-filter";

const scope = { asOf: 100, saleStatuses: ["delivered"] };

test("an empty filter keeps everybody", () => {
  expect(filterSql(noFilter, scope)).toEqual({ text: "1 = 1", values: [] });
});

test("each part of a filter narrows, and its values are bound", () => {
  const filter = { ...noFilter, segments: [3, 0], states: ["SP"], spendCents: { min: 30_000, max: null }, coreOnly: true };
  expect(filterSql(filter, scope)).toEqual({
    text: "segment in (?, ?) and state in (?) and revenue_cents >= ? and segment is not null and (margin is null or margin >= ?)",
    values: [3, 0, "SP", 30_000, 0.1],
  });
});

test("blank search text filters nothing", () => {
  expect(filterSql({ ...noFilter, search: "   " }, scope).text).toBe("1 = 1");
});

test("search looks for a city with and without its accents", () => {
  expect(filterSql({ ...noFilter, search: "São" }, scope).values).toEqual(["são%", "%são%", "%sao%"]);
});

test("no text from outside reaches the SQL", () => {
  const text = fc.string({ minLength: 1, unit: fc.constantFrom("'", '"', ";", "-", "%", "_", "!", "\\", "a", "(", "?") });
  fc.assert(
    fc.property(text, text, (search, state) => {
      const { text: sqlText, values } = filterSql({ ...noFilter, search, states: [state] }, scope);
      expect(sqlText).toMatch(/^[a-z_ (),?=%!'.]*$/);
      expect(sqlText.split("?").length - 1).toBe(values.length);
      expect(sqlText.replaceAll("escape '!'", "")).not.toContain("'");
    }),
  );
});

test("wildcards and the escape sign itself are escaped", () => {
  expect(likeLiteral("50%_off!")).toBe("50!%!_off!!");
});
