/** One thing the palette found on the server. */
export type PaletteHit = { id: string; label: string; description: string; href: string };

/** What the palette finds beside screens and personas, which it has already. */
export type PaletteFound = { customers: readonly PaletteHit[]; views: readonly PaletteHit[]; lists: readonly PaletteHit[] };

export const nothingFound: PaletteFound = { customers: [], views: [], lists: [] };
