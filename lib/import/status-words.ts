/** Order statuses that shop systems write, in English and the languages their exports are often translated to. */
const saleWords = [
  "paid", "payed", "captured", "settled", "success", "successful", "succeeded", "confirmed", "approved", "accepted", "invoiced", "processing", "processed",
  "partially refunded", "partially fulfilled", "partially shipped", "ready to ship", "packed", "shipped", "dispatched", "sent", "in transit", "picked up",
  "fulfilled", "delivered", "received", "complete", "completed", "closed", "done", "sold",
  "pago", "paga", "aprovado", "faturado", "enviado", "em transporte", "entregue", "concluido", "finalizado", "completo",
  "pagado", "aprobado", "facturado", "en camino", "entregado", "completado", "terminado",
  "bezahlt", "bestatigt", "in bearbeitung", "versendet", "versandt", "verschickt", "geliefert", "zugestellt", "abgeschlossen", "erledigt",
  "paye", "payee", "validee", "confirmee", "expedie", "expediee", "livre", "livree", "terminee",
  "pagato", "spedito", "consegnato", "completato", "betaald", "verzonden", "geleverd", "afgerond",
] as const;
const noSaleWords = [
  "canceled", "cancelled", "cancel", "void", "voided", "refunded", "returned", "chargeback", "failed", "failure", "declined", "rejected", "denied", "expired",
  "abandoned", "pending", "pending payment", "awaiting payment", "on hold", "unpaid", "open", "draft", "checkout draft", "created", "new", "trash", "unavailable", "test", "fraud",
  "cancelado", "cancelada", "reembolsado", "devolvido", "devuelto", "pendente", "pendiente", "recusado", "rechazado", "aguardando pagamento",
  "storniert", "erstattet", "retourniert", "offen", "ausstehend", "unbezahlt", "abgelehnt",
  "annule", "annulee", "rembourse", "remboursee", "en attente", "refuse", "annullato", "rimborsato", "in attesa", "geannuleerd", "terugbetaald", "in afwachting",
] as const;

const known = new Map<string, "sale" | "noSale">([...saleWords.map((word) => [word, "sale"] as const), ...noSaleWords.map((word) => [word, "noSale"] as const)]);

/** `wc-Completed`, `PARTIALLY_REFUNDED`, `Livré` → as the lists above are written. */
const plain = (status: string): string =>
  status.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s_-]+/g, " ").trim().replace(/^wc /, "");

/**
 * What the word of an order status says about the sale: made, not made (not yet, or taken back), or
 * nothing that is known. A closed list of words: a guess at a word nobody wrote down could count
 * cancelled orders as revenue.
 */
export function meaningOfStatus(status: string): "sale" | "noSale" | "unknown" {
  return known.get(plain(status)) ?? "unknown";
}

/**
 * Statuses a first import adds to those that count as a sale: words for a sale which the shop has not met
 * before and which no new shop starts with; what an admin has taken out of the settings stays out.
 *
 * @param met statuses of the orders after the import, `before` those of the orders it found
 * @returns ascending
 */
export function newSaleStatuses(met: readonly string[], before: readonly string[], shop: { saleStatuses: readonly string[]; ofNewShop: readonly string[] }): string[] {
  const settled = new Set([...before, ...shop.saleStatuses, ...shop.ofNewShop]);
  return [...new Set(met)].filter((status) => !settled.has(status) && meaningOfStatus(status) === "sale").sort();
}
