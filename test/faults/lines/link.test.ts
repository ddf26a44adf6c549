import { setTimeout as after } from 'node:timers/promises'
import { it, onTestFinished } from 'vitest'
import { type Link, openLink } from '../../harness/link.ts'
import { underLoad } from './load.ts'
import { hasServer } from './office.ts'
import { isFull } from './table.ts'

/** Milliseconds: by which all that passes is held up, and until the next fault. */
const [delay, rest] = [250, 2_500]
/** Milliseconds that a fault lasts, at least and by chance more; a link that vanished is noticed after ten seconds. */
const lasting = [500, 3_500] as const
const vanished = [2_000, 14_000] as const

it.runIf(hasServer())(
  'a server that is down, far away, cut off or gone without a word, under a mixed load',
  () => {
    let link: Link | undefined
    onTestFinished(() => link?.close())
    return underLoad({
      fault: 'PostgreSQL: down, delayed, cut, black-holed',
      kind: 'server',
      processes: 2,
      faults: isFull ? 24 : 4,
      office: {
        reroute: async (url) => {
          link = await openLink(url)
          return link.url
        },
      },
      make: async ({ telegram }, number, chance) => {
        if (!link) throw new Error('there is no link')
        // Nobody starts without a database.
        if (number === 0) await telegram.nextCall('getUpdates')
        const between = ([least, more]: readonly [number, number]) => after(least + chance() * more)
        await after(chance() * rest)
        switch (number % 4) {
          case 0:
            await link.closedFor(between(lasting))
            break
          case 1:
            link.slowBy(delay)
            await between(lasting)
            link.slowBy(0)
            break
          case 2:
            link.cut()
            break
          default:
            link.vanish()
            await between(vanished)
            link.comeBack()
        }
        await after(rest)
      },
    })
  },
)
