import { useEffect, useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { Film, HistoryItem, HistoryPage, User } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { count, date } from "../../lib/format.ts";
import { useResource } from "../../lib/resource.ts";
import { Cover } from "../../parts/cover/cover.tsx";
import { Stars } from "../../parts/film-parts.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Ghosts, Loaded } from "../../parts/states.tsx";
import type { Session } from "./use-session.ts";

/** Who the user is, what the agent starts from, and what they rated, the latest first. */
export function Profile({ who, session }: { who: User; session: Session }) {
  const fields: [string, string][] = [
    ["Age", who.ageGroup ?? "not known"],
    ["Gender", who.gender ?? "not known"],
    ["Occupation", who.occupation ?? "not known"],
    ["Ratings", `${count(who.ratings)}, ${count(who.liked)} liked`],
    ["Mean", who.meanStars === null ? "none yet" : `${who.meanStars.toFixed(2)} stars`],
  ];
  return (
    <aside class="profile" aria-label="The user">
      <section class="panel" aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <dl class="fields">
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="number">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {session.remembered && <Remembered films={session.remembered} />}
      <History who={who} session={session} />
    </aside>
  );
}

/** The state of the agent: the films that it reads. */
const Remembered = ({ films }: { films: readonly Film[] }) => (
  <section class="panel remembered" aria-labelledby="remembered">
    <h2 id="remembered">What the agent sees</h2>
    {films.length === 0 ? (
      <p class="note">Nothing yet: the first liked film will enter.</p>
    ) : (
      <>
        <ol>
          {films.map((film) => (
            <li key={film.id} title={nameOf(film.title)}>
              <Cover film={film} size="small" />
              <span class="name">{nameOf(film.title)}</span>
            </li>
          ))}
        </ol>
        <p class="note">The latest first. Of the ratings after the first ones only liked films enter.</p>
      </>
    )}
  </section>
);

function History({ who, session }: { who: User; session: Session }) {
  const first = useResource(`history ${who.id} ${session.version}`, (signal) => service.history(who.id, null, signal));
  const [older, setOlder] = useState<HistoryPage | null>(null);
  useEffect(() => setOlder(null), [first.value]);

  return (
    <section class="panel history" aria-labelledby="history">
      <h2 id="history">History</h2>
      <Loaded from={first} ghosts={<Ghosts count={6} height="3.25rem" className="ghost-list" />}>
        {(page) => {
          const items = [...page.items, ...(older?.items ?? [])];
          const cursor = older ? older.nextCursor : page.nextCursor;
          const load = async () => {
            const more = await service.history(who.id, cursor);
            setOlder({ items: [...(older?.items ?? []), ...more.items], nextCursor: more.nextCursor });
          };
          return items.length === 0 ? (
            <p class="note">No ratings yet. Like a few films, and the next batch will follow them.</p>
          ) : (
            <div class="scroll" tabIndex={0} role="region" aria-label="Films of the history">
              <ul>
                {items.map((item) => (
                  <Item
                    key={`${item.feedbackId} ${item.film.id}`}
                    item={item}
                    takeBack={(id) => session.takeBack(item.film, id)}
                  />
                ))}
              </ul>
              {cursor !== null && (
                <button type="button" class="button quiet" onClick={() => void load()}>
                  Show older
                </button>
              )}
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}

const verdicts: Record<string, [string, string]> = {
  like: ["liked", "good"],
  dislike: ["disliked", "bad"],
  click: ["looked at", ""],
};

/** A film of the history; what the page added can be taken back. */
function Item({ item, takeBack }: { item: HistoryItem; takeBack: (feedbackId: number) => void }) {
  const name = nameOf(item.film.title);
  const verdict = item.action && verdicts[item.action];
  return (
    <li class={item.feedbackId === null ? "" : "fresh"}>
      <Cover film={item.film} size="small" />
      <span class="name">
        {name}
        <small>{item.feedbackId === null ? date(item.time) : "on this page"}</small>
      </span>
      {verdict ? <span class={`chip ${verdict[1]}`}>{verdict[0]}</span> : item.rating !== null && <Stars value={item.rating} />}
      {item.feedbackId !== null && (
        <button
          type="button"
          class="icon-button"
          aria-label={`Take back ${name}`}
          title="Take back"
          onClick={() => takeBack(item.feedbackId!)}
        >
          <Icon name="undo" />
        </button>
      )}
    </li>
  );
}
