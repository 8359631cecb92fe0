import type { Action } from "../api/types.ts";
import { Icon, StarShape } from "./icons.tsx";

/** What a user thinks of a film. Skipping stays in the page, everything else is feedback at the service. */
export interface Mark {
  action: Exclude<Action, "click"> | "skip";
  rating: number | null;
}

const words: { action: Exclude<Mark["action"], "rate">; word: string; done: string; key: string }[] = [
  { action: "like", word: "Like", done: "Liked", key: "L" },
  { action: "dislike", word: "Dislike", done: "Disliked", key: "D" },
  { action: "skip", word: "Skip", done: "Skipped", key: "S" },
];

export const inWords = (mark: Mark): string =>
  words.find((word) => word.action === mark.action)?.done ?? `${mark.rating} of 5 stars`;

/** Buttons for each verdict on a film, in words; they rest once there is one. */
export function Verdicts({
  name,
  mark,
  onMark,
  tab = 0,
  skips = true,
  keys = true,
}: {
  name: string;
  mark: Mark | undefined;
  onMark: (mark: Mark) => void;
  /** Whether the Tab key stops here: 0, or -1. */
  tab?: number;
  /** Whether there is something to skip to. */
  skips?: boolean;
  /** Whether single keys do the same. */
  keys?: boolean;
}) {
  return (
    <div class="acts" role="group" aria-label={`Judge ${name}`} onClick={(event) => event.stopPropagation()}>
      {words
        .filter(({ action }) => skips || action !== "skip")
        .map(({ action, word, key }) => (
          <button
            key={action}
            type="button"
            class={`act ${action === "skip" ? "pass" : action}`}
            tabIndex={tab}
            disabled={!!mark}
            onClick={() => onMark({ action, rating: null })}
            title={keys ? `${word} (${key})` : word}
          >
            <Icon name={action} filled={action === "like" && mark?.action === "like"} />
            {word}
          </button>
        ))}
      <span class="rate" role="group" aria-label="Stars">
        {[1, 2, 3, 4, 5].map((rating) => (
          <button
            key={rating}
            type="button"
            class={(mark?.rating ?? 0) >= rating ? "lit" : ""}
            tabIndex={tab}
            disabled={!!mark}
            onClick={() => onMark({ action: "rate", rating })}
            aria-label={`${rating} of 5 stars`}
            title={keys ? `${rating} (${rating})` : `${rating} of 5 stars`}
          >
            <StarShape filled={(mark?.rating ?? 0) >= rating} />
          </button>
        ))}
      </span>
    </div>
  );
}
