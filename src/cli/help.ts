/** What `imgraph --help` prints. */
export const help = `imgraph: a GraphQL media-processing gateway

  imgraph [serve]                      listen until a stop signal; settings are below
  imgraph process IN PROCESS -o OUT    one image without a server
      IN, OUT          a file, or - for standard input and output; info and average-hue print JSON
      --object KEY=FILE     an object that the process string names, a watermark for instance
      --style NAME=PROCESS  a style that it names
      --parameter STYLE.NAME=ACTION.ARGUMENT  a value of that style which the process string may give: style/STYLE,NAME_VALUE
      --accept TYPES        the Accept header that x-auto-format goes by; without it, the source's own format
      --out-dir DIR         where sys/saveas writes
  imgraph explain IN PROCESS [--json]  the plan of the same; nothing is rendered
  imgraph index BUCKET [--json]        makes the images of a bucket findable by what they are, and again what was changed elsewhere;
                                       with IMGRAPH_STORE=oss beside a running gateway, else while none runs
      --prefix P            only of the keys that begin with it
  imgraph conformance [--json]         asks the local engine and itself through the wire for the same, and compares
      --against ENDPOINT    the endpoint to compare with instead; IMGRAPH_OSS_* hold its region and credentials
      --bucket NAME         where the sources are put there, below a prefix of their own, and removed again
  imgraph --version, --help

Exit codes: 0 done, 1 the job failed, 2 wrong usage.
`;

/** The list of settings, below the help. */
export function settingsHelp(
  settings: readonly Readonly<Record<"name" | "doc" | "allowed" | "defaultText", string>>[],
): string {
  const rows = settings.map(
    ({ name, doc, allowed, defaultText }) => `  ${name}\n      ${doc} Takes ${allowed}. Default: ${defaultText}.\n`,
  );
  return `\nSettings, as environment variables or keys of the config file:\n\n${rows.join("")}`.replaceAll("`", "");
}
