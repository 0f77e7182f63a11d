/**
 * A plain static server of the same runtime, to compare with: GET streams a file below the folder with its type, length, date
 * and an ETag of size and date; PUT writes to a temporary name, syncs, renames and syncs the folder. Nothing else: no rights, no
 * signatures, no records. Prints its URL, ends at SIGTERM.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const [folder] = process.argv.slice(2);
let writes = 0;

const server = createServer(async (request, response) => {
  const path = join(folder, encodeURIComponent(decodeURIComponent(request.url.slice(1))));
  try {
    if (request.method === "PUT") {
      writes += 1;
      const half = `${path}.${writes}.tmp`;
      await pipeline(request, createWriteStream(half, { flush: true }));
      await rename(half, path);
      const directory = await open(folder, "r");
      await directory.sync();
      await directory.close();
      response.writeHead(200, { "Content-Length": 0 }).end();
      return;
    }
    const { size, mtime } = await stat(path);
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": size,
      "Last-Modified": mtime.toUTCString(),
      ETag: `"${size.toString(16)}-${mtime.getTime().toString(16)}"`,
    });
    await pipeline(createReadStream(path), response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else response.writeHead(error.code === "ENOENT" ? 404 : 500, { "Content-Length": 0 }).end();
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
});
