import { stepText } from "../../dist/graphql/index.js";
import { actions, describeRange, parseProcess, planPipeline, writtenSteps } from "../../dist/pipeline/index.js";
import { isPictured, pictureName } from "./example-pictures.mjs";

/** docs/actions.md: every action and item, from their declarations. */
export function actionsMarkdown() {
  return `# Actions

Generated from the registry in \`src/pipeline/actions/\` by \`npm run generate\`; edit the declarations, not this page.

A process string is \`image/\` and actions joined by \`/\`: \`image/resize,w_300/rotate,90/format,webp\`. They run from left
to right; \`auto-orient\` always comes first, \`format\`, \`quality\` and \`interlace\` set the encoder wherever they stand. A
\`|\` starts a new stage on the encoded result of the one before. In GraphQL the same actions are the members of
\`StepInput\`, with the names in the column *argument*: \`rendition(transform: { steps: [{ resize: { width: 300 } }] })\`. The
pictures show what the examples make of a photograph that has the size under *from*.

Actions named \`x-…\` are Imgraph's own, beyond OSS: whole actions, so that a string without one means the same to the
cloud, which refuses those that it does not know. In GraphQL they have no prefix: \`smartCrop\`, \`trim\`.

${Object.values(actions).map(section).join("\n")}`;
}

function section(action) {
  const { name, form, role, doc, source, params, oneOf, examples } = action;
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

${role === "query" ? "" : `Of an animated source: ${framesKept(action)}. `}*Source: ${source}.*
${rows.length === 0 ? "" : `\n${table(["item", "argument", "values", "default", "meaning"], rows)}`}${
  oneOf ? `\nAt least one of ${oneOf.map((key) => code(params[key].key || "a bare value")).join(" ")} is needed.\n` : ""
}${form === "single" ? "\nTakes exactly one bare value.\n" : ""}
${table(
  ["example", "in GraphQL", "from", "to", "shows", ""],
  examples.map((example, i) => exampleRow(action, example, i + 1)),
)}`;
}

/** What becomes of an animated source; a rule that looks at nothing keeps one frame whatever is asked. */
function framesKept({ frames, keepsAnimation }) {
  return frames ?? (keepsAnimation ? "the first frame only" : "all frames are kept");
}

function exampleRow(action, example, number) {
  const { process, from, shows } = example;
  const source = {
    format: "jpg",
    ...from,
    orientation: 1,
    frames: 1,
    alpha: false,
    byteSize: 1,
    insights: wholeOf(from),
  };
  const { pipeline } = parseProcess(`image/${process}`);
  const { out } = planPipeline(pipeline, source);
  const picture = isPictured(action, example) ? `![${process}](images/actions/${pictureName(action, number)})` : "";
  return row([
    code(`image/${process}`),
    code(graphqlOf(pipeline)),
    `${from.width}x${from.height}`,
    `${out.width}x${out.height}`,
    shows,
    picture,
  ]);
}

/** The steps as a GraphQL document has them; a question is a field of an image. */
function graphqlOf({ stages: [stage] }) {
  if (stage.query) return stage.query === "info" ? "image { info { … } }" : "image { averageHue }";
  const steps = writtenSteps(stage).map(stepText);
  return steps.length === 1 ? steps[0] : `[${steps.join(", ")}]`;
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
