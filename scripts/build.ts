/** Writes `dist/`: the program, and the empty database that a first start unpacks. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { emptyDatabaseArchive } from '../src/db/pglite.ts'
import { root, runTool } from './run.ts'

/** `initdb` takes seconds: an archive that fits is kept. */
const writeEmptyDatabase = async () => {
  if (existsSync(emptyDatabaseArchive)) return
  const pglite = await PGlite.create()
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
