import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtDatabase as builtDatabaseDirectory } from '../../src/db/pglite.ts'
import { patience } from '../harness/patience.ts'
import { builtProgram, spawnProgram, startOf } from '../harness/program.ts'

const root = resolve(import.meta.dirname, '../..')
const example = join(root, 'docs/example-kind')
const builtDatabase = relative(root, builtDatabaseDirectory)

describe('the example kind of CONTRIBUTING', () => {
  const house = mkdtempSync(join(tmpdir(), 'luyu-example-'))
  afterAll(() => rmSync(house, { recursive: true }))
  /** What a script says; what it complains of when it fails. */
  const run = (file: string, ...parameters: string[]): Promise<string> =>
    promisify(execFile)(process.execPath, [...startOf(file), ...parameters], { cwd: house }).then(
      ({ stdout }) => stdout,
      ({ stdout, stderr }: { stdout: string; stderr: string }) => {
        throw new Error(`${file}: ${stdout}${stderr}`)
      },
    )

  /** What somebody at the terminal reads. */
  const converse = async (lines: readonly string[]): Promise<string> => {
    const program = spawnProgram(builtProgram, {
      directory: house,
      environment: { DATA_DIR: join(house, 'data'), PORT: '0' },
    })
    program.stderr.resume()
    program.stdin.end(lines.join('\n'))
    const [said] = await Promise.all([text(program.stdout), once(program, 'exit')])
    return said
  }

  // A house of its own: one folder, two locale files, one schema file with its migration, one line.
  beforeAll(async () => {
    const configuration = ['package.json', 'prisma.config.ts', 'tsconfig.json', 'tsconfig.build.json']
    // The database that was built is there, as after an upgrade: the migration of the kind comes upon it.
    for (const part of ['src', 'locales', 'prisma', 'scripts', builtDatabase, ...configuration])
      cpSync(join(root, part), join(house, part), {
        recursive: true,
        filter: (path) => !path.includes('src/generated'),
      })
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
    cpSync(example, house, { recursive: true })
    const registry = join(house, 'src/features/index.ts')
    writeFileSync(
      registry,
      readFileSync(registry, 'utf8')
        .replace(/^(import \{ createVisits)/m, "import { createNotices } from './notices/index.ts'\n$1")
        .replace(/^( *createVisits,)/m, '$1\n  createNotices,'),
    )
    await run('scripts/generate.ts')
    await run('scripts/migration.ts', 'seal')
    await run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')
  }, 5 * patience)

  it('has all in its migration that its schema says', async () => {
    const said = await run('scripts/migration.ts', 'check')
    expect(said).toContain('The migrations agree with the schema.')
  })

  it('is entered, edited, taken back, listed, told as overdue, closed and cancelled', async () => {
    const said = await converse([
      ':now 2025-03-03T10:00',
      '通知 武隆 上报5月互访情况 期限:2025-05-30',
      '/notice edit N-2025-0001 due:2025-06-05',
      '/undo',
      '/notice list 武隆',
      ':now 2025-06-01T10:00',
      '/digest preview 武隆',
      '/notice close N-2025-0001 已上报',
      '/status N-2025-0001',
      '/notice cancel N-2025-0001 重复下发',
      '/notice edit N-2025-0001 due:2025-06-05',
    ])
    const words = [
      ...['已登记通知 N-2025-0001', '济南—武隆', '上报5月互访情况', '5月30日', '未办结'],
      ...['已修改通知', '5月30日', '6月5日', '恢复为改动前的内容', '6月5日', '5月30日'],
      ...['共1条，未办结1条', 'N-2025-0001', '逾期1项', 'N-2025-0001 上报5月互访情况：已逾期'],
      ...['已办结', '已上报', '已办结', '已取消通知', '重复下发', '不能再修改'],
    ]
    let from = 0
    for (const word of words) {
      const at = said.indexOf(word, from)
      expect(at, `${word} in ${said.slice(from)}`).toBeGreaterThanOrEqual(0)
      from = at + word.length
    }
  })
})
