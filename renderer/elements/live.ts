// Says to screen readers what happened elsewhere; two regions that live as long as the window.

type Manner = 'polite' | 'assertive'
const regions = new Map<Manner, HTMLElement>()

function region(manner: Manner): HTMLElement {
  const known = regions.get(manner)
  if (known !== undefined) return known
  const made = document.createElement('div')
  made.className = 'live'
  made.setAttribute('aria-live', manner)
  made.setAttribute('aria-atomic', 'true')
  made.setAttribute('role', manner === 'polite' ? 'status' : 'alert')
  document.body.append(made)
  regions.set(manner, made)
  return made
}

/** Made early, so that the first announcement falls into a region that is already known. */
export function prepareLive(): void {
  region('polite')
  region('assertive')
}

export function announce(text: string, manner: Manner = 'polite'): void {
  const target = region(manner)
  // The same words again are only spoken when they are new to the region.
  target.textContent = ''
  setTimeout(() => {
    target.textContent = text
  }, 50)
}
