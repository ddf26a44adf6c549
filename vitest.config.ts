import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { patience } from './test/harness/patience.ts'

const processes = 'test/processes/**/*.test.ts'

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
          exclude: [processes],
          maxWorkers: availableParallelism(),
          // Longer than any wait inside, so that what was waited for is told.
          testTimeout: 2 * patience,
          hookTimeout: patience,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // They start programs, several a test, which take the processors that the workers leave them: none, so they come last.
        test: {
          ...shared,
          name: 'processes',
          include: [processes],
          maxWorkers: Math.ceil(availableParallelism() / 2),
          testTimeout: 5 * patience,
          hookTimeout: patience,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
