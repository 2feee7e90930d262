import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 20_000,
    // A busy machine is no fault of the program's; a fault is there the third time too.
    retry: process.env.CI ? 2 : 0,
    pool: 'forks',
    // Styles are left out of tests, but for those a test measures.
    css: { include: [/tokens\.css/] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['main/**/*.test.ts', 'renderer/**/*.test.ts', 'build/**/*.test.ts', 'e2e/servers/**/*.test.ts'],
        },
      },
      {
        extends: true,
        // Each has a server, a database and two Broadsheets of its own: one after the other, when all else is done.
        test: {
          name: 'sync',
          include: ['e2e/sync/**/*.test.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
