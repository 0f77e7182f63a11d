/** `npm start`: builds what is stale, then becomes the gateway. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const build = fileURLToPath(new URL("build.mjs", import.meta.url));
const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

const { status } = spawnSync(process.execPath, [build, "--if-stale"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

// npm hands a signal to the shell between it and this process, and that shell ends without passing it on.
const shell = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === shell) return;
  clearInterval(watch);
  process.kill(process.pid, "SIGTERM");
}, 250);
watch.unref();

process.argv = [process.argv[0], main, "serve"];
await import(main);
