import { expect, test } from "vitest";
import { offsetOfLocal, offsetOfUtc, transitions } from "@/lib/import/zone";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const hour = 3600;

test("Sao Paulo left and entered summer time at these instants", () => {
  expect(transitions("America/Sao_Paulo", at("2017-07-01T00:00:00"), at("2018-07-01T00:00:00"))).toEqual([
    { utc: at("2017-07-01T00:00:00"), offset: -3 * hour },
    { utc: at("2017-10-15T03:00:00"), offset: -2 * hour },
    { utc: at("2018-02-18T02:00:00"), offset: -3 * hour },
  ]);
});

test("a zone without changes needs no condition", () => {
  expect(offsetOfUtc("t", transitions("Asia/Kolkata", 0, at("2020-01-01T00:00:00")))).toBe(String(5.5 * hour));
});

test("a wall-clock hour that never was belongs to the old offset, one that was twice to the first", () => {
  const list = transitions("America/Sao_Paulo", at("2017-07-01T00:00:00"), at("2018-07-01T00:00:00"));
  // Clocks went from 00:00 to 01:00 on 2017-10-15, and from 00:00 back to 23:00 on 2018-02-18.
  expect(offsetOfLocal("t", list)).toBe(
    `case when t >= ${at("2018-02-18T00:00:00")} then ${-3 * hour} when t >= ${at("2017-10-15T01:00:00")} then ${-2 * hour} else ${-3 * hour} end`,
  );
});

test("an unknown zone is refused", () => {
  expect(() => transitions("Mars/Olympus", 0, 1)).toThrow(RangeError);
});
