import { createClient } from "imgraph/client";
import { createRoot } from "react-dom/client";
import { PicturesScreen } from "../src/pictures-screen.js";

// In an app, this is the address of your gateway, and the screen stands in its navigation.
const client = createClient({ url: new URL("/graphql", window.location.href) });

const root = document.getElementById("root");
if (!root) throw new Error("the page has no place for the screen");
createRoot(root).render(<PicturesScreen client={client} />);
