import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { it, onTestFinished, vi } from 'vitest'
import { patience } from '../../harness/patience.ts'
import { underLoad } from './load.ts'
import { isFull, leaveOut } from './table.ts'

const fault = 'disk full, embedded'
/** A database of 42 MB and what its log grows by. */
const size = '120m'
/** Milliseconds at most: that the disk is full after somebody has felt it, and that it is not. */
const [full, rest] = [3_000, 2_500]
const noSpace = /No space left|ENOSPC|errno|Aborted/
/** Bytes that may be left: something for some of what comes. */
const left = 32_768

it('a disk that is full at times, under an embedded database', async ({ skip }) => {
  const disk = mkdtempSync(join(tmpdir(), 'luyu-faults-disk-'))
  onTestFinished(() => {
    // What still runs there is ended by the office a moment later.
    spawnSync('umount', ['--lazy', disk])
    rmSync(disk, { recursive: true, force: true })
  })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).status !== 0) {
    leaveOut(fault, 'left out: no disk can be mounted here')
    return skip('no disk can be mounted here')
  }
  const ballast = join(disk, 'ballast')
  await underLoad({
    fault,
    kind: 'embedded',
    processes: 1,
    faults: isFull ? 12 : 2,
    office: { directory: join(disk, 'data') },
    make: async (office, number, chance) => {
      if (number === 0) await office.telegram.nextCall('getUpdates')
      await after(chance() * rest)
      const logged = office.listen()
      const { bavail, bsize } = statfsSync(disk)
      const bytes = Math.max(0, bavail * bsize - Math.floor(chance() * left))
      try {
        writeFileSync(ballast, Buffer.alloc(bytes))
      } catch (error) {
        // Somebody wrote in between: it is full all the same.
        if (!String(error).includes('ENOSPC')) throw error
      }
      await vi.waitUntil(() => noSpace.test(logged()), { timeout: patience, interval: 20 })
      await after(chance() * full)
      rmSync(ballast)
      // Somebody supervises it.
      for (const child of office.running())
        if (child.exitCode !== null) {
          await office.end(child, 'SIGKILL')
          office.start()
        }
      await after(rest)
    },
  })
})
