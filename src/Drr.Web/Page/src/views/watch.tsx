import { service } from "../api/service.ts";
import { nameOf } from "../lib/film.ts";
import { plural } from "../lib/format.ts";
import { useResource } from "../lib/resource.ts";
import { Link } from "../lib/router.tsx";
import { useStore } from "../lib/store.ts";
import { download, watchList } from "../lib/watch-list.ts";
import { Cover } from "../parts/cover/cover.tsx";
import { Icon } from "../parts/icons.tsx";
import { Empty, Ghosts, Loaded } from "../parts/states.tsx";
import { WatchButton } from "../parts/watch-button.tsx";

/** Films put aside to be watched; kept in this browser. */
export function WatchView() {
  const ids = useStore(watchList);
  const films = useResource(`films ${ids.join(",")}`, (signal) => service.filmsOf(ids, signal));
  return (
    <>
      <div class="heading">
        <div>
          <h1>Watch list</h1>
          <p>{plural(ids.length, "film")} put aside. The list stays in this browser; take it along as a file.</p>
        </div>
        <button
          type="button"
          class="button"
          disabled={!films.value?.items.length}
          onClick={() => download("watch-list", films.value!.items)}
        >
          <Icon name="download" />
          Export
        </button>
      </div>
      <Loaded from={films} ghosts={<Ghosts count={6} height="15rem" className="watched" />}>
        {({ items }) =>
          items.length === 0 ? (
            <div class="panel">
              <Empty icon="watch" title="Nothing is put aside yet">
                <p>
                  The mark on a film puts it here. <Link to="/">See what there is for you</Link>.
                </p>
              </Empty>
            </div>
          ) : (
            <ul class="watched">
              {items.map((film) => (
                <li key={film.id} class="small-card">
                  <div class="picture">
                    <Link to={`/film/${film.id}`}>
                      <Cover film={film} />
                      <span class="hidden-text">{nameOf(film.title)}, more about it</span>
                    </Link>
                    <WatchButton film={film} small />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
