/** The product's sign: four groups of customers. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false" style={{ flex: "none" }}>
      <circle cx="6" cy="7" r="5.4" fill="var(--p-best-between)" />
      <circle cx="15.6" cy="5" r="3.4" fill="var(--p-highest-paying-between)" />
      <circle cx="14" cy="14" r="4.8" fill="var(--p-impulse-between)" />
      <circle cx="4.8" cy="16.4" r="2.8" fill="var(--p-loyal-between)" />
    </svg>
  );
}
