import type { Page } from "@playwright/test";

/** Fingers need this much, px: look.md. A fraction of a pixel is lost to rounding. */
const least = 43.5;

const targets = [
  "button", "summary", "select", "textarea", "input:not([type=hidden])", "a[href]",
  ...["button", "tab", "menuitem", "switch", "radio", "checkbox", "option"].map((role) => `[role=${role}]`),
].join(", ");

/**
 * What a finger would miss: targets lower than 44 px, with what they are called and how high they are. The height is
 * that of the area that answers, with its label and whatever the style sheet lays around it. Links within running text
 * are as high as their line (WCAG 2.5.8), and marks of a picture have the table beside it.
 * @param within a selector of what to look at; the whole page if left out
 */
export function smallTargets(page: Page, within = "body"): Promise<string[]> {
  return page.evaluate(({ selector, enough, within }) => {
    const isShown = (element: Element): boolean => {
      const { width, height, right } = element.getBoundingClientRect();
      return width > 1 && height > 1 && right > 0 && element.checkVisibility({ visibilityProperty: true });
    };
    const isMark = (element: Element): boolean => element.closest("svg, [aria-hidden=true]") !== null;
    /** A link with words around it that are no links. */
    const isInText = (element: Element): boolean => {
      const block = element.matches("a") && getComputedStyle(element).display === "inline" ? element.closest("p, li, td, dd") : null;
      if (block === null) return false;
      const rest = block.cloneNode(true) as Element;
      rest.querySelectorAll("a, button, .visually-hidden").forEach((link) => link.remove());
      return /\p{L}{2,}/u.test(rest.textContent);
    };
    /** How far up and down from its middle the same target answers. */
    const answering = (area: Element, owners: readonly Element[]): number => {
      area.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const { left, width, top, height } = area.getBoundingClientRect();
      const answers = (y: number): boolean => {
        const hit = document.elementFromPoint(left + width / 2, y);
        return hit !== null && owners.some((owner) => owner.contains(hit));
      };
      const middle = top + height / 2;
      const reach = (step: 1 | -1): number => {
        let far = 0;
        while (far < enough && answers(middle + step * (far + 1))) far++;
        return far;
      };
      return answers(middle) ? Math.max(height, reach(1) + reach(-1) + 1) : height;
    };
    const areasOf = (element: Element): Element[] => [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])].filter(isShown);
    const heightOf = (areas: readonly Element[]): number => {
      const own = Math.max(...areas.map((area) => area.getBoundingClientRect().height));
      return own >= enough ? own : Math.max(...areas.map((area) => answering(area, areas)));
    };
    const nameOf = (element: Element): string => (element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent).trim().replace(/\s+/g, " ") || element.outerHTML.slice(0, 80);
    const looked = [...document.querySelectorAll(within)].flatMap((part) => [...part.querySelectorAll(selector)]);
    return looked.flatMap((element) => {
      const areas = areasOf(element);
      if (areas.length === 0 || isMark(element) || isInText(element)) return [];
      const height = heightOf(areas);
      return height >= enough ? [] : [`${element.tagName.toLowerCase()} "${nameOf(element).slice(0, 60)}": ${Math.round(height)} px high`];
    });
  }, { selector: targets, enough: least, within });
}
