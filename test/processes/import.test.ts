import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { csv } from '../harness/imports.ts'
import { spawnProgram } from '../harness/program.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-import-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** `npm run import -- …`, with what it says and how it ends. */
const run = (...parameters: string[]) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const environment = { DATA_DIR: join(directory, 'data'), LOCALE: 'en', TELEGRAM_BOT_TOKEN: 'never-used' }
    const child = spawnProgram('scripts/import.mjs', { parameters, environment })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on('close', (code) => resolve({ code, said }))
  })

it('a sheet is imported from the command line: shown, and with --yes carried out', async () => {
  const file = join(directory, 'my visits.csv')
  const rows = [
    ['方向', '日期', '人数'],
    ['济南→武隆', '2025年3月5日', '12'],
  ]
  await writeFile(file, csv(...rows))
  const shown = await run(file)
  expect(shown.said).toContain('Nothing is written yet.')
  expect(shown.code).toBe(0)
  const done = await run(file, '--yes')
  expect(done.said).toContain('is imported: 1 new, 0 changed.')
  expect(done.code).toBe(0)
  await writeFile(file, 'nothing')
  const refused = await run(file, '--yes')
  expect(refused.said).toContain('No sheet was recognised')
  expect(refused.code).toBe(1)
  const none = await run()
  expect(none.said).toContain('Usage: npm run import')
  expect(none.code).toBe(2)
})

it('an import speaks the language of the terminal, and ends though nobody reads what it says', async () => {
  const file = join(directory, 'other.csv')
  await writeFile(file, csv(['方向', '日期', '人数'], ['济南→武隆', '2025年4月5日', '12']))
  const environment = {
    DATA_DIR: join(directory, 'other'),
    LANG: 'en_GB.UTF-8',
  }
  const code = await new Promise((resolve) => {
    const child = spawnProgram('scripts/import.mjs', { parameters: [file, '--yes'], environment })
    let problems = ''
    child.stderr.on('data', (chunk: Buffer) => {
      problems += chunk.toString()
    })
    // What `| head -1` does.
    child.stdout.once('data', (chunk: Buffer) => {
      expect(chunk.toString()).not.toMatch(/\p{Script=Han}/u)
      child.stdout.destroy()
    })
    child.on('close', (ended) => resolve(/EPIPE/u.test(problems) ? problems : ended))
  })
  expect(code).toBe(0)
  const again = await run(file)
  expect(again.code).toBe(0)
})
