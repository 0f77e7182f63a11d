export { createRemoteFiles } from "./remote-files.js";
