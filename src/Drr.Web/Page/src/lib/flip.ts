import { useLayoutEffect, useRef } from "preact/hooks";

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Lets what moved glide from where it was (first, last, invert, play): every element with data-flip, told apart by its value.
 * What is new fades in. Who wants less motion sees none. Places are
 * looked at when one of the changes is another than before. */
export function useFlip<T extends HTMLElement>(...changes: unknown[]) {
  const box = useRef<T>(null);
  const before = useRef(new Map<string, { left: number; top: number }>());
  useLayoutEffect(() => {
    const now = new Map<string, { left: number; top: number }>();
    const origin = box.current?.getBoundingClientRect();
    for (const element of box.current?.querySelectorAll<HTMLElement>("[data-flip]") ?? []) {
      const { left, top } = element.getBoundingClientRect();
      const place = { left: left - origin!.left, top: top - origin!.top };
      const name = element.dataset["flip"]!;
      const was = before.current.get(name);
      now.set(name, place);
      if (calm() || before.current.size === 0) {
        continue;
      }

      const [x, y] = was ? [was.left - place.left, was.top - place.top] : [0, 0];
      if (!was) {
        element.animate([{ opacity: 0, transform: "scale(0.9)" }, {}], { duration: 420, easing: "ease-out" });
      } else if (Math.abs(x) + Math.abs(y) > 1) {
        element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
          duration: 560,
          easing: "cubic-bezier(0.2, 0.8, 0.2, 1)",
        });
      }
    }

    before.current = now;
  }, changes);
  return box;
}
