"use client";

import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import Form from "next/form";
import type { Shop } from "@/lib/types/shop";
import { Card } from "../ui/card";
import classes from "./settings.module.css";

type Choice = { value: string; label: string };
type ShopFormProps = {
  /** what the fields begin with */
  values: Shop;
  choices: { currencies: Choice[]; locales: Choice[]; zones: Choice[] };
  statuses: readonly (Choice & { note: string })[];
};

const hemispheres = [{ value: "south", label: "Southern: summer in January" }, { value: "north", label: "Northern: summer in July" }];

/** Asks for a preview by address, so that it can be reloaded and sent; it saves nothing. */
export function ShopForm({ values, choices, statuses }: ShopFormProps) {
  return (
    <Card title="Settings">
      <Form action="/settings/shop" className={classes.stack}>
        <input type="hidden" name="preview" value="1" />
        <TextInput name="name" label="Name" defaultValue={values.name} required withAsterisk={false} maxLength={80} autoComplete="off" />
        <NativeSelect name="currency" label="Currency" description="Amounts are never converted." data={choices.currencies} defaultValue={values.currency} />
        <NativeSelect name="locale" label="Formats" description="How numbers, money and dates are written." data={choices.locales} defaultValue={values.locale} />
        <NativeSelect name="timeZone" label="Time zone" description="Days begin at midnight here, and times without a zone in files are read here." data={choices.zones} defaultValue={values.timeZone} />
        <NativeSelect name="hemisphere" label="Seasons" data={hemispheres} defaultValue={values.hemisphere} />
        <fieldset className={classes.group}>
          <legend>Statuses that count as a sale</legend>
          {statuses.map(({ value, label, note }) => (
            <Checkbox key={value} name="status" value={value} label={label} description={note} defaultChecked={values.saleStatuses.includes(value)} />
          ))}
        </fieldset>
        <div className={classes.row}><Button type="submit">Preview the changes</Button></div>
      </Form>
    </Card>
  );
}
