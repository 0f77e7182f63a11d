import { createClient } from "imgraph/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Gallery } from "./gallery.js";
import "./page.css";

const client = createClient({ url: new URL("/graphql", window.location.href) });

const root = document.getElementById("root");
if (!root) throw new Error("the page has no place for the gallery");
createRoot(root).render(
  <StrictMode>
    <Gallery client={client} />
  </StrictMode>,
);
