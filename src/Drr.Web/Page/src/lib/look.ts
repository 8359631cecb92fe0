/** A film's place along the directions in which films differ most, each in [0, 1], from its look; null without one. */
export function placesOf(look: string | null): number[] | null {
  const places = look?.match(/../g)?.map((pair) => Number.parseInt(pair, 16) / 255);
  return places && places.length >= 2 ? places : null;
}

/** The colour of a place in the plane of the first two directions: its direction from the middle is the hue in degrees, its
 * distance how strong the colour is, in [0, 1]. Covers and map share it. */
export function colourAt(x: number, y: number): { hue: number; strength: number } {
  const [dx, dy] = [x - 0.5, y - 0.5];
  return { hue: (Math.atan2(dy, dx) * 180) / Math.PI + 200, strength: Math.min(1, Math.hypot(dx, dy) * 2) };
}
