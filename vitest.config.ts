import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/global.ts'],
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // The files of a worker share its database (test/harness/database.ts), so none may leave mocks or fake timers behind.
    isolate: false,
    maxWorkers: 2,
    // Some tests start the program, which takes its time where many others want the processor.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
