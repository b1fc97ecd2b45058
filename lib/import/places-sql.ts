import { change } from "./classify-sql";

/**
 * One row per zip prefix: the median of its distinct points, and a digest by which the same points
 * are recognised again. Repeated lines of the file weigh nothing.
 */
export const placesSql = `create table seen_places as
  select zip, median(lat) as lat, median(lng) as lng, cast(count(*) as integer) as points,
    cast(sum(hash(lat, lng)) as varchar) as digest, 0 as file, 0 as place_in_files, cast(${change.new} as utinyint) as change
  from (select distinct zip, lat, lng from checked_geolocation where problem is null) group by zip order by zip`;

/** The ledger counts lines, while versions are per zip: each line shares the outcome of its zip. */
export const placesLedgerSql = `select g.file, count(*) as stored, 0 as pending,
    sum(case when repeated or f.change = ${change.duplicate} then 1 else 0 end) as duplicate,
    sum(case when not repeated and f.change = ${change.updated} then 1 else 0 end) as updated
  from (
    select file, zip, row_number() over (partition by zip, lat, lng, city, state order by rowid) > 1 as repeated
    from checked_geolocation where problem is null) g
  join fresh_places f on f.zip = g.zip group by g.file`;
