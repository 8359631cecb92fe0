import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal } from "../api/http.ts";
import { service } from "../api/service.ts";
import { Select } from "../parts/controls.tsx";

/** Somebody without a history: the agent falls back on what is popular, until there are films that they liked. */
export function NewUser({
  ageGroups,
  occupations,
  close,
}: {
  ageGroups: string[];
  occupations: string[];
  close: (made: number | null) => void;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState("");
  const [ageGroup, setAgeGroup] = useState("");
  const [gender, setGender] = useState("");
  const [occupation, setOccupation] = useState("");
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => box.current?.showModal(), []);

  const make = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const user = await service.addUser({
        name: name.trim(),
        ageGroup: ageGroup || null,
        gender: gender || null,
        occupation: occupation || null,
      });
      close(user.id);
    } catch (reason) {
      setFault(reason as Error);
      setBusy(false);
    }
  };
  return (
    <dialog
      ref={box}
      aria-labelledby="new-user"
      onClose={() => close(null)}
      onClick={(event) => event.target === box.current && close(null)}
    >
      <form onSubmit={(event) => void make(event)}>
        <header>
          <h2 id="new-user">New user</h2>
          <p class="note">
            A name is enough. The first lists are what is popular; after a few likes they follow the films that were liked.
          </p>
        </header>
        <label class="field">
          <span>Name</span>
          <input
            value={name}
            required
            maxLength={40}
            autocomplete="off"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Select label="Age" value={ageGroup} empty="Not said" options={ageGroups} onChange={setAgeGroup} />
        <Select label="Gender" value={gender} empty="Not said" options={["female", "male"]} onChange={setGender} />
        <Select label="Occupation" value={occupation} empty="Not said" options={occupations} onChange={setOccupation} />
        {fault && (
          <p class="alert" role="alert">
            {fault instanceof Refusal ? Object.values(fault.fields).flat().join(" ") || fault.message : fault.message}
          </p>
        )}
        <footer>
          <button type="button" class="button" onClick={() => close(null)}>
            Cancel
          </button>
          <button class="button main" disabled={busy}>
            Make, and begin a session
          </button>
        </footer>
      </form>
    </dialog>
  );
}
