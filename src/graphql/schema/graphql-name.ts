/** The GraphQL spelling of an enum value: `north-west` → `NORTH_WEST`, `InvalidArgument` → `INVALID_ARGUMENT`. */
export function enumValueName(inner: string): string {
  return inner
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toUpperCase();
}

/** The wire writes two words as one here; GraphQL shows both. */
const twoWords: Readonly<Record<string, string>> = { indexcrop: "index-crop" };

/** The GraphQL field of an action: `auto-orient` → `autoOrient`, `indexcrop` → `indexCrop`, `x-focal-crop` → `focalCrop`. */
export function fieldName(action: string): string {
  return (twoWords[action] ?? action.replace(/^x-/, "")).replace(/-([a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}

/** The stem of an action's type names: `auto-orient` → `AutoOrient`. */
export function typeName(action: string): string {
  const field = fieldName(action);
  return field.charAt(0).toUpperCase() + field.slice(1);
}
