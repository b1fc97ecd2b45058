import { expect, test } from "vitest";
import { ownFields } from "@/components/ui/own-fields";

test("fields keep their order and repetition; a library's own names are dropped", () => {
  const form = new FormData();
  form.append("features", "orderCount");
  form.append("mantine-s4km0d5x4", "auto");
  form.append("features", "recencyDays");
  expect([...ownFields(form)]).toEqual([["features", "orderCount"], ["features", "recencyDays"]]);
});
