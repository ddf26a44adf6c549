import { expect, it } from 'vitest'
import { openKillable } from '../harness/killable.ts'

/** From SIGUSR2 on the disk refuses to keep what is forced to it, as a disk that dies does. */
const dyingDisk = `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  process.on('SIGUSR2', () => {
    fs.fsyncSync = () => { throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', syscall: 'fsync' }) }
    syncBuiltinESMExports()
  })`

it('a database that breaks down at work ends the process in order, with one line that says why; the next one answers', async () => {
  const { telegram, me, start, signal, ended, heard, logged } = await openKillable({
    SYNC_COMMITS: 'on',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(dyingDisk)}`,
  })
  start()
  telegram.say(me, '/whoami')
  await heard(/./u)
  signal('SIGUSR2')
  telegram.say(me, '/visit 3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园')
  expect(await ended()).toBe(1)
  const told = logged()
    .split('\n')
    .filter((line) => line.includes('the database broke down'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(
    /DATA_DIR: the database in \S+ broke down \(could not fsync file [^\n]*I\/O error\): start again/,
  )

  start()
  await heard(/互访/u)
})
