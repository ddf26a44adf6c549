import { defineConfig } from 'prisma/config'

// `generate` asks only whether the native schema engine is there and never runs it. Naming Node itself keeps it from
// being downloaded, so that nothing but the package registry is needed; migrations are written by scripts/migration.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } })
