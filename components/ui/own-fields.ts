/** The fields a form was given names for. Mantine names the radios of its segmented control itself, and actions refuse strangers. */
export function ownFields(form: FormData): FormData {
  const own = new FormData();
  for (const [name, value] of form) if (!name.startsWith("mantine-")) own.append(name, value);
  return own;
}
