import { useEffect, useRef } from "preact/hooks";
import { Store, useStore } from "../../lib/store.ts";

/** Whether single keys do something; a reader who dictates may turn that off (WCAG 2.1.4), and it is remembered. */
const enabled = new Store(localStorage.getItem("keys") !== "off");

/** Does what a key stands for, wherever the focus is, but never while somebody types or a dialog is open. */
export function useKeys(keys: Record<string, () => unknown>): boolean {
  const on = useStore(enabled);
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) {
      return undefined;
    }

    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const arrowsTaken = target.matches("input[type=radio]") && event.key.startsWith("Arrow");
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        arrowsTaken ||
        target.matches("input:not([type=radio]), select, textarea") ||
        document.querySelector("dialog[open]")
      ) {
        return;
      }

      const deed = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (deed) {
        event.preventDefault();
        deed();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
  return on;
}

const shown: [string, string][] = [
  ["← →", "choose"],
  ["L", "like"],
  ["D", "dislike"],
  ["1–5", "stars"],
  ["S", "skip"],
  ["W", "why"],
  ["U", "undo"],
  ["N", "next batch"],
  ["M", "next model"],
];

/** The keys, to be seen, and their switch. */
export function KeyBar({ on }: { on: boolean }) {
  const toggle = () => {
    enabled.set(!on);
    localStorage.setItem("keys", on ? "off" : "on");
  };
  return (
    <div class="key-bar">
      <ul aria-label="Keys" hidden={!on}>
        {shown.map(([key, what]) => (
          <li key={key}>
            <kbd>{key}</kbd> {what}
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" aria-pressed={on} onClick={toggle}>
        Keys {on ? "on" : "off"}
      </button>
    </div>
  );
}
