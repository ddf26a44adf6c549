import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtProgram, spawnProgram } from '../harness/program.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-program-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** Runs the program with lines piped in, as `npm start --silent` does. */
const run = (lines: readonly string[], settings: Record<string, string> = {}) =>
  new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    const child = spawnProgram(builtProgram, {
      environment: { DATA_DIR: directory, PORT: '0', ...settings },
    })
    let [output, errors] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('close', (code) => resolve({ code, output, errors }))
    child.stdin.end(`${lines.join('\n')}\n`)
  })

describe('the program at a terminal', () => {
  it('answers piped lines in order, in either language, and ends well', async () => {
    const { code, output, errors } = await run([
      ':now 2025-03-03T10:00',
      '/visit 3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园',
      ':lang en',
      '/visit show V-2025-0001',
      '/vist',
    ])
    expect(errors).toBe('')
    expect(code).toBe(0)
    expect(output).toMatch(/已登记互访 V-2025-0001[\s\S]*Jinan→Wulong[\s\S]*Did you mean “visit”/)
  })

  it('keeps what was recorded for the next start, and makes up for the summary that was due while none ran, once', async () => {
    const kept = await run([':now 2025-03-09T20:00', ':lang zh', '/visit show V-2025-0001'])
    expect(kept.output).toContain('考察产业园')
    const next = await run([':now 2025-03-10T14:00', ':now 2025-03-10T14:05'])
    expect(next.output.match(/第10周/g)).toHaveLength(1)
    expect(next.output).toContain('补发')
  })
})

describe('a wrong setting', () => {
  it('stops the start with one line that names it, and tells no secret', async () => {
    const { code, errors, output } = await run([], { TELEGRAM_BOT_TOKEN: 'secret-nonsense' })
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(errors).toContain('TELEGRAM_BOT_TOKEN')
    expect(errors).not.toContain('secret-nonsense')
  })
})
