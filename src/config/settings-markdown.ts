import { settings } from "./settings.js";

/** The page docs/settings.md, from the declarations. */
export function settingsMarkdown(): string {
  const rows = Object.values(settings).map(
    ({ name, allowed, defaultText, doc }) => `| \`${name}\` | ${defaultText} | ${cell(allowed)} | ${cell(doc)} |`,
  );
  return `# Settings

Environment variables, or the same names as keys of one config file (\`IMGRAPH_CONFIG\`, JSON or YAML; the environment
wins). A bad or unknown setting stops the start with exit code 2 and says what it got and what is allowed.

| name | default | allowed | meaning |
|---|---|---|---|
${rows.join("\n")}
`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
