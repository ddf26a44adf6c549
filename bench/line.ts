/**
 * `npx tsx bench/line.ts`: what it takes to understand one typed line, every field of the visit form, as a ratio to the floor
 * of finding one date in it with a plain regular expression. Warm, on the lines of test/features/visits/lines.md; also the
 * very first line, when patterns are compiled. Never part of the tests.
 */
import { readFileSync } from 'node:fs'
import { translatorOf } from '../src/core/i18n.ts'
import { readLine } from '../src/core/line/line.ts'
import { toDay } from '../src/core/time/day.ts'
import { createVisits } from '../src/features/visits/index.ts'
import { createCalendar } from '../src/programme/calendar.ts'
import { createProjectRules } from '../src/programme/project-rules.ts'
import { foundingRegistry } from '../test/harness/registry.ts'

const rounds = 20
const floor = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/u

const lines = readFileSync(new URL('../test/features/visits/lines.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row.startsWith('| '))
  .map((row) => row.split('|')[1]?.trim() ?? '')
const visits = createVisits({
  registry: foundingRegistry(),
  calendar: createCalendar(),
  digestCron: '0 9 * * 1',
  ladderWorkdays: [3, 5, 10],
  projectRules: createProjectRules(),
  fundLimit: '1000000.00',
  defaultLocale: 'zh-CN',
  features: () => [],
})
const form = visits.commands.find(({ name }) => name === 'visit log')?.form
if (!form) throw new Error('the visits have no form to log with')
const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }

/** Milliseconds a line: of the first, of the mean and of the slowest one's best when warm. */
const measure = (read: (line: string) => unknown) => {
  const best = lines.map(() => Number.POSITIVE_INFINITY)
  const first = timed(() => read(lines[1] ?? ''))
  let total = 0
  for (let round = 0; round < rounds; round += 1)
    for (const [index, line] of lines.entries()) {
      const taken = timed(() => read(line))
      best[index] = Math.min(best[index] ?? taken, taken)
      if (round >= rounds / 2) total += taken
    }
  return { first, mean: total / lines.length / (rounds / 2), slowest: Math.max(...best) }
}

const timed = (work: () => unknown): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

const whole = measure((line) => readLine(form, line, reading))
const plain = measure((line) => floor.exec(line))
const row = (name: string, { first, mean, slowest }: typeof whole) =>
  `${name.padEnd(16)} first ${first.toFixed(2)} ms, mean ${mean.toFixed(4)} ms, slowest ${slowest.toFixed(3)} ms`
process.stdout.write(
  `${lines.length} lines\n${row('the visit form', whole)}\n${row('one date, plain', plain)}\nratio ${(whole.mean / plain.mean).toFixed(0)}\n`,
)
