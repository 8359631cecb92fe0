import type { ComponentChildren } from "preact";
import type { Resource } from "../lib/resource.ts";
import { Lost } from "../api/http.ts";
import { Icon, type IconName } from "./icons.tsx";

interface EmptyProps {
  icon: IconName;
  title: string;
  /** Whether this is all that the view has to say; its title then heads the page. */
  whole?: boolean;
  children?: ComponentChildren;
}

/** Where something would be if there were anything. */
export function Empty({ icon, title, whole = false, children }: EmptyProps) {
  return (
    <div class="state">
      <Icon name={icon} />
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** A fault in place of what could not be loaded, with the way out. */
export function Failed({ fault, retry }: { fault: Error; retry: () => void }) {
  const lost = fault instanceof Lost;
  return (
    <div class="state" role="alert">
      <Icon name="fault" />
      <h2>{lost ? "The service does not answer" : "That did not work"}</h2>
      <p>{lost ? "This comes back by itself as soon as drr serve runs again." : fault.message}</p>
      <button type="button" class="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** The shape of what is on its way. */
export function Ghosts({ count, height, className = "" }: { count: number; height: string; className?: string }) {
  return (
    <div class={className} aria-busy="true">
      <span class="hidden-text" role="status">
        Loading
      </span>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} class="ghost" style={{ height }} />
      ))}
    </div>
  );
}

/** What was loaded, or why it is not there. */
export function Loaded<T>({
  from,
  ghosts,
  children,
}: {
  from: Resource<T>;
  ghosts: ComponentChildren;
  children: (value: T) => ComponentChildren;
}) {
  if (from.value !== null) {
    return <>{children(from.value)}</>;
  }

  return from.fault ? <Failed fault={from.fault} retry={from.reload} /> : <>{ghosts}</>;
}

/** What was done, for a screen reader. */
export const Spoken = ({ children }: { children: ComponentChildren }) => (
  <p class="hidden-text" role="status">
    {children}
  </p>
);
