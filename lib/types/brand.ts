/** A primitive that cannot be swapped for another of the same shape. Only ids and money are branded. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Integer minor units of the shop's currency. */
export type Cents = Brand<number, "Cents">;
