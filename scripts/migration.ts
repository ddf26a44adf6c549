/**
 * `new NAME` writes the next migration from what the schema has and the migrations have not; `seal` writes beside each
 * finished one what it may not change from; `check` fails when schema and migrations differ, and when one is not as sealed.
 * Prisma's own schema engine does the work, in its WebAssembly build: the native one would have to be downloaded.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { readMigrations } from '../src/db/migrate.ts'

const schemaDirectory = 'prisma/schema'
const migrationsDirectory = 'prisma/migrations'
const lockfile = '# Written by scripts/migration.ts; keep it in version control.\nprovider = "postgresql"\n'

const schemaFiles = readdirSync(schemaDirectory)
  .sort()
  .map((name) => ({
    path: join(schemaDirectory, name),
    content: readFileSync(join(schemaDirectory, name), 'utf8'),
  }))

const migrationDirectories = (existsSync(migrationsDirectory) ? readdirSync(migrationsDirectory) : [])
  .sort()
  .map((name) => ({ name, file: join(migrationsDirectory, name, 'migration.sql') }))
  .filter(({ file }) => existsSync(file))
  .map(({ name, file }) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: readFileSync(file, 'utf8') },
    },
  }))

/** Node has it; only the browser's type library tells of it. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
}

/** Node 20 cannot import WebAssembly as a module, so the instance is made by hand. */
const loadEngine = async () => {
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': engine,
  })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

/** A database in memory, on which the engine tries the migrations out. */
const scratchFactory = (pglite: PGlite) => {
  const connect = async () => {
    const adapter = await new PrismaPGlite(pglite).connect()
    // The adapter's own does not wait for the script, so a failing one would pass for applied.
    adapter.executeScript = async (script: string) => {
      await pglite.exec(script)
    }
    return adapter
  }
  return { provider: 'postgres', adapterName: 'pglite', connect, connectToShadowDb: connect } as const
}

/** Foreign keys of records to their pair, and of entries to their project, are written by hand: neither names all that is kept of it. */
const ofPair = /-- DropForeignKey\nALTER TABLE "\w+" DROP CONSTRAINT "\w+_(?:pair_id|project)_fkey";\n*/g

/** What the migrations lack of the schema, as SQL; empty when they agree. */
const difference = async (): Promise<string> => {
  await loadEngine()
  // New, not unpacked from the build's archive: that one has been migrated already.
  const pglite = await PGlite.create()
  const session = await engine.SchemaEngine.new(
    { datamodels: schemaFiles.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(scratchFactory(pglite)),
  )
  const { stdout } = await session.diff({
    from: {
      tag: 'migrations',
      baseDir: migrationsDirectory,
      lockfile: { path: 'migration_lock.toml', content: lockfile },
      shadowDbInitScript: '',
      migrationDirectories,
    },
    to: { tag: 'schemaDatamodel', files: schemaFiles },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  const text = (stdout ?? '').replace(ofPair, '')
  return /^-- This is an empty migration/.test(text) ? '' : text.trim()
}

/** As `sha256sum` writes it; it stands in the migration's folder, so that branches do not meet in one file. */
const sealOf = (name: string) => join(migrationsDirectory, name, 'migration.sha256')
const sealed = (checksum: string) => `${checksum}  migration.sql\n`

const seal = () => {
  for (const { name, checksum } of readMigrations(migrationsDirectory))
    if (!existsSync(sealOf(name))) {
      writeFileSync(sealOf(name), sealed(checksum))
      process.stdout.write(`${name} is sealed.\n`)
    }
  return 0
}

const brokenSeals = (): string[] =>
  readMigrations(migrationsDirectory).flatMap(({ name, checksum }) => {
    if (!existsSync(sealOf(name)))
      return [`${name} is not sealed: npm run migration:seal, once it is finished.`]
    if (readFileSync(sealOf(name), 'utf8') === sealed(checksum)) return []
    return [`${name} was edited: databases have it already. Put it back and make the change a new migration.`]
  })

const check = async () => {
  const broken = brokenSeals()
  process.stdout.write(broken.map((line) => `${line}\n`).join(''))
  const text = await difference()
  process.stdout.write(
    text ? `The migrations lack what the schema says:\n${text}\n` : 'The migrations agree with the schema.\n',
  )
  return text || broken.length > 0 ? 1 : 0
}

const write = async (name: string) => {
  const text = await difference()
  if (!text) {
    process.stdout.write('The migrations have all that the schema says.\n')
    return 0
  }
  const id = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`
  mkdirSync(join(migrationsDirectory, id), { recursive: true })
  writeFileSync(join(migrationsDirectory, id, 'migration.sql'), `${text}\n`)
  writeFileSync(join(migrationsDirectory, 'migration_lock.toml'), lockfile)
  process.stdout.write(
    `${migrationsDirectory}/${id}/migration.sql written: read it, add checks by hand, then npm run migration:seal.\n`,
  )
  return 0
}

const usage = () => {
  process.stderr.write('npm run migration:new NAME (a-z, 0-9, _), migration:seal, or migration:check\n')
  return 2
}

const [command, name] = process.argv.slice(2)
if (command === 'check') process.exit(await check())
if (command === 'seal') process.exit(seal())
if (command === 'new' && name && /^[a-z0-9_]+$/.test(name)) process.exit(await write(name))
process.exit(usage())
