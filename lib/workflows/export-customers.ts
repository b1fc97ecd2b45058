import { createHash, randomBytes } from "node:crypto";
import path from "node:path";
import { customersCsvHeader, customersCsvRecord } from "@/lib/audiences/customers-csv";
import { filterSql } from "@/lib/audiences/filter-sql";
import { byteOrderMark, csvLine } from "@/lib/audiences/spreadsheet-csv";
import { dataPaths } from "@/lib/env";
import { customersWholeSql } from "@/lib/measure/customers";
import { recordAudit } from "@/lib/store/audit";
import type { CustomerColumnId } from "@/lib/types/customer-columns";
import type { CustomerCursor, CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Sql } from "@/lib/types/sql";
import { type CustomerProfiles, openCustomerProfiles } from "./customer-profile";
import { customerRow, type CustomersRequest } from "./read-customers";
import { writeDurably } from "./write-csv-file";

export type ExportCustomers = Pick<CustomersRequest, "filterOf" | "sort" | "direction" | "segmentationId" | "day"> & {
  columns: readonly CustomerColumnId[];
  actor: string;
  ip: string | null;
};

export type CustomersExport = { file: string; fileName: string; rows: number; sha256: string; bytes: number };

/** Read at a time: memory stays that of one part, whatever the length of the file. */
const partRows = 10_000;

type PlacedFact = CustomerProfileFact & { sort_value: number | string };

async function* parts(profiles: CustomerProfiles, where: Sql, { sort, direction }: ExportCustomers): AsyncGenerator<readonly PlacedFact[]> {
  let cursor: CustomerCursor | null = null;
  for (;;) {
    const facts: PlacedFact[] = await profiles.ask<PlacedFact>(customersWholeSql({ where, sort, direction, cursor, size: partRows }));
    yield facts;
    const last = facts.at(-1);
    if (last === undefined || facts.length < partRows) return;
    cursor = { side: "after", value: last.sort_value, key: last.customer_key };
  }
}

/**
 * The customers of a view as a file with exactly its columns; no contact details. The file is made
 * whole and put on record before anything of it leaves. It lies among the target lists, where what
 * a crash leaves behind is swept; whoever serves it removes it.
 *
 * @throws AppError noSnapshot, notFound for an unknown segmentation
 */
export async function exportCustomers(request: ExportCustomers): Promise<CustomersExport> {
  const { columns, actor, ip } = request;
  const profiles = await openCustomerProfiles(request.segmentationId, request.day ?? null);
  const { shop, segmentation, asOf, snapshot } = profiles;
  const filter = request.filterOf(shop);
  const style = { currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale };
  const record = customersCsvRecord(columns, { style, asOf, names: new Map(segmentation?.segments.map(({ index, name }) => [index, name])) });
  const id = randomBytes(16).toString("hex");
  const file = path.join(dataPaths().targetLists, `${id}.csv`);
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(customersCsvHeader(columns, style));
    for await (const facts of parts(profiles, filterSql(filter, profiles.scope), request)) {
      rows += facts.length;
      yield facts.map((fact) => csvLine(record(customerRow(fact)))).join("");
    }
  }
  const { sha256, bytes } = await writeDurably(file, lines());
  await recordAudit({
    actor, ip, action: "exportCustomers", object: id,
    detail: {
      rows, columns: columns.join(" "), segmentationId: segmentation?.id ?? null, asOf, snapshotHash: snapshot.hash, sha256,
      // what was searched for may name a person, so the filter is told by its hash
      filter: createHash("sha256").update(JSON.stringify(filter)).digest("hex"),
    },
  });
  return { file, fileName: `customers-${id.slice(0, 8)}.csv`, rows, sha256, bytes };
}
