/** Writes `dist/`: the program, and the empty database that a first start unpacks. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { migrate, migrationsDirectory } from '../src/db/migrate.ts'
import { emptyDatabaseArchive, poolOver } from '../src/db/pglite.ts'
import { root, runTool } from './run.ts'

/** `initdb` and the migrations take seconds: an archive that is newer than they are is kept. */
const writeEmptyDatabase = async () => {
  const made = statSync(emptyDatabaseArchive, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const names = readdirSync(migrationsDirectory, { recursive: true, encoding: 'utf8' })
  if (names.every((name) => statSync(`${migrationsDirectory}/${name}`).mtimeMs < made)) return
  const pglite = await PGlite.create()
  const pool = poolOver(pglite)
  await migrate(pool, migrationsDirectory)
  await pool.end()
  const archive = await pglite.dumpDataDir('gzip')
  await pglite.close()
  writeFileSync(`${emptyDatabaseArchive}.new`, await archive.bytes())
  renameSync(`${emptyDatabaseArchive}.new`, emptyDatabaseArchive)
}

await import('./generate.ts')
mkdirSync(`${root}dist`, { recursive: true })
for (const name of readdirSync(`${root}dist`))
  if (name !== basename(emptyDatabaseArchive)) rmSync(`${root}dist/${name}`, { recursive: true })
await writeEmptyDatabase()
runTool('typescript/bin/tsc', '-p', 'tsconfig.build.json')
// scripts/start.mjs compares its time with the sources': written last, so that half a build counts as none.
writeFileSync(`${root}dist/.built`, '')
process.exit()
