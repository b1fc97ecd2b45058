"use client";

import { Button, Menu } from "@mantine/core";
import { IconCalendar, IconCheck, IconChevronDown } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { isWithin } from "../ui/address";
import { isDated } from "../ui/past-day";
import { AsOfControl, type DataDays } from "./as-of-control";
import { PeriodControl } from "./period-control";
import classes from "./shell.module.css";

export type Choice = { value: string; label: string };
export type HeaderChoices = { segmentations: readonly Choice[] };

type UrlMenuProps = { name: string; label: string; choices: readonly Choice[]; fallback: string };

/** A menu whose choice lives in the address, so that a view can be sent to a colleague. */
function UrlMenu({ name, label, choices, fallback }: UrlMenuProps) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const value = params.get(name) ?? fallback;
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0];
  const choose = (next: string): void => {
    const query = new URLSearchParams(params);
    if (next === fallback) query.delete(name);
    else query.set(name, next);
    const text = query.toString();
    router.push(text === "" ? pathname : `${pathname}?${text}`);
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" className={classes.control} rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}>
          <span className={classes.controlLabel}>{label}</span> {chosen?.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            onClick={() => choose(choice.value)}
            leftSection={<IconCheck size={14} style={{ visibility: choice.value === chosen?.value ? "visible" : "hidden" }} aria-hidden="true" />}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** As-of date always, to choose from where the page can show another; period and segmentation on the screens they change. */
export function HeaderControls({ asOf, days, choices }: { asOf: string | null; days: DataDays | null; choices: HeaderChoices }) {
  const pathname = usePathname();
  const [firstSegmentation] = choices.segmentations;
  const isOnAny = (...places: readonly string[]): boolean => places.some((place) => isWithin(pathname, place));
  const hasPast = isDated(pathname);
  const hasSegmentation = isOnAny("/overview", "/segments", "/customers", "/explore");
  return (
    <div className={classes.controls}>
      {days !== null && hasPast && <AsOfControl days={days} />}
      {days !== null && !hasPast && (
        <span className={classes.asOf} title="Day of the last sale in the newest snapshot; every figure counts up to this day.">
          <IconCalendar size={15} stroke={1.6} aria-hidden="true" />
          <span className={classes.controlLabel}>As of</span> {asOf}
        </span>
      )}
      {isOnAny("/overview", "/explore") && days !== null && (
        <PeriodControl days={days} fallback={isOnAny("/explore") ? "all" : "90"} />
      )}
      {hasSegmentation && firstSegmentation !== undefined && (
        <UrlMenu name="segmentation" label="Segmentation" choices={choices.segmentations} fallback={firstSegmentation.value} />
      )}
    </div>
  );
}
