import { Store } from "./store.ts";

/** "system" follows the system; the others are remembered. */
export type Theme = "system" | "light" | "dark";

export const theme = new Store<Theme>((localStorage.getItem("theme") as Theme | null) ?? "system");

export function setTheme(next: Theme): void {
  theme.set(next);
  if (next === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset["theme"];
  } else {
    localStorage.setItem("theme", next);
    document.documentElement.dataset["theme"] = next;
  }
}
