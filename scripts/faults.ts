/**
 * `npm run test:faults`: every kind of fault, many times, and a table of what came of it. On the PostgreSQL server in
 * `DATABASE_URL`, else on one of its own where PostgreSQL is installed; without either, the lines of a server are left out.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Line } from '../test/faults/lines/table.ts'
import { freePort } from './free-port.ts'
import { root } from './run.ts'

/** Milliseconds that a whole run may take. */
const bound = 10 * 60_000

const findPostgres = (): string | undefined => {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(a) - Number(b)) : []
  const folders = [
    ...versions.map((version) => join(packaged, version, 'bin')).reverse(),
    ...(process.env.PATH ?? '').split(':'),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
const ownerOf = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const [, , uid, gid] = (
    users.find((line) => line.startsWith('postgres:')) ??
    users.find((line) => line.startsWith('nobody:')) ??
    ''
  ).split(':')
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

const startPostgres = async (folder: string) => {
  const directory = mkdtempSync(join(tmpdir(), 'luyu-faults-server-'))
  const data = join(directory, 'data')
  const owner = ownerOf()
  const run = (name: string, ...parameters: string[]): void => {
    const { status, stderr } = spawnSync(join(folder, name), parameters, {
      ...{ cwd: directory, stdio: ['ignore', 'ignore', 'pipe'], ...owner },
    })
    if (status !== 0) throw new Error(`${name}: ${stderr}`)
  }
  mkdirSync(data)
  if (owner) for (const each of [directory, data]) chownSync(each, owner.uid, owner.gid)
  const port = await freePort()
  run('initdb', '-D', data, '-U', 'luyu', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c fsync=off`
  run('pg_ctl', '-D', data, '-w', '-l', join(directory, 'log'), '-o', settings, 'start')
  return {
    url: `postgres://luyu@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
      rmSync(directory, { recursive: true })
    },
  }
}

/** What was last written of each line. */
const readLines = (file: string): Line[] => {
  if (!existsSync(file)) return []
  const written = readFileSync(file, 'utf8').trimEnd().split('\n')
  const lines = written.map((line): Line => JSON.parse(line))
  return [...new Map(lines.map((line) => [line.fault, line])).values()]
}

const print = (lines: readonly Line[]): void => {
  const rows = lines.map((line) => [
    line.fault,
    line.faults,
    ...[line.records.lost, line.records.once, line.records.doubled],
    ...[line.replies.none, line.replies.one, line.replies.again, line.replies.more],
    line.stuck,
    Math.round(line.seconds),
    [line.unfinished ? 'NOT DONE' : [], line.note ?? []].flat().join('; '),
  ])
  const table = [
    ['fault', 'faults', 'lost', 'once', 'doubled', 'none', 'one', 'marked again', 'more', 'stuck', 's', ''],
    ...rows,
  ].map((row) => row.map(String))
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of table)
    console.log(
      row
        .map((cell, column) =>
          column === 0 || column === row.length - 1
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
}

const main = async (): Promise<number> => {
  const began = performance.now()
  const seed = process.env.FAULTS_SEED ?? String(Math.floor(Math.random() * 1e6))
  const folder = mkdtempSync(join(tmpdir(), 'luyu-faults-table-'))
  const binaries = process.env.DATABASE_URL ? undefined : findPostgres()
  const server = binaries ? await startPostgres(binaries) : undefined
  const url = process.env.DATABASE_URL ?? server?.url
  if (!url)
    console.log(
      'PostgreSQL is not installed, and DATABASE_URL names none: the lines of a server are left out',
    )
  console.log(`FAULTS_SEED=${seed}`)
  const file = join(folder, 'table')
  try {
    const vitest = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'faults', ...process.argv.slice(2)],
      {
        cwd: root,
        stdio: 'inherit',
        // With the programs that it starts, so that all of them can be ended.
        detached: true,
        env: {
          ...process.env,
          ...(url && { DATABASE_URL: url }),
          TMPDIR: folder,
          FAULTS: 'full',
          FAULTS_SEED: seed,
          FAULTS_TABLE: file,
        },
      },
    )
    const end = (signal: NodeJS.Signals) => {
      if (vitest.pid !== undefined && vitest.exitCode === null) process.kill(-vitest.pid, signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end('SIGKILL'))
    const timer = setTimeout(() => {
      console.log(`not done after ${bound / 60_000} minutes`)
      end('SIGKILL')
    }, bound)
    const [code] = await once(vitest, 'exit')
    clearTimeout(timer)
    print(readLines(file))
    console.log(`${Math.round((performance.now() - began) / 1000)} s in all; FAULTS_SEED=${seed}`)
    return code === 0 ? 0 : 1
  } finally {
    server?.stop()
    // Left behind by a run that was broken off.
    for (const name of readdirSync(folder))
      if (name.startsWith('luyu-faults-disk-')) spawnSync('umount', [join(folder, name)])
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main()
