import type { ComponentChildren } from "preact";
import { Store, useStore } from "./store.ts";

/** Where the page is: the path, and what the query says. Views keep their filters there, so that a link brings them back. */
const place = new Store(location.pathname + location.search);
addEventListener("popstate", () => place.set(location.pathname + location.search));

export interface Place {
  path: string;
  query: URLSearchParams;
}

export function usePlace(): Place {
  const url = new URL(useStore(place), location.origin);
  return { path: url.pathname, query: url.searchParams };
}

/** Goes there. Replacing leaves no step behind to go back to: for filters. What changes a part of a view keeps the place. */
export function go(path: string, { replace = false, keepScroll = false } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  place.set(location.pathname + location.search);
  if (!replace && !keepScroll) {
    scrollTo(0, 0);
  }
}

/** Changes the query of the place; empty values leave it. */
export function setQuery(changes: Record<string, string | number | null>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, String(value));
    }
  }

  go(url.pathname + url.search, { replace: true });
}

/** Whose session was looked at last in this tab: where the view's tab leads back to, and whose verdicts other views take. */
export const lastSession = new Store<number | null>(Number(sessionStorage.getItem("user")) || null);
lastSession.watch((user) => sessionStorage.setItem("user", String(user)));

/** A link within the page. */
export function Link({
  to,
  children,
  ...rest
}: {
  to: string;
  children: ComponentChildren;
  class?: string;
  title?: string;
  "aria-current"?: "page";
  "aria-label"?: string;
  "aria-hidden"?: boolean;
  tabIndex?: number;
}) {
  const follow = (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(to);
    }
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
