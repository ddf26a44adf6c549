import { setTimeout as after } from 'node:timers/promises'
import { type Load, underLoad } from './load.ts'

/** Milliseconds, at most, that a process with rest lives on when it is up. */
const rest = 1_500
/** How many times as long as the last start took may lie between kills without rest. */
const startsBetween = 1.5

/**
 * Processes of a mixed load, killed at random moments, the next one started at once: of the first quarter each has begun to
 * work, of the others many have not.
 */
export const killAtRandom = (kind: Load['kind'], processes: number, kills: number): Promise<void> => {
  let up: Promise<unknown> | undefined
  let starting = rest
  return underLoad({
    fault: `SIGKILL, ${kind}, ${processes} process${processes > 1 ? 'es' : ''}`,
    kind,
    processes,
    faults: kills,
    make: async (office, number, chance) => {
      await up
      const hasRest = number < kills / 4
      const longest = hasRest ? rest : startsBetween * starting
      // The fault is that nobody can say when.
      await after(chance() * longest)
      const victim = office.running()[Math.floor(chance() * processes)]
      if (victim) await office.end(victim, 'SIGKILL')
      const begun = performance.now()
      // The first that a process asks of Telegram.
      const asked = hasRest ? office.telegram.nextCall('getMe') : undefined
      office.start()
      up = asked?.then(() => {
        starting = performance.now() - begun
      })
    },
  })
}
