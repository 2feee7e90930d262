// Draws a landscape for any media key, so that the made-up library has pictures; used by the development server only.

/** A small generator of numbers from 0 to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function drawPicture(key: string): string {
  const roll = dice(parseInt(key.slice(0, 8), 16) || 1)
  if (key.startsWith('f')) return drawIcon(roll)
  const hue = Math.floor(roll() * 360)
  const layers: string[] = []
  for (let layer = 0; layer < 4; layer++) {
    const y = 180 + layer * 70
    let path = `M0 ${y}`
    for (let x = 0; x <= 960; x += 80)
      path += ` Q${x + 40} ${y - 90 * roll() + layer * 10} ${x + 80} ${y - 50 * roll()}`
    layers.push(`<path d="${path} V540 H0 Z" fill="hsl(${hue + layer * 14} ${22 + layer * 4}% ${68 - layer * 15}%)"/>`)
  }
  const sun = `<circle cx="${120 + roll() * 700}" cy="${70 + roll() * 90}" r="${26 + roll() * 30}" fill="hsl(${hue + 180} 60% 90%)"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540" viewBox="0 0 960 540"><rect width="960" height="540" fill="hsl(${hue} 34% 84%)"/>${sun}${layers.join('')}</svg>`
}

function drawIcon(roll: () => number): string {
  const hue = Math.floor(roll() * 360)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="hsl(${hue} 45% 38%)"/><path d="M8 ${10 + roll() * 6}h16M8 16h${8 + roll() * 8}M8 22h${6 + roll() * 10}" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`
}
