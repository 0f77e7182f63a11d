// Unpacks the browser that comes inside a package, into TMPDIR, and prints its path. A process of its own, since the package
// changes the environment when it is imported.
import chromium from "@sparticuz/chromium";

chromium.setGraphicsMode = false;
process.stdout.write(await chromium.executablePath());
