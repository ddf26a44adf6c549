import { setTimeout as after } from 'node:timers/promises'
import { type Load, underLoad } from './load.ts'

/** Milliseconds, at most: from a start to the next kill where processes have rest, and from kill to kill where not. */
const lives = { rest: 1_500, none: { server: 1_800, embedded: 2_800 } }

/**
 * Processes of a mixed load, killed at random moments, the next one started at once: of the first quarter each has begun to
 * work, of the others many have not.
 */
export const killAtRandom = (kind: Load['kind'], processes: number, kills: number): Promise<void> => {
  let up: Promise<unknown> | undefined
  return underLoad({
    fault: `SIGKILL, ${kind}, ${processes} process${processes > 1 ? 'es' : ''}`,
    kind,
    processes,
    faults: kills,
    make: async (office, number, chance) => {
      const hasRest = number < kills / 4
      if (hasRest) await up
      // The fault is that nobody can say when.
      await after(chance() * (hasRest ? lives.rest : lives.none[kind]))
      const victim = office.running()[Math.floor(chance() * processes)]
      if (victim) await office.end(victim, 'SIGKILL')
      // The first that a process asks of Telegram.
      up = office.telegram.nextCall('getMe')
      office.start()
    },
  })
}
