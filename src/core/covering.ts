import type { Secret } from './form/field.ts'

/** What is the program's own, and seen by nobody: a button may hold a seal, and takes it to the command that reads it. */
const unseen = new Set(['press', 'file'])

/** A card, an answer or what else is shown, with every seal in its words covered. */
export const withoutSeals = <Shown>(shown: Shown, secrets: readonly Secret[]): Shown => {
  const cover = (value: unknown, name?: string): unknown => {
    if (typeof value === 'string') return secrets.reduce((text, secret) => secret.cover(text), value)
    if (typeof value !== 'object' || value === null || unseen.has(name ?? '')) return value
    if (Array.isArray(value)) return value.map((each) => cover(each))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cover(each, key)]))
  }
  // Its shape is what it was.
  return cover(shown) as Shown
}
