import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['main/**/*.test.ts', 'renderer/**/*.test.ts', 'build/**/*.test.ts', 'e2e/servers/**/*.test.ts'],
    testTimeout: 20_000,
    pool: 'forks',
    // Styles are left out of tests, but for those a test measures.
    css: { include: [/tokens\.css/] },
  },
})
