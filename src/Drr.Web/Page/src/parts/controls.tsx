import type { ComponentChildren } from "preact";

/** One of a few, side by side. */
export function Segments<T extends string>({
  name,
  label,
  options,
  value,
  onChange,
}: {
  name: string;
  label: string;
  options: readonly { value: T; label: ComponentChildren }[];
  /** None while it is not known. */
  value: T | null;
  onChange: (value: T) => void;
}) {
  return (
    <fieldset class="segments">
      <legend class="hidden-text">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of many; the first stands for no choice where empty is said. */
export function Select({
  label,
  value,
  options,
  empty,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (string | { value: string; label: string })[];
  empty?: string;
  onChange: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) =>
          typeof option === "string" ? (
            <option key={option} value={option}>
              {option}
            </option>
          ) : (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ),
        )}
      </select>
    </label>
  );
}

/** A share in [0, 1] as a bar; the number stands beside it. */
export const Meter = ({ value, kind = "" }: { value: number; kind?: string }) => (
  <div class={`meter ${kind}`} aria-hidden="true">
    <i style={{ width: `${Math.round(1000 * Math.min(Math.max(value, 0), 1)) / 10}%` }} />
  </div>
);

/** Bars of what is counted, the longest as wide as there is room; buttons where they choose. */
export function Bars({
  items,
  label,
  unit,
  pressed,
  onPress,
}: {
  items: readonly { name: string; value: number; text: string }[];
  label: string;
  unit?: string;
  pressed?: string;
  onPress?: (name: string) => void;
}) {
  const most = Math.max(...items.map((item) => item.value), 1e-9);
  return (
    <ul class="bars" aria-label={label}>
      {items.map((item) => {
        const inside = (
          <>
            <span class="label">{item.name}</span>
            <span aria-hidden="true">
              <span class="bar" style={{ display: "block", width: `${(100 * item.value) / most}%` }} />
            </span>
            <span class="number">
              {item.text}
              {unit && <span class="hidden-text"> {unit}</span>}
            </span>
          </>
        );
        return (
          <li key={item.name}>
            {onPress ? (
              <button type="button" aria-pressed={item.name === pressed} onClick={() => onPress(item.name)}>
                {inside}
              </button>
            ) : (
              inside
            )}
          </li>
        );
      })}
    </ul>
  );
}
