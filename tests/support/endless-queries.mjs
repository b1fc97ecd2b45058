// Loaded before a server of the tests. The next query that names what is written in the file `DATA-FOLDER.endless` is asked
// after one that ends in no test by itself; what becomes of that one is told in `DATA-FOLDER.queries`, a line each.
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";

const folder = process.env.CLIENTELE_DATA;
const file = `${folder}.endless`;
const endless = "select count(*) from range(3000000) a, range(3000000) b where (a.range + b.range) % 7 = 1";
const note = (word) => appendFileSync(`${folder}.queries`, `${word}\n`);
const { stream } = DuckDBConnection.prototype;

DuckDBConnection.prototype.stream = async function (text, values, types) {
  const named = existsSync(file) ? readFileSync(file, "utf8") : null;
  if (named !== null && [text, ...(values ?? [])].some((one) => String(one).includes(named))) {
    rmSync(file);
    note("begun");
    await this.run(endless).then(() => note("ended"), (error) => {
      note(/interrupt/i.test(String(error)) ? "interrupted" : String(error));
      throw error;
    });
  }
  return stream.call(this, text, values, types);
};
