import { useEffect, useState } from "preact/hooks";
import { service } from "../api/service.ts";
import { count, plural } from "../lib/format.ts";
import { go, Link, setQuery, usePlace } from "../lib/router.tsx";
import { useResource } from "../lib/resource.ts";
import { Meter, Select } from "../parts/controls.tsx";
import { Stars } from "../parts/film-parts.tsx";
import { Icon } from "../parts/icons.tsx";
import { Empty, Ghosts, Loaded, Spoken } from "../parts/states.tsx";
import { NewUser } from "./new-user.tsx";

/** How active a user is, by the films that they rated. */
const activities: { value: string; label: string; min: number | null; max: number | null }[] = [
  { value: "none", label: "no ratings", min: null, max: 0 },
  { value: "low", label: "1 to 49 ratings", min: 1, max: 49 },
  { value: "middle", label: "50 to 199 ratings", min: 50, max: 199 },
  { value: "high", label: "200 ratings and more", min: 200, max: null },
];

/** All users, to be found by what is known of them; each leads to a session. */
export function UsersView() {
  const { query } = usePlace();
  const activity = activities.find((choice) => choice.value === query.get("activity"));
  const asked = {
    query: query.get("query") ?? "",
    ageGroup: query.get("age") ?? "",
    occupation: query.get("occupation") ?? "",
    minRatings: activity?.min ?? null,
    maxRatings: activity?.max ?? null,
    sort: query.get("sort") ?? "id",
    page: Number(query.get("page") ?? 1) || 1,
  };
  const [typed, setTyped] = useState(asked.query);
  const found = useResource(JSON.stringify(asked), (signal) => service.users(asked, signal));
  const dataset = useResource("dataset", service.dataset);

  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== asked.query) {
        setQuery({ query: typed, page: null });
      }
    }, 250);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <>
      <div class="heading">
        <div>
          <h1>Users</h1>
          <p>Choose one to see what the agent recommends to them, and to judge it in their place.</p>
        </div>
        <button type="button" class="button main" onClick={() => setQuery({ new: 1 })}>
          <Icon name="plus" />
          New user
        </button>
      </div>
      <form class="panel filters" role="search" aria-label="Users" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>Id or words</span>
          <input
            type="search"
            value={typed}
            maxLength={100}
            placeholder="42, or female artist"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <Select
          label="Age"
          value={asked.ageGroup}
          empty="Any age"
          options={dataset.value?.ageGroups ?? []}
          onChange={(age) => setQuery({ age, page: null })}
        />
        <Select
          label="Occupation"
          value={asked.occupation}
          empty="Any occupation"
          options={dataset.value?.occupations ?? []}
          onChange={(occupation) => setQuery({ occupation, page: null })}
        />
        <Select
          label="Activity"
          value={activity?.value ?? ""}
          empty="Any activity"
          options={activities}
          onChange={(value) => setQuery({ activity: value, page: null })}
        />
        <Select
          label="Order"
          value={asked.sort}
          options={[
            { value: "id", label: "by id" },
            { value: "activity", label: "most active first" },
          ]}
          onChange={(sort) => setQuery({ sort: sort === "id" ? null : sort, page: null })}
        />
      </form>
      <Loaded from={found} ghosts={<Ghosts count={10} height="3rem" className="ghost-list panel" />}>
        {(page) => (
          <section class={found.loading ? "stale" : ""} aria-label="Users found">
            <div class="found">
              <p class="note">{plural(page.total, "user")}</p>
              <Spoken>{plural(page.total, "user")} found</Spoken>
            </div>
            {page.items.length === 0 ? (
              <div class="panel">
                <Empty icon="search" title="Nobody is like that">
                  <p>No user has this id, age, occupation and activity at once.</p>
                  <Link to="/users" class="button">
                    Clear the filters
                  </Link>
                </Empty>
              </div>
            ) : (
              <div class="panel users">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">User</th>
                      <th scope="col">Age</th>
                      <th scope="col">Gender</th>
                      <th scope="col">Occupation</th>
                      <th scope="col" class="number">
                        Ratings
                      </th>
                      <th scope="col" class="bar-cell">
                        <span class="hidden-text">Activity</span>
                      </th>
                      <th scope="col">Mean</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.items.map((user) => (
                      <tr key={user.id}>
                        <th scope="row">
                          <Link to={`/session/${user.id}`} class="number">
                            {user.id}
                          </Link>
                          {user.created && <span class="chip accent">{user.name}</span>}
                        </th>
                        <td data-name="Age">{user.ageGroup ?? "–"}</td>
                        <td data-name="Gender">{user.gender ?? "–"}</td>
                        <td data-name="Occupation">{user.occupation ?? "–"}</td>
                        <td data-name="Ratings" class="number">
                          {count(user.ratings)}
                        </td>
                        <td class="bar-cell">
                          <Meter value={user.ratings / Math.max(...page.items.map((other) => other.ratings), 1)} />
                        </td>
                        <td data-name="Mean">{user.meanStars === null ? "–" : <Stars value={user.meanStars} mean />}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {page.total > page.pageSize && <Pager page={page.page} pages={Math.ceil(page.total / page.pageSize)} />}
          </section>
        )}
      </Loaded>
      {query.get("new") && (
        <NewUser
          ageGroups={dataset.value?.ageGroups ?? []}
          occupations={dataset.value?.occupations ?? []}
          close={(made) => (made ? go(`/session/${made}`) : setQuery({ new: null }))}
        />
      )}
    </>
  );
}

function Pager({ page, pages }: { page: number; pages: number }) {
  const to = (target: number) => {
    setQuery({ page: target === 1 ? null : target });
    scrollTo({ top: 0 });
  };
  return (
    <nav class="pager" aria-label="Pages">
      <button type="button" class="button" disabled={page <= 1} onClick={() => to(page - 1)}>
        Before
      </button>
      <span class="number">
        Page {count(page)} of {count(pages)}
      </span>
      <button type="button" class="button" disabled={page >= pages} onClick={() => to(page + 1)}>
        After
      </button>
    </nav>
  );
}
