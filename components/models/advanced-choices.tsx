"use client";

import { Checkbox, Group, NumberInput, Radio, Select, SimpleGrid, Stack } from "@mantine/core";
import { featureLabel } from "@/lib/format/feature-words";
import { featureNames } from "@/lib/types/features";
import { engines, type Engine } from "@/lib/types/segmentation";
import type { FieldErrors, StartDefaults } from "./start-defaults";

const engineLabels: Record<Engine, string> = { simd: "SIMD kernel", "ml-kmeans": "ml-kmeans" };

/** How much is judged beside the fit itself. */
export function AssessChoice({ assess }: { assess: string }) {
  return (
    <Radio.Group name="assess" label="Judge the result" defaultValue={assess}>
      <Stack gap={6} mt={6}>
        <Radio value="full" label="Fully: other numbers of segments, stability over resamples, islands or slices, influence of each feature, picture" />
        <Radio value="none" label="Only fit: fastest, and the run page says that stability was not assessed" />
      </Stack>
    </Radio.Group>
  );
}

/** Features, engine, seed and starts of the fitted methods. */
export function AdvancedChoices({ defaults, errors, hasFeatures }: { defaults: StartDefaults; errors: FieldErrors; hasFeatures: boolean }) {
  return (
    <Stack gap="md">
      {hasFeatures && (
        <Checkbox.Group label="Features" description="Tick some to replace those of the preset." defaultValue={[...defaults.features]}>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" verticalSpacing={6} mt={6}>
            {featureNames.map((feature) => (
              <Checkbox key={feature} size="xs" name="features" value={feature} label={featureLabel(feature)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      )}
      <Group gap="sm" align="flex-start">
        <Select name="engine" label="Engine" description="The run says which one ran" data={engines.map((value) => ({ value, label: engineLabels[value] }))} defaultValue={defaults.engine} allowDeselect={false} w={190} />
        <NumberInput name="seed" label="Seed" description="Same seed, same segments" defaultValue={defaults.seed} min={0} w={160} error={errors?.seed} />
        <NumberInput name="nInit" label="Starts" description="Best of so many" defaultValue={defaults.nInit} min={1} max={100} w={160} error={errors?.nInit} />
      </Group>
    </Stack>
  );
}
