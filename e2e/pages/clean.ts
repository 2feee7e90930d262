// What axe finds in a view or a dialog, in light and in dark: it must be nothing.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const clean = (page: Page, name: string): Promise<void> => inBoth(page, name, () => new AxeBuilder({ page }))

/** What lies below a modal dialog is looked at by itself. */
export const cleanDialog = (page: Page, name: string): Promise<void> =>
  inBoth(page, name, () =>
    ['bs-dialogs', 'bs-keys', 'bs-palette', 'bs-label-chooser'].reduce(
      (axe, element) => axe.include({ fromShadowDom: ['bs-app', element] }),
      new AxeBuilder({ page }),
    ),
  )

async function inBoth(page: Page, name: string, axe: () => AxeBuilder): Promise<void> {
  await found(axe().options({ resultTypes: ['violations'] }), `${name}, light`)
  // Colours are all that is other in the dark.
  await page.emulateMedia({ colorScheme: 'dark' })
  await found(axe().withRules(['color-contrast', 'link-in-text-block']), `${name}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function found(axe: AxeBuilder, name: string): Promise<void> {
  const { violations } = await axe.analyze()
  const words = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}\n  ${node.failureSummary?.replaceAll('\n', '\n  ') ?? ''}`).join('\n')}`,
  )
  expect.soft(words, name).toEqual([])
}
