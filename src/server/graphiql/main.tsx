import "graphiql/setup-workers/vite";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/style.css";
import "./page.css";
import { createRoot } from "react-dom/client";
import { examples } from "./examples.js";

/** The page is served at the address of the API itself. */
const fetcher = createGraphiQLFetcher({ url: window.location.pathname });

const root = document.getElementById("graphiql");
if (!root) throw new Error("the page has no place for GraphiQL");
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={[...examples]}
    plugins={[HISTORY_PLUGIN]}
    // On a phone the query needs the room.
    defaultEditorToolsVisibility={window.innerWidth > 720}
    isHeadersEditorEnabled
    shouldPersistHeaders={false}
  />,
);
