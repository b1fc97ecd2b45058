"use client";

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import classes from "./shell.module.css";

/** Light or dark. Both icons are in the page and CSS shows one, so that the server need not know the theme. */
export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: true });
  return (
    <ActionIcon
      variant="subtle"
      size={32}
      aria-label="Switch between light and dark"
      onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
    >
      <IconMoon size={18} stroke={1.6} className={classes.onlyLight} aria-hidden="true" />
      <IconSun size={18} stroke={1.6} className={classes.onlyDark} aria-hidden="true" />
    </ActionIcon>
  );
}
