import { useEffect, useState } from "preact/hooks";
import type { Discovery } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Link } from "../../lib/router.tsx";
import { download } from "../../lib/watch-list.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { FilmSearch } from "../../parts/film-search.tsx";
import { Icon } from "../../parts/icons.tsx";
import type { Judge } from "../discover.tsx";

/** What the visitor said, all of which can be taken back; how bold the list is to be; and what to do with it. */
export function YourFilms({
  found,
  judge,
  adventure,
  setAdventure,
  startAgain,
}: {
  found: Discovery;
  judge: Judge;
  adventure: number;
  setAdventure: (value: number) => void;
  startAgain: () => void;
}) {
  const liked = found.verdicts.filter((one) => one.liked).length;
  const list = found.rows.find((row) => row.name === "forYou")?.items.map((item) => item.film) ?? [];
  return (
    <section class="panel your-films" aria-labelledby="your-films">
      <div class="said">
        <header>
          <h1 id="your-films">
            Your films{" "}
            <span class="note">
              {liked} liked, {found.verdicts.length - liked} not
            </span>
          </h1>
        </header>
        <ul>
          {[...found.verdicts].reverse().map(({ film, rating, liked: good }) => (
            <li key={film.id} data-flip={film.id}>
              <button
                type="button"
                class={good ? "good" : "bad"}
                title={`${nameOf(film.title)}: ${rating} of ${judge.highest}. Take back`}
                aria-label={`Take back ${nameOf(film.title)}, ${good ? "liked" : "not liked"}`}
                onClick={() => judge.unsay(film)}
              >
                <Cover film={film} size="small" />
                <Icon name={good ? "like" : "dislike"} filled={good} />
              </button>
            </li>
          ))}
        </ul>
        <FilmSearch label="Add a film you love" onPick={(film) => judge.say(film, judge.highest)} />
      </div>
      <div class="tune">
        <Adventure value={adventure} onChange={setAdventure} measure={found.measure} />
        <div class="row">
          <Link to="/map" class="button">
            <Icon name="map" />
            See it think
          </Link>
          <CopyAddress />
          <button type="button" class="button" onClick={() => download("for-you", list)}>
            <Icon name="download" />
            Export
          </button>
          <button type="button" class="button quiet" onClick={startAgain}>
            Start again
          </button>
        </div>
      </div>
    </section>
  );
}

/** From safe to adventurous: one number, and what the list is like with it. */
function Adventure({
  value,
  onChange,
  measure,
}: {
  value: number;
  onChange: (value: number) => void;
  measure: Discovery["measure"];
}) {
  const [moved, setMoved] = useState(value);
  useEffect(() => setMoved(value), [value]);
  return (
    <div class="adventure">
      <label>
        <span class="ends">
          <b>Safe</b>
          <span class="hidden-text"> to </span>
          <b>Adventurous</b>
        </span>
        <input
          type="range"
          min="0"
          max="100"
          step="10"
          value={moved}
          onInput={(event) => setMoved(Number(event.currentTarget.value))}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
      </label>
      <dl class="measure">
        <div>
          <dt>Little known</dt>
          <dd title="Share of all films that are better known than one of the list, on average">
            <Meter value={measure.novelty} />
            <span class="number">{Math.round(100 * measure.novelty)} %</span>
          </dd>
        </div>
        {measure.distance !== null && (
          <div>
            <dt>Far from yours</dt>
            <dd title="How far a film of the list lies from yours in the agent's space, on average; 100 % is opposite">
              <Meter value={measure.distance} />
              <span class="number">{Math.round(100 * measure.distance)} %</span>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** The address holds film ids and verdicts, nothing about a person. */
function CopyAddress() {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => prompt("The address of this state", location.href), // where a page may not write to the clipboard
    );
  };
  return (
    <button type="button" class="button" onClick={() => void copy()} title="The address holds films and verdicts, nobody's name">
      <Icon name={copied ? "check" : "link"} />
      {copied ? "Copied" : "Copy address"}
    </button>
  );
}
