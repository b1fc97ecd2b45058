import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { colourVariables, fontFamily } from "./theme";

const ink: MantineColorsTuple = [
  "#f6f6f4", "#eceded", "#d2d2cb", "#a8adb2", "#83867f", "#65696e", "#575c61", "#3a3f44", "#1f2326", "#17191c",
];

/** Mantine with the product's type, radii, borders and ink. Colours come from the variables below. */
export const mantineTheme = createTheme({
  primaryColor: "ink",
  colors: { ink },
  primaryShade: { light: 8, dark: 1 },
  autoContrast: true,
  luminanceThreshold: 0.179,
  white: "#ffffff",
  black: "#1a1c1e",
  fontFamily,
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "13.5px", xl: "20px" },
  lineHeights: { xs: "1.45", sm: "1.34", md: "1.38", lg: "1.34", xl: "1.3" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: "pointer",
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    if (input.variant !== "filled") return resolved;
    if (input.color === "red") {
      return { ...resolved, background: "var(--c-bad)", hover: "var(--c-bad)", color: "var(--c-on-bad)" };
    }
    if (input.color !== "ink" && input.color !== undefined) return resolved;
    return { ...resolved, background: "var(--c-ink)", hover: "var(--c-ink-hover)", color: "var(--c-on-ink)" };
  },
  components: {
    Paper: { defaultProps: { withBorder: true, shadow: undefined, radius: 8 } },
    Card: { defaultProps: { withBorder: true, shadow: undefined, radius: 8 } },
    Button: { defaultProps: { size: "sm" } },
    // the mark on a ticked box is white by default, on a box that is white in the dark
    Checkbox: { defaultProps: { iconColor: "var(--c-on-ink)" } },
    CloseButton: { defaultProps: { "aria-label": "Close" } },
    // a dialog's head is no second banner of the page
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "Close" }, centered: true, radius: 8, attributes: { header: { role: "none" } } } },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } } },
    // menus open inside the main landmark; Mantine's focus placeholder is no valid child of a menu
    // there with the click: a fade draws an overlay three times, in frames the click then waits for
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: "md", withInitialFocusPlaceholder: false, portalProps: { target: "#overlays" } } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
  },
});

const interfaceVariables: Record<string, string> = {
  "--mantine-color-text": "var(--c-text)",
  "--mantine-color-body": "var(--c-surface)",
  "--mantine-color-error": "var(--c-bad)",
  "--mantine-color-placeholder": "var(--c-faint)",
  "--mantine-color-anchor": "var(--c-text)",
  "--mantine-color-default": "var(--c-surface)",
  "--mantine-color-default-hover": "var(--c-sunken)",
  "--mantine-color-default-color": "var(--c-text)",
  "--mantine-color-default-border": "var(--c-edge)",
  "--mantine-color-dimmed": "var(--c-dim)",
  "--mantine-color-disabled": "var(--c-sunken)",
  "--mantine-color-disabled-color": "var(--c-faint)",
  "--mantine-color-disabled-border": "var(--c-line)",
  "--mantine-primary-color-filled": "var(--c-ink)",
  "--mantine-primary-color-filled-hover": "var(--c-ink-hover)",
  "--mantine-primary-color-contrast": "var(--c-on-ink)",
  "--mantine-color-ink-filled": "var(--c-ink)",
  "--mantine-color-ink-filled-hover": "var(--c-ink-hover)",
  "--mantine-color-ink-light": "var(--c-sunken)",
  "--mantine-color-ink-light-hover": "var(--c-selected)",
  "--mantine-color-ink-light-color": "var(--c-text)",
  "--mantine-color-ink-outline": "var(--c-text)",
  "--mantine-color-ink-outline-hover": "var(--c-sunken)",
  "--mantine-color-ink-text": "var(--c-text)",
  "--mantine-color-red-text": "var(--c-bad)",
  "--mantine-color-red-outline": "var(--c-bad)",
  "--mantine-color-red-light": "var(--c-bad-wash)",
  "--mantine-color-red-light-color": "var(--c-bad)",
};

/** Both themes' variables; Mantine writes them into the nonced style tag. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...colourVariables(0), ...interfaceVariables },
  dark: { ...colourVariables(1), ...interfaceVariables },
});
