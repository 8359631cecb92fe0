const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export const count = (n: number): string => whole.format(n);

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export const share = (n: number, digits = 1): string => `${(100 * n).toFixed(digits)} %`;

/** A moment as a day, UTC. */
export const date = (moment: string): string => day.format(new Date(moment));

/** With as many digits as tell: 0.0042, 0.58, 12.3, 1,234. */
export function figure(value: number): string {
  const size = Math.abs(value);
  return size === 0
    ? "0"
    : size >= 1000
      ? count(value)
      : size >= 100
        ? value.toFixed(0)
        : size >= 10
          ? String(Number(value.toFixed(1)))
          : size >= 0.01
            ? String(Number(value.toFixed(3)))
            : value.toPrecision(2);
}
