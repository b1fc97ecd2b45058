import type { DateOrder, Field } from "./field";

const longestId = 200;
const longestText = 65_536;

/**
 * A value the SQL of a rule yields and the condition under which the cell is refused. Both may name
 * `parsed`, which is worked out once a cell.
 */
type Checked = { parsed?: string; value: string; bad: string; reason: string };

const notInTimes = (moment: string) => `${moment} is null or ${moment} < timestamp '1970-01-02' or ${moment} >= timestamp '2100-01-01'`;
/** Only plain `YYYY-MM-DD[ HH:MM:SS]`, 1970 to 2100. */
const oddWallClock = (cell: string, moment: string) =>
  `strlen(${cell}) not in (10, 19) or (strlen(${cell}) = 19 and substring(${cell}, 17, 1) <> ':') or ${notInTimes(moment)}`;
const secondsOf = (moment: string) => `epoch_us(${moment}) // 1000000`;

/** What the bytes of a file already rule out, so that nobody looks for it cell by cell. */
export type Traits = { minorUnits: number; /** spaces beside a delimiter occur */ isPadded: boolean; /** line breaks inside cells may be CR LF */ hasCarriageReturns: boolean; /** IANA zone of the shop */ timeZone: string };

const slashed = (first: string, second: string) =>
  ["/", ".", "-"].flatMap((mark) => ["", " %H:%M:%S", " %H:%M"].map((time) => `'${first}${mark}${second}${mark}%Y${time}'`)).join(", ");

/** Wall-clock timestamp in the shop's zone; an offset or Z in the text wins over the zone. */
function momentSql(cell: string, order: DateOrder, timeZone: string): string {
  if (order !== "ymd") return `try_strptime(${cell}, [${order === "dmy" ? slashed("%d", "%m") : slashed("%m", "%d")}])`;
  const hasOffset = `regexp_matches(${cell}, ':[0-9]{2}(\\.[0-9]+)?\\s*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$')`;
  const withOffset = `timezone('${timeZone}', try_cast(regexp_replace(${cell}, '\\s*([+-][0-9]{2}):?([0-9]{2})$', '\\1:\\2') as timestamptz))`;
  return `case when ${hasOffset} then ${withOffset} else try_cast(${cell} as timestamp) end`;
}

function cleaned(cell: string, traits: Traits): string {
  // Looking for what a cell seldom holds is cheaper than copying every cell.
  const lines = traits.hasCarriageReturns ? `case when contains(${cell}, chr(13)) then replace(${cell}, chr(13) || chr(10), chr(10)) else ${cell} end` : cell;
  return traits.isPadded ? `case when ${cell} like ' %' or ${cell} like '% ' then nullif(trim(${lines}), '') else ${lines} end` : lines;
}

const amountPattern = (minorUnits: number) => `[0-9]{1,11}${minorUnits === 0 ? "(\\.0*)?" : `(\\.[0-9]{1,${minorUnits}}0*)?`}`;

/** @param it name of the parsed cell */
function check(field: Field, cell: string, it: string, traits: Traits): Checked {
  const { minorUnits } = traits;
  const rule = field.rule;
  switch (rule.kind) {
    case "id":
      return { value: cleaned(cell, traits), bad: `${cleaned(cell, traits)} is null or strlen(${cell}) > ${longestId}`, reason: `is not an id of 1 to ${longestId} characters` };
    case "text":
      return { value: cleaned(cell, traits), bad: `strlen(${cell}) > ${longestText}`, reason: `is longer than ${longestText} characters` };
    case "consent":
      return {
        value: `case lower(trim(coalesce(${cell}, ''))) when 'yes' then 'yes' when 'true' then 'yes' when '1' then 'yes' when 'no' then 'no' when 'false' then 'no' when '0' then 'no' else 'unknown' end`,
        bad: `lower(trim(coalesce(${cell}, ''))) not in ('', 'yes', 'no', 'true', 'false', '1', '0', 'unknown')`,
        reason: "is not yes, no or empty",
      };
    case "money":
      return {
        parsed: `try_cast(${cell} as decimal(18, ${minorUnits}))`,
        value: `cast(${it} * ${10 ** minorUnits} as bigint)`,
        // Most amounts are written as we would write them; only the others need the expression.
        bad: `case when cast(${it} as varchar) = ${cell} and ${cell} >= '0' then false else not regexp_full_match(${cell}, '${amountPattern(minorUnits)}') end`,
        reason: `is not an amount of zero or more with at most ${minorUnits} decimals`,
      };
    case "instant":
      return { parsed: `try_cast(${cell} as timestamp)`, value: secondsOf(it), bad: oddWallClock(cell, it), reason: "is not a date and time between 1970 and 2100" };
    case "day":
      return { parsed: `try_cast(${cell} as timestamp)`, value: `cast(${it} as date) - date '1970-01-01'`, bad: oddWallClock(cell, it), reason: "is not a date between 1970 and 2100" };
    case "amount": {
      const bare = rule.decimal === "," ? `replace(replace(${cell}, '.', ''), ',', '.')` : `replace(${cell}, ',', '')`;
      return {
        value: `cast(try_cast(${bare} as decimal(18, ${minorUnits})) * ${10 ** minorUnits} as bigint)`,
        bad: `not regexp_full_match(${bare}, '${amountPattern(minorUnits)}')`,
        reason: `is not an amount of zero or more with at most ${minorUnits} decimals`,
      };
    }
    case "moment":
      return {
        parsed: momentSql(cell, rule.order, traits.timeZone),
        value: secondsOf(it),
        bad: notInTimes(it),
        reason: `is not a date between 1970 and 2100 written ${rule.order === "ymd" ? "year first" : rule.order === "dmy" ? "day first" : "month first"}`,
      };
    case "same":
      return { value: `upper(trim(${cell}))`, bad: `upper(trim(${cell})) <> '${rule.as.replaceAll("'", "''")}'`, reason: `is not ${rule.as}, the shop's` };
    case "integer":
      return {
        parsed: `try_cast(${cell} as double)`,
        value: `try_cast(${it} as integer)`,
        bad: `case when cast(try_cast(${it} as integer) as varchar) = ${cell} then false else not regexp_full_match(${cell}, '-?[0-9]{1,10}(\\.0+)?') end or ${it} not between ${rule.min} and ${rule.max}`,
        reason: `is not a whole number from ${rule.min} to ${rule.max}`,
      };
    case "number":
      return {
        parsed: `try_cast(${cell} as double)`,
        value: it,
        bad: `not regexp_full_match(${cell}, '-?[0-9]{1,12}(\\.[0-9]{1,20})?') or ${it} not between ${rule.min} and ${rule.max}`,
        reason: `is not a number from ${rule.min} to ${rule.max}`,
      };
  }
}

/**
 * SQL that turns text cells into our values: what is worked out first, the values over it, and the number of
 * the first column whose rule is broken (null when the row is good). Instants stay wall-clock seconds here.
 *
 * @param cells name of the text column that holds each field, in the order of `fields`; null = not in the file
 */
export function checkedColumns(fields: readonly Field[], cells: readonly (string | null)[], traits: Traits): { parsed: string[]; values: string[]; problem: string } {
  const checks = fields.map((field, i) => check(field, cells[i] ?? "cast(null as varchar)", `parsed_${i}`, traits));
  const problems = fields.flatMap((field, i) => {
    const cell = cells[i];
    if (cell === null || cell === undefined) return [];
    return [`when ${field.required ? `${cell} is null or` : `${cell} is not null and`} (${checks[i]?.bad}) then ${i}`];
  });
  return {
    parsed: checks.flatMap(({ parsed }, i) => (parsed === undefined ? [] : [`${parsed} as parsed_${i}`])),
    values: checks.map(({ value }, i) => `${value} as ${fields[i]?.name}`),
    problem: `case ${problems.join(" ")} end`,
  };
}

/** The sentence of a broken rule, e.g. "is not a whole number from 1 to 5". */
export function reasonFor(field: Field, value: string | null, minorUnits: number): string {
  return value === null ? "is empty" : check(field, "x", "x", { minorUnits, isPadded: false, hasCarriageReturns: false, timeZone: "UTC" }).reason;
}
