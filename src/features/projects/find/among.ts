import { plain } from './pieces.ts'

interface Named {
  readonly reference: string
  readonly pairId: number
  readonly name: string
  readonly english: string | null
}

/** What makes no other name: blanks, quotation marks, and brackets in either width. */
const spelled = (name: string): string => plain(name).replace(/["'“”‘’«»《》\s]/gu, '')

/** Fewer characters are in too many names. */
const shortest = 2

/** Among some projects those that each name fits: called just so, in either language, else with all of it in what they are called. */
export const calledAmong = (
  projects: readonly Named[],
  names: readonly string[],
): ReadonlyMap<string, readonly Named[]> => {
  const known = projects.map((project) => ({
    project,
    called: [project.name, ...(project.english === null ? [] : [project.english])].map(spelled),
  }))
  const fitting = (fits: (called: string) => boolean) =>
    known.filter(({ called }) => called.some(fits)).map(({ project }) => project)
  return new Map(
    [...new Set(names)].map((name) => {
      const words = spelled(name)
      const exact = fitting((called) => called === words)
      return [
        name,
        exact.length > 0 || [...words].length < shortest
          ? exact
          : fitting((called) => called.includes(words)),
      ]
    }),
  )
}
