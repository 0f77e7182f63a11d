import { actions, describeRange, parseProcess, planPipeline } from "../../dist/pipeline/index.js";

/** docs/actions.md: every action and item, from their declarations. */
export function actionsMarkdown() {
  return `# Actions

Generated from the registry in \`src/pipeline/actions/\` by \`npm run generate\`; edit the declarations, not this page.

A process string is \`image/\` and actions joined by \`/\`: \`image/resize,w_300/rotate,90/format,webp\`. They run from left
to right; \`auto-orient\` always comes first, \`format\`, \`quality\` and \`interlace\` set the encoder wherever they stand. A
\`|\` starts a new stage on the encoded result of the one before. In GraphQL the same actions are the members of
\`StepInput\`, with the names in the column *argument*.

${Object.values(actions).map(section).join("\n")}`;
}

function section({ name, form, doc, source, params, oneOf, examples }) {
  const rows = Object.entries(params).map(([argument, param]) =>
    row([
      param.key === "" ? "*(bare value)*" : [param.key, ...param.aliases].map(code).join(", "),
      code(argument),
      values(param.kind),
      param.required ? "required" : param.default === undefined ? "" : code(param.write(param.default)),
      param.only === "mark" ? `${param.doc} Only inside the preparation of an image watermark.` : param.doc,
    ]),
  );
  return `## ${name}

${doc}

*Source: ${source}.*
${rows.length === 0 ? "" : `\n${table(["item", "argument", "values", "default", "meaning"], rows)}`}${
  oneOf ? `\nAt least one of ${oneOf.map((key) => code(params[key].key || "a bare value")).join(" ")} is needed.\n` : ""
}${form === "single" ? "\nTakes exactly one bare value.\n" : ""}
${table(["example", "from", "to", "shows"], examples.map(exampleRow))}`;
}

function exampleRow({ process, from, shows }) {
  const source = {
    format: "jpg",
    ...from,
    orientation: 1,
    frames: 1,
    alpha: false,
    byteSize: 1,
    insights: wholeOf(from),
  };
  const { out } = planPipeline(parseProcess(`image/${process}`).pipeline, source);
  return row([code(`image/${process}`), `${from.width}x${from.height}`, `${out.width}x${out.height}`, shows]);
}

/** What an analysis would say of a picture without a border whose middle matters. */
function wholeOf(size) {
  const middle = { x: 0.5, y: 0.5 };
  return { trim: { x: 0, y: 0, ...size }, attention: middle, entropy: middle };
}

function values(kind) {
  switch (kind.type) {
    case "int":
      return describeRange(kind);
    case "choice":
      return Object.entries(kind.values)
        .map(([value, wire]) => (value === wire ? code(wire) : `${code(wire)} (${value})`))
        .join(" ");
    case "flag":
      return "`0` or `1`";
    case "color":
      return "six hex digits, `RRGGBB`";
    case "text":
      return `URL-safe base64 of a text${kind.maxBytes ? ` of at most ${kind.maxBytes} bytes` : ""}`;
    case "image":
      return "URL-safe base64 of `KEY` or `KEY?x-oss-process=image/…`";
  }
}

const code = (text) => `\`${text}\``;
const row = (cells) => `| ${cells.join(" | ")} |\n`;
const table = (head, rows) => row(head) + row(head.map(() => "---")) + rows.join("");
