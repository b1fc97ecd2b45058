"use client";

import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { columnFacts } from "./columns";
import { type CustomersParams, customersLink } from "./search-params";

/** Which columns the table shows; kept in the address like everything else. */
export function ColumnChooser({ params }: { params: CustomersParams }) {
  const router = useRouter();
  const toggle = (id: string, isShown: boolean): void => {
    const hide = isShown ? params.hide.filter((hidden) => hidden !== id) : [...params.hide, id];
    router.replace(customersLink("/customers", { ...params, hide }), { scroll: false });
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden="true" />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns shown">
        <Stack gap={8}>
          {columnFacts.slice(1).map(({ id, label }) => (
            <Checkbox
              key={id}
              size="xs"
              label={label}
              checked={!params.hide.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
