/** Writes `dist/`: the program, and the database that a first start copies. */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { root, runTool } from './run.ts'

await import('./generate.ts')
// Only now: these load what was just generated.
const { overSessions } = await import('../src/db/database.ts')
const { migrate, migrationsDirectory } = await import('../src/db/migrate.ts')
const { builtDatabase, openPglite, poolOver } = await import('../src/db/pglite.ts')
const { seed } = await import('../src/programme/places/seed.ts')

const newest = (directory: string): number =>
  Math.max(
    ...readdirSync(directory, { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(`${directory}/${name}`).mtimeMs,
    ),
  )

/** `initdb` takes seconds: a database that is newer than the migrations and the founding facts is kept. */
const writeDatabase = async (): Promise<void> => {
  const made = statSync(builtDatabase, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (made > Math.max(newest(migrationsDirectory), newest(`${root}prisma/data`))) return
  const unfinished = `${builtDatabase}-unfinished`
  for (const directory of [builtDatabase, unfinished]) rmSync(directory, { recursive: true, force: true })
  const pglite = await openPglite(unfinished)
  const pool = poolOver(pglite)
  await migrate(pool, migrationsDirectory)
  const close = async () => {
    await pool.end()
    await pglite.close()
  }
  const database = overSessions({ kind: 'embedded', pool, close })
  await database.transact(seed)
  await database.close()
  renameSync(unfinished, builtDatabase)
}

/** PGlite lets anybody write to what it makes: what is copied into every new installation is for whoever built it to change. */
const closeToOthers = (directory: string): void => {
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const path = `${directory}/${name}`
    chmodSync(path, statSync(path).mode & 0o755)
  }
}

mkdirSync(`${root}dist`, { recursive: true })
for (const name of readdirSync(`${root}dist`))
  if (name !== basename(builtDatabase)) rmSync(`${root}dist/${name}`, { recursive: true })
await writeDatabase()
closeToOthers(builtDatabase)
runTool('typescript/bin/tsc', '-p', 'tsconfig.build.json')
// scripts/start.mjs compares its time with the sources': written last, so that half a build counts as none.
writeFileSync(`${root}dist/.built`, '')
process.exit()
