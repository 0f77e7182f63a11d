// The rooms of the house: what each folder of src/ may import at run time, and which package belongs to which room.
const rooms = {
  base: [],
  config: ["base"],
  pipeline: ["base"],
  service: ["base", "pipeline"],
  engine: ["base", "pipeline", "oss"],
  cache: ["base", "pipeline"],
  store: ["base", "oss"],
  remote: ["base"],
  oss: ["base"],
  catalog: ["base"],
  identity: ["base"],
  graphql: ["base", "pipeline", "service"],
  http: ["base", "pipeline", "service"],
  server: ["base", "graphql", "http"],
  conformance: ["base", "pipeline", "oss"],
  cli: ["base", "config", "conformance", "pipeline", "service"],
  client: ["base", "pipeline"],
  react: ["client"],
};
const owners = {
  sharp: ["engine"],
  "ali-oss": ["oss"],
  graphql: ["graphql", "client"],
  "graphql-ws": ["graphql"],
  "type-graphql": ["graphql"],
  "@apollo/server": ["graphql"],
  "@as-integrations/fastify": ["server"],
  fastify: ["server"],
  ws: ["server"],
  "@fastify/static": ["server"],
  libsql: ["catalog"],
  jose: ["identity"],
  "@fastify/busboy": ["http"],
  "fast-xml-parser": ["http"],
  pino: ["server"],
  "prom-client": ["server"],
  react: ["react"],
  yaml: ["config"],
};
const atRunTime = { dependencyTypesNot: ["type-only"] };

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/server/graphiql/" },
  },
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "ports-only",
      comment: "Adapters know the ports, never the use-cases.",
      severity: "error",
      from: { path: "^src/(engine|cache|store|remote|catalog|identity|queue)/" },
      to: { path: "^src/service/", pathNot: "^src/service/ports" },
    },
    {
      name: "pure-rooms",
      comment: "base, pipeline, client and react also run in a browser.",
      severity: "error",
      from: { path: "^src/(base|pipeline|client|react)/" },
      to: { dependencyTypes: ["core"] },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `room-${room}`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: "^src/", pathNot: `^src/(${[room, ...may].join("|")})/`, ...atRunTime },
    })),
    ...Object.entries(owners).map(([pkg, may]) => ({
      name: `package-${pkg.replace(/[@/]/g, "-")}`,
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(${may.join("|")})/|^src/compose` },
      to: { path: `node_modules/${pkg}/`, ...atRunTime },
    })),
  ],
};
