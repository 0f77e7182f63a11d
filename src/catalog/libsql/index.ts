export { createLibsqlCatalog } from "./libsql-catalog.js";
