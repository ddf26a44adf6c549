/** Writes `src/generated/`: the database client from the schema, and the names of all messages from the locales. */
import { runTool } from './run.ts'

// The command line asks for its newest version and advertises; neither belongs in a build.
process.env.CHECKPOINT_DISABLE = '1'
process.env.PRISMA_HIDE_UPDATE_MESSAGE = '1'
runTool('prisma/build/index.js', 'generate', '--no-hints')
await import('./messages.ts')
