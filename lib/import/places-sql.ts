import { change } from "./change";

const pointsMark = "p1:";
/** A point as one integer, exact to 1e-7 degrees (1 cm). */
const point = "(cast(round(lat * 1e7) as bigint) * 4000000007 + cast(round(lng * 1e7) as bigint))";

/**
 * Whether the points of a zip are those of its current version. Digests of an earlier kind came from the
 * engine's own hash, which another version of it may give otherwise: then the other columns decide.
 */
export const samePoints = (fresh: string, old: string) => `(${fresh} = ${old} or not starts_with(${old}, '${pointsMark}'))`;

/**
 * One row per zip prefix: the median of its distinct points, and a digest by which the same points
 * are recognised again, by arithmetic alone, so that no version of the engine gives another. Repeated
 * lines of the file weigh nothing.
 */
export const placesSql = `create table seen_places as
  select zip, median(lat) as lat, median(lng) as lng, cast(count(*) as integer) as points,
    '${pointsMark}' || sum(${point}) || ':' || sum((${point} % 1000003) * (${point} % 998244353)) as digest, 0 as file, 0 as place_in_files, cast(${change.new} as utinyint) as change
  from (select distinct zip, lat, lng from checked_geolocation where problem is null) group by zip order by zip`;

/** The ledger counts lines, while versions are per zip: each line shares the outcome of its zip. */
export const placesLedgerSql = `select g.file, count(*) as stored, 0 as pending,
    sum(case when repeated or f.change = ${change.duplicate} then 1 else 0 end) as duplicate,
    sum(case when not repeated and f.change = ${change.updated} then 1 else 0 end) as updated
  from (
    select file, zip, row_number() over (partition by zip, lat, lng, city, state order by rowid) > 1 as repeated
    from checked_geolocation where problem is null) g
  join fresh_places f on f.zip = g.zip group by g.file`;
