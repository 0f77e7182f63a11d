import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Headers under which GraphiQL works and nothing else of the page can reach out; the editor needs inline styles and workers. */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};

export interface GraphiqlPage {
  /** True for a browser that opens `/graphql` as a page rather than sending it a query. */
  wants(request: FastifyRequest): boolean;
  send(reply: FastifyReply): FastifyReply;
}

/** GraphiQL as the build bundled it: the page is `/graphql` itself, its files are below `/graphql/assets/`. Absent when it was not built. */
export async function graphiqlPage(app: FastifyInstance, folder: string): Promise<GraphiqlPage | undefined> {
  const path = join(folder, "index.html");
  if (!existsSync(path)) return undefined;
  const page = await readFile(path);
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/graphql/assets/",
    index: false,
    decorateReply: false,
    // Their names change with their content.
    immutable: true,
    maxAge: "1y",
    setHeaders(response) {
      for (const [name, value] of Object.entries(pageHeaders)) response.header(name, value);
    },
  });
  return {
    wants: ({ query, headers }) => {
      const asked = (query as Record<string, unknown>).query !== undefined;
      return !asked && /\btext\/html\b/i.test(headers.accept ?? "");
    },
    send: (reply) =>
      reply
        .headers({ ...pageHeaders, "Cache-Control": "no-cache" })
        .type("text/html; charset=utf-8")
        .send(page),
  };
}
