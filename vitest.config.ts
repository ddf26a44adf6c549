import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { patience, quickDatabase } from './test/harness/patience.ts'

const processes = 'test/processes/**/*.test.ts'
/** A few of each kind; all of them for `npm run test:faults`. */
const faults = 'test/faults/lines/*.test.ts'

const shared = {
  pool: 'forks',
  // The files of a worker share its database (test/harness/database.ts), so none may leave mocks or fake timers behind.
  isolate: false,
} as const

export default defineConfig({
  test: {
    globalSetup: ['test/global.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'suite',
          include: ['test/**/*.test.ts'],
          exclude: [processes, faults],
          maxWorkers: availableParallelism(),
          execArgv: [...quickDatabase],
          // Longer than any wait inside, so that what was waited for is told.
          testTimeout: 2 * patience,
          hookTimeout: patience,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // They start programs, several a test, and databases that live for seconds: they come last, when nothing else wants
        // the processors.
        test: {
          ...shared,
          name: 'processes',
          globalSetup: ['test/processes/global.ts'],
          include: [processes],
          // Each waits for its programs most of the time.
          maxWorkers: 2 * availableParallelism(),
          execArgv: [...quickDatabase],
          testTimeout: 5 * patience,
          hookTimeout: patience,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'faults',
          globalSetup: ['test/processes/global.ts'],
          include: [faults],
          // The long form is one file a kind of fault: all of them at once, for they wait most of the time.
          maxWorkers: (process.env.FAULTS === 'full' ? 4 : 1) * availableParallelism(),
          execArgv: [...quickDatabase],
          // The run as a whole has a bound of its own (scripts/faults.ts).
          testTimeout: 10 * patience,
          hookTimeout: patience,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
