/** Locales offered for choice; any other that the runtime knows can be set too. Where two regions write alike, one stands. */
const offered = `ar-AE ar-EG ar-SA bg-BG bn-BD bn-IN ca-ES cs-CZ da-DK de-AT de-CH de-DE el-GR en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG en-US en-ZA
  es-AR es-CL es-CO es-ES es-MX es-PE es-US et-EE eu-ES fa-IR fi-FI fil-PH fr-BE fr-CA fr-CH fr-FR gl-ES gu-IN he-IL hi-IN hr-HR hu-HU id-ID is-IS it-CH it-IT
  ja-JP kk-KZ ko-KR lt-LT lv-LV mr-IN ms-MY nb-NO nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA ur-PK
  vi-VN zh-CN zh-HK zh-TW`.split(/\s+/);

/** The offered locales whose formats the runtime really has. */
export function localeTags(): string[] {
  return Intl.NumberFormat.supportedLocalesOf(offered);
}

/** A tag in its usual form ("de-de" → "de-DE"), without extensions; null where the runtime has no formats for it. */
export function canonicalLocale(tag: string): string | null {
  try {
    const [canonical = ""] = Intl.getCanonicalLocales(tag.trim());
    const { baseName } = new Intl.Locale(canonical);
    return Intl.NumberFormat.supportedLocalesOf(baseName).length === 1 && Intl.DateTimeFormat.supportedLocalesOf(baseName).length === 1 ? baseName : null;
  } catch {
    return null;
  }
}

/** "German (Germany)", in English as the product. */
export function localeName(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
}
